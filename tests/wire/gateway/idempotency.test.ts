import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runtimeError } from '../../../actors/runtime/errors.ts';
import { hour } from '../../../actors/runtime/time.ts';
import { type Fakes, rejected } from './fake-node.ts';
import { woundWorld } from './fake-world.ts';
import { type Running, startGateway } from './gateway.given.ts';

const sku = 'prod_1-1';
const world = woundWorld();
let answers: (() => unknown)[] = [];
let gate: Promise<void> = Promise.resolve();
let made = 0;

/** Answers as told, one after the other; then with a count, so that a second effect shows. */
const receive = async (): Promise<unknown> => {
  await gate;
  const answer = answers.shift();
  made += 1;
  return answer ? answer() : { made };
};
const fakes: Fakes = {
  'inventory.receive': receive,
  'carts.create': () => ({ id: `cart_${made}` }),
  'orders.checkout': receive,
};

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({ fakes, options: { world } });
});
beforeEach(() => {
  answers = [];
  gate = Promise.resolve();
});
afterAll(() => shop.stop());

const guest = () => ({ 'souk-token': shop.tokens.make('cart', 'demo', 'cart_1') });
const checkout = {
  cartId: 'cart_1',
  expectedTotal: { amount: 100, currency: 'GBP' },
  email: 'ann@example.org',
  shippingAddress: { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1 7HH', country: 'GB' },
  payment: { provider: 'sandbox', token: 'ok' },
};
const order = (key: string | undefined, also: object = {}, headers: Record<string, string> = {}) =>
  shop.ask('POST', '/v1/orders', {
    body: { ...checkout, ...also },
    headers: { ...guest(), ...(key !== undefined && { 'idempotency-key': key }), ...headers },
  });
const commandIds = () => shop.callsOf('orders.checkout').map(({ headers }) => headers.commandId);
const confirmed = () => ({ id: 'order_1', status: 'confirmed', made });

describe('a key', () => {
  test('is required where money moves', async () => {
    const { status, json } = await order(undefined);
    expect([status, json.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });

  test('names one command: a retry gets the first answer, and nothing happens twice', async () => {
    answers = [confirmed];
    const first = await order('key-1');
    const again = await order('key-1');
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(again.headers.location).toBe('/v1/orders/order_1');
    expect(commandIds()).toHaveLength(1);
  });

  test('with another body is refused', async () => {
    await order('key-2');
    const { status, json } = await order('key-2', { email: 'bob@example.org' });
    expect([status, json.code]).toEqual([422, 'COMMAND_DIFFERS']);
  });

  test('belongs to one caller, one tenant and one route', async () => {
    const before = commandIds().length;
    await order('key-3');
    await order('key-3', {}, { 'souk-token': shop.tokens.make('cart', 'demo', 'cart_2') });
    await order('key-3', {}, { 'souk-token': shop.tokens.make('cart', 'acme', 'cart_1'), 'souk-tenant': 'acme' });
    expect(new Set(commandIds().slice(before)).size).toBe(3);
  });

  test('of the same command is the same id on every node', async () => {
    const before = commandIds().length;
    answers = [() => Promise.reject(runtimeError('JOURNAL_UNAVAILABLE'))];
    await order('key-4');
    const other = await startGateway({ fakes, options: { world, tokens: shop.tokens } });
    await other.ask('POST', '/v1/orders', { body: checkout, headers: { ...guest(), 'idempotency-key': 'key-4' } });
    expect(other.callsOf('orders.checkout')[0]?.headers.commandId).toBe(commandIds()[before]);
    await other.stop();
  });

  test.each([
    ['empty', ''],
    ['too long', 'x'.repeat(256)],
    ['not printable', 'a\tb'],
  ])('may not be %s', async (_, key) => {
    const { status, json } = await order(key);
    expect([status, json.errors?.[0]?.field]).toEqual([400, 'Idempotency-Key']);
  });

  test('left out makes each request a command of its own', async () => {
    const token = shop.callsOf('carts.create').length;
    await shop.ask('POST', '/v1/carts');
    await shop.ask('POST', '/v1/carts');
    const ids = shop
      .callsOf('carts.create')
      .slice(token)
      .map(({ headers }) => headers.commandId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('two at once with one key', () => {
  test('are one command: the second waits for the first', async () => {
    const before = commandIds().length;
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    const both = [order('key-5'), order('key-5')];
    while (commandIds().length === before) await new Promise((resolve) => setImmediate(resolve));
    const third = await order('key-5', { email: 'bob@example.org' });
    expect(third.json.code).toBe('COMMAND_DIFFERS');
    open.resolve();
    const [one, other] = await Promise.all(both);
    expect(one?.text).toBe(other?.text);
    expect(commandIds()).toHaveLength(before + 1);
  });

  test('are two tries where the first came to nothing', async () => {
    const before = commandIds().length;
    answers = [() => Promise.reject(runtimeError('MAILBOX_FULL')), confirmed];
    const both = await Promise.all([order('key-6'), order('key-6')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 429]);
    expect(new Set(commandIds().slice(before)).size).toBe(1);
  });
});

describe('what is kept', () => {
  test('is a refusal as well as a success', async () => {
    answers = [() => Promise.reject(rejected('OUT_OF_STOCK', { available: 1 }))];
    const first = await order('key-7');
    const again = await order('key-7');
    expect([first.status, again.status, again.json.code]).toEqual([409, 409, 'OUT_OF_STOCK']);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  test.each([
    ['a journal that is away', 'JOURNAL_UNAVAILABLE', 503],
    ['a bug', 'INTERNAL', 500],
  ] as const)('is not %s: the next try is a try', async (_, code, status) => {
    answers = [() => Promise.reject(runtimeError(code)), confirmed];
    expect((await order(`key-${code}`)).status).toBe(status);
    expect((await order(`key-${code}`)).status).toBe(201);
  });

  test('is not a mistake in the body: mended, it is the command', async () => {
    expect((await order('key-8', { email: 'nobody' })).status).toBe(400);
    expect((await order('key-8')).status).toBe(201);
  });

  test('is not an order that is undecided: its next answer may be another', async () => {
    answers = [() => ({ id: 'order_2', status: 'placed' }), () => ({ id: 'order_2', status: 'confirmed' })];
    const [first, again] = [await order('key-9'), await order('key-9')];
    expect([first.status, again.status]).toEqual([202, 201]);
  });

  test('goes after a day', async () => {
    answers = [confirmed];
    await order('key-10');
    const before = commandIds().length;
    world.wind(24 * hour);
    await order('key-10');
    expect(commandIds()).toHaveLength(before + 1);
  });
});

describe('an answer that the actor itself remembers', () => {
  test('is marked as replayed', async () => {
    const other = await startGateway({
      fakes: {
        'inventory.receive': (_, __, meta) => {
          Object.assign(meta, { stream: `demo/stock/${sku}`, version: 3, replayed: true });
          return {};
        },
        'customers.account': ({ id }) => ({ id, roles: ['operator'], staff: {} }),
        'customers.logIn': () => ({ sessionId: 's', generation: 1, account: { id: 'olga' } }),
      },
    });
    const { json } = await other.ask('POST', '/v1/auth/login', { body: { email: 'o@example.org', password: 'x' } });
    const headers = { authorization: `Bearer ${json.accessToken}`, 'idempotency-key': 'k' };
    const answer = await other.ask('POST', `/v1/inventory/${sku}/receive`, { body: { quantity: 1 }, headers });
    expect(answer.headers).toMatchObject({ 'idempotent-replayed': 'true', 'souk-version': `demo/stock/${sku}@3` });
    await other.stop();
  });
});
