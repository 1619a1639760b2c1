import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { eventually } from './eventually.ts';
import { answerMs, ask, plainSocket } from './live.given.ts';
import { mailTo, tokenIn } from './mails.given.ts';
import { buy, logIn, type Person, register, stockWare } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform, openTenant } from './tenants.given.ts';
import { type Market, openMarket } from './things.given.ts';
import { type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let demo: Visitor;
let acme: Visitor;
let ours: Market;
let neighbour: Market;
let theirs: Market;
let acmeOperator: Person;

beforeAll(async () => {
  souk = await startSouk();
  demo = visitor(souk.url);
  acme = visitor(souk.url, { 'souk-tenant': 'acme' });
  acmeOperator = await openTenant(await logInToPlatform(souk), 'acme');
  const demoOperator = await logIn(demo, 'operator@demo.example');
  ours = await openMarket(demo, demoOperator, 'ada');
  neighbour = await openMarket(demo, demoOperator, 'bob');
  theirs = await openMarket(acme, acmeOperator, 'acia');
});

const connect = (auth: Readonly<Record<string, unknown>>): Promise<Socket> => plainSocket(souk.url, auth);

const tokenOf = ({ session }: Person): string => session.accessToken;

/** Everybody with a log-in or a secret of this market, each with a socket. */
const everybodyOf = async (market: Market, tenant: string, also: readonly Person[]): Promise<readonly Socket[]> =>
  Promise.all([
    ...[market.shop.owner, market.shopper, ...also].map((person) => connect({ token: tokenOf(person), tenant })),
    connect({ tenant }),
  ]);

const secretsOf = ({ guestOrder, guestBasket }: Market): readonly object[] => [
  {},
  { token: guestOrder.token },
  { token: guestBasket.token },
];

const privateChannels = ({ order, basket, guestOrder, guestBasket, shop }: Market): readonly string[] => [
  `order:${order.id}`,
  `order:${guestOrder.id}`,
  `cart:${basket.cart.id}`,
  `cart:${guestBasket.cart.id}`,
  `vendor-orders:${shop.vendor.id}`,
  `vendor-fulfilments:${shop.vendor.id}`,
  `vendor-stock:${shop.vendor.id}`,
  `analytics:${shop.vendor.id}`,
];

async function expectShut(strangers: readonly Socket[], secrets: readonly object[]): Promise<void> {
  for (const channel of privateChannels(ours)) {
    for (const more of secrets) {
      for (const socket of strangers) {
        const { ok, problem } = await ask(socket, channel, more);
        expect({ channel, ok }).toEqual({ channel });
        expect(['NOT_FOUND', 'UNAUTHENTICATED']).toContain(problem?.code);
      }
    }
  }
}

test('the door knows two methods, and says so of all others', async () => {
  const door = `${souk.url}/live/?EIO=4&transport=polling`;
  const [, sid] = /"sid":"([^"]+)"/.exec(await (await fetch(door)).text()) ?? [];
  for (const method of ['DELETE', 'PUT', 'HEAD']) {
    const { status, headers } = await fetch(`${door}&sid=${sid}`, { method });
    expect({ method, status, allow: headers.get('allow') }).toEqual({ method, status: 405, allow: 'GET, POST' });
  }
});

