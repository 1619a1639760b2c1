import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runtimeError } from '../../../actors/runtime/errors.ts';
import { jsonAnswer } from '../../../gateway/answer.ts';
import { HotReads } from '../../../gateway/hot-reads.ts';
import type { Fakes } from './fake-node.ts';
import { woundWorld } from './fake-world.ts';
import { type Running, startGateway } from './gateway.given.ts';

const world = woundWorld();
let stock = 0;
let gate: Promise<void> | undefined;
let fails = false;
let begins = Promise.withResolvers<void>();

const list = async (_: unknown, { tenantId }: { tenantId: string }) => {
  const seen = stock;
  begins.resolve();
  await gate;
  if (fails) throw runtimeError('JOURNAL_UNAVAILABLE');
  return { items: [{ tenantId, available: seen }] };
};
const fakes: Fakes = { 'search.products': list, 'search.product': list };

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({ fakes, options: { world }, settings: { corsOrigins: ['https://shop.example'] } });
});
beforeEach(() => {
  // Nothing kept, nothing remembered, and the tenants known again.
  world.wind(10_000);
  gate = undefined;
  fails = false;
});
afterAll(() => shop.stop());

const products = (headers = {}, path = '/v1/products') => shop.ask('GET', path, { headers });
/** Asks, and waits until that has reached the index. */
const beginning = async (): Promise<{ readonly units: Promise<number> }> => {
  begins = Promise.withResolvers<void>();
  const asked = units();
  await begins.promise;
  return { units: asked };
};
const loads = () => shop.callsOf('search.products').length;
const units = async (headers = {}, path = '/v1/products') =>
  (await products(headers, path)).json.items?.[0]?.available as unknown as number;

describe('a list for everybody', () => {
  test('is loaded once, and then ready', async () => {
    const before = loads();
    const [first, second] = [await products(), await products()];
    expect([loads() - before, second.text]).toEqual([1, first.text]);
    const apart = ['date', 'x-request-id'];
    const fieldsOf = (headers: object) => Object.entries(headers).filter(([field]) => !apart.includes(field));
    expect(fieldsOf(second.headers)).toEqual(fieldsOf(first.headers));
  });

  test('is loaded once for all who come at the same time', async () => {
    await products({}, '/v1/products?q=warm-up');
    const before = loads();
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    begins = Promise.withResolvers<void>();
    const many = Array.from({ length: 20 }, () => products());
    await begins.promise;
    open.resolve();
    const answers = await Promise.all(many);
    expect([loads() - before, new Set(answers.map(({ text }) => text)).size]).toEqual([1, 1]);
  });

  test('is two seconds old at most', async () => {
    stock = 1;
    expect(await units()).toBe(1);
    stock = 2;
    world.wind(1_999);
    expect(await units()).toBe(1);
    world.wind(1);
    expect(await units()).toBe(2);
  });

  test('is new as soon as the index says so', async () => {
    stock = 3;
    await units();
    stock = 4;
    shop.hotReads.invalidate('demo');
    expect(await units()).toBe(4);
  });

  test('of another tenant is another list, and stays when this one goes', async () => {
    const acme = { 'souk-tenant': 'acme' };
    expect((await products(acme)).json.items?.[0]?.tenantId).toBe('acme');
    expect((await products()).json.items?.[0]?.tenantId).toBe('demo');
    const before = loads();
    shop.hotReads.invalidate('demo');
    expect((await products({ host: 'acme.localhost' })).json.items?.[0]?.tenantId).toBe('acme');
    expect(loads()).toBe(before);
  });

  test('that began before something changed is not kept, nor given to who comes after', async () => {
    await products({}, '/v1/products?q=warm-up');
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    stock = 5;
    const early = await beginning();
    stock = 6;
    shop.hotReads.invalidate('demo');
    const late = await beginning();
    open.resolve();
    expect([await early.units, await late.units, await units()]).toEqual([5, 6, 6]);
  });

  test('that failed is tried again', async () => {
    fails = true;
    expect((await products()).status).toBe(503);
    fails = false;
    expect((await products()).status).toBe(200);
  });

  test.each([
    ['a guest', () => ({ 'souk-token': shop.tokens.make('cart', 'demo', 'cart_1') })],
    ['one who has just written', () => ({ 'souk-version': 'demo/product/p@1' })],
    ['a browser that may be somebody’s', () => ({ cookie: 'theme=dark' })],
  ])('is not for %s', async (_, headers) => {
    await products();
    const before = loads();
    await products(headers());
    expect(loads()).toBe(before + 1);
  });

  test('does not hide a wrong token', async () => {
    await products();
    expect((await products({ authorization: 'Bearer x' })).status).toBe(401);
  });

  test('does not hide that tenants differ', async () => {
    await products({ 'souk-tenant': 'acme' });
    expect((await products({ 'souk-tenant': 'acme', host: 'demo.localhost' })).status).toBe(404);
  });
});

describe('a ready answer', () => {
  beforeEach(() => products());

  test('knows who holds it already', async () => {
    const { headers } = await products();
    const same = await products({ 'if-none-match': headers.etag });
    expect([same.status, same.text, same.headers.etag]).toEqual([304, '', headers.etag]);
    expect(same.headers['content-length']).toBeUndefined();
    expect((await products({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('answers HEAD', async () => {
    const { status, text, headers } = await shop.ask('HEAD', '/v1/products');
    expect([status, text, Number(headers['content-length']) > 0]).toEqual([200, '', true]);
  });

  test('echoes the name of a request', async () => {
    expect((await products({ 'x-request-id': 'r1' })).headers['x-request-id']).toBe('r1');
  });

  test('may be read by pages of a welcome origin, and by no other', async () => {
    const [welcome, other] = [
      await products({ origin: 'https://shop.example' }),
      await products({ origin: 'https://evil.example' }),
    ];
    expect(welcome.headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    expect([welcome.headers.vary, other.headers.vary]).toEqual(['Origin', 'Origin']);
  });

  test('is counted by its route', async () => {
    await products();
    const { text } = await shop.ask('GET', '/metrics');
    expect(text).toMatch(/souk_http_requests_total\{method="GET",route="\/v1\/products",status="2xx"\} \d+/);
    expect(text).not.toContain('q=warm-up');
  });

  test('is never made of one that is no success', async () => {
    const before = loads();
    await products({}, '/v1/products?limit=0');
    expect([(await products({}, '/v1/products?limit=0')).status, loads()]).toEqual([400, before]);
  });
});

describe('the memory for ready answers', () => {
  test('holds their bytes, and not those that lay beside them', async () => {
    const path = '/v1/products?q=alone';
    const { text } = await products({}, path);
    expect(shop.hotReads.find('demo', path)?.body?.buffer.byteLength).toBe(Buffer.byteLength(text));
  });

  test('is bounded in bytes', async () => {
    const hot = new HotReads(world, { ageMs: 1_000, mostBytes: 100_000 });
    const page = async () => jsonAnswer(200, 'x'.repeat(10_000));
    for (let number = 0; number < 50; number += 1) await hot.load('demo', `/v1/products?q=${number}`, page);
    expect(hot.bytes).toBeLessThanOrEqual(100_000);
    const statuses = [0, 49].map((number) => hot.find('demo', `/v1/products?q=${number}`)?.status);
    expect(statuses).toEqual([undefined, 200]);
  });
});