describe('a channel of somebody else', () => {
  test('is not there for a neighbour in the same tenant', async () => {
    await expectShut(await everybodyOf(neighbour, 'demo', []), secretsOf(neighbour));
  });

  test('is not there for anybody of another tenant, the operator included', async () => {
    await expectShut(await everybodyOf(theirs, 'acme', [acmeOperator]), [...secretsOf(theirs), ...secretsOf(ours)]);
  });

  test('of another tenant shows no stock and no news of its catalogue', async () => {
    const socket = await connect({ token: tokenOf(acmeOperator) });
    const heard: unknown[] = [];
    socket.on('frame', (frame) => heard.push(frame));
    const { ok } = await ask(socket, `stock:${ours.ware.sku}`);
    expect(ok?.state ?? { available: 0 }).toMatchObject({ available: 0 });
    expect((await ask(socket, 'catalog')).ok).toBeDefined();

    await ours.shop.owner.post(`/inventory/${ours.ware.sku}/receive`, { quantity: 9 });
    await stockWare(ours.shop, 'Nothing of theirs', 100, 1);
    const own = await stockWare(theirs.shop, 'Their own', 100, 1);
    await eventually('the own news', () => JSON.stringify(heard).includes(own.product.id));
    expect(JSON.stringify(heard)).not.toContain(ours.ware.sku);
    expect(JSON.stringify(await ask(socket, 'catalog'))).not.toContain(ours.ware.product.id);
  });

  test('cannot be reached by a handshake that says two things', async () => {
    const token = tokenOf(ours.shopper);
    await expect(connect({ token, tenant: 'acme' })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
    await expect(connect({ tenant: 'nobody' })).rejects.toMatchObject({ data: { code: 'UNKNOWN_TENANT' } });
    await expect(connect({ token: 'x' })).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    const socket = await connect({ token });
    const other = await socket.timeout(answerMs).emitWithAck('authenticate', { token: tokenOf(theirs.shopper) });
    expect(other.problem.code).toBe('NOT_FOUND');
    expect((await ask(socket, `order:${ours.order.id}`)).ok).toBeDefined();
  });
});

test('a role in a shop counts as soon as it is given, and at the next look no more when it is taken', async () => {
  const cleo = await register(demo, 'cleo@staff.example');
  const socket = await connect({ token: tokenOf(cleo) });
  const channel = `vendor-orders:${ours.shop.vendor.id}`;
  expect((await ask(socket, channel)).problem?.code).toBe('NOT_FOUND');
  const { owner, vendor } = ours.shop;
  await owner.post(`/vendors/${vendor.id}/staff`, { email: 'cleo@staff.example', role: 'viewer' });
  const token = tokenIn(await mailTo(souk.directory, 'cleo@staff.example', 'invites you'));
  await cleo.post(`/vendors/${vendor.id}/staff/accept`, { token });
  expect((await ask(socket, channel)).ok).toBeDefined();

  await owner.delete(`/vendors/${vendor.id}/staff/${cleo.account.id}`);
  expect((await ask(socket, channel)).problem?.code).toBe('NOT_FOUND');
  const heard: unknown[] = [];
  socket.on('frame', (frame) => heard.push(frame));
  expect((await ask(socket, `stock:${ours.ware.sku}`)).ok).toBeDefined();
  await buy(demo, { [ours.ware.sku]: 1 });
  await eventually('the stock moves', () => heard.length > 0);
  expect(JSON.stringify(heard)).not.toContain(vendor.id);
});

test('a log-out leaves what was private, and keeps what is for everybody', async () => {
  const socket = await connect({ token: tokenOf(ours.shopper) });
  expect((await ask(socket, `order:${ours.order.id}`)).ok).toBeDefined();
  expect(await socket.timeout(answerMs).emitWithAck('authenticate', { token: '' })).toEqual({ ok: {} });
  expect((await ask(socket, `order:${ours.order.id}`)).problem?.code).toBe('NOT_FOUND');
  expect((await ask(socket, `stock:${ours.ware.sku}`)).ok).toBeDefined();
});

test('a socket follows a hundred channels and not one more, until it leaves one', async () => {
  const socket = await connect({});
  const follow = (channel: string) =>
    eventually(`${channel} is followed`, async () => (await ask(socket, channel)).ok !== undefined);
  for (let place = 1; place <= 100; place += 1) await follow(`stock:made-up-${place}`);
  const refused = await eventually('the bound of channels, not of asking', async () => {
    const { problem } = await ask(socket, `stock:${ours.ware.sku}`);
    return (await ask(socket, 'stock:made-up-1')).ok ? problem : false;
  });
  expect(refused.code).toBe('TOO_MANY_SUBSCRIPTIONS');
  await socket.timeout(answerMs).emitWithAck('unsubscribe', { channel: 'stock:made-up-1' });
  await follow(`stock:${ours.ware.sku}`);
});

test('rubbish harms nobody', async () => {
  const socket = await connect({});
  const listener = await connect({});
  expect((await ask(listener, `stock:${ours.ware.sku}`)).ok).toBeDefined();
  const channels = [
    undefined,
    null,
    7,
    '',
    ':',
    'stock',
    'stock:',
    'toString:x',
    '__proto__',
    'stock:a/b',
    '../demo',
    {},
    [],
  ];
  for (const channel of channels) expect((await ask(socket, channel)).problem).toBeDefined();
  for (const more of [{ token: {} }, { since: {} }, { token: 'x'.repeat(4_000) }]) await ask(socket, 'catalog', more);
  for (const event of ['subscribe', 'unsubscribe', 'authenticate', 'frame', 'no such event']) {
    for (const message of [undefined, null, 7, 'x', [], { channel: { toString: null } }, { token: 7 }])
      socket.emit(event, message);
    socket.emit(event);
  }
  for (const message of [null, 7, [], {}]) {
    expect((await socket.timeout(answerMs).emitWithAck('authenticate', message)).problem.code).toBe('VALIDATION');
  }
  const tooLong = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.emit('subscribe', { channel: 'x'.repeat(100_000) });
  await tooLong;

  const frame = new Promise((resolve) => listener.once('frame', resolve));
  await ours.shop.owner.post(`/inventory/${ours.ware.sku}/receive`, { quantity: 1 });
  expect(await frame).toMatchObject({ channel: `stock:${ours.ware.sku}` });
  expect(souk.printed()).not.toMatch(/TypeError|"level":[56]0/);
});
