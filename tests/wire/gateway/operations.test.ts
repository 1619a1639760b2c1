import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantTerms } from '../../../actors/tenants/contract.ts';
import type { Fakes } from './fake-node.ts';
import { woundWorld } from './fake-world.ts';
import { type Running, startGateway, termsOf } from './gateway.given.ts';

const world = woundWorld();
let journal = true;
let search: Promise<string | undefined> = Promise.resolve(undefined);
const gate: Promise<void> = Promise.resolve();
const shopping: Fakes = { 'search.products': () => ({ items: [] }) };
let shop: Running;
beforeAll(async () => {
  shop = await startGateway({
    fakes: {
      'tenants.terms': (_, { tenantId }) => ({ terms: termsOf(tenantId, tenantId === 'acme' ? 3 : 0) as TenantTerms }),
      'search.products': async () => {
        await gate;
        return { items: [] };
      },
      'inventory.check': () => ({ lines: [] }),
    },
    options: {
      world,
      checks: [
        { name: 'journal', check: () => (journal ? 'sqlite' : Promise.reject(new Error('the disk is full'))) },
        { name: 'feed', check: () => undefined },
        { name: 'search', isSpare: true, check: () => search },
      ],
    },
    settings: { corsOrigins: ['https://shop.example'] },
  });
});
afterAll(() => shop.stop());

describe('health', () => {
  test('is live while the process answers', async () => {
    expect((await shop.ask('GET', '/health/live')).json).toEqual({ status: 'live' });
  });

  test('is ready when all it needs is in order, and says what is not', async () => {
    const good = await shop.ask('GET', '/health/ready');
    expect([good.status, good.json]).toEqual([
      200,
      {
        status: 'ready',
        checks: { journal: { ok: true, detail: 'sqlite' }, feed: { ok: true }, search: { ok: true } },
      },
    ]);
    journal = false;
    const bad = await shop.ask('GET', '/health/ready');
    journal = true;
    expect([bad.status, bad.json.checks?.journal]).toEqual([503, { ok: false, detail: 'the disk is full' }]);
  });

  test('is ready without what it can do without, and tells what that is', async () => {
    search = Promise.reject(new Error('the index cannot be read'));
    const { status, json } = await shop.ask('GET', '/health/ready');
    search = Promise.resolve(undefined);
    expect([status, json.status, json.checks?.search]).toEqual([
      200,
      'ready',
      { ok: false, detail: 'the index cannot be read' },
    ]);
  });
});

describe('metrics', () => {
  test('tell of requests by route, never by path', async () => {
    await shop.ask('GET', '/v1/orders/secret-id');
    await shop.ask('GET', '/wp-admin.php');
    const { text, headers } = await shop.ask('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toMatch(/souk_http_requests_total\{method="GET",route="\/v1\/orders\/\{id\}",status="4xx"\} 1/);
    expect(text).toMatch(/souk_http_requests_total\{method="any",route="none",status="4xx"\} \d+/);
    expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
    expect(text).not.toMatch(/secret-id|wp-admin/);
  });
});

describe('a plan', () => {
  const acme = { 'souk-tenant': 'acme' };
  const check = () =>
    shop.ask('POST', '/v1/inventory/check', { body: { lines: [{ sku: 'a', quantity: 1 }] }, headers: acme });

  test('bounds the requests of a minute, and says how many are left', async () => {
    const lefts = [];
    for (let count = 0; count < 3; count += 1) lefts.push((await check()).headers['ratelimit-remaining']);
    expect(lefts).toEqual(['2', '1', '0']);
    const late = await check();
    expect([late.status, late.json.code, late.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '60']);
    world.wind(60_000);
    expect((await check()).status).toBe(200);
  });

  test('counts ready answers too, each to its own caller', async () => {
    world.wind(60_000);
    const lefts = [];
    for (let count = 0; count < 3; count += 1) {
      lefts.push((await shop.ask('GET', '/v1/products', { headers: acme })).headers['ratelimit-remaining']);
    }
    expect(lefts).toEqual(['2', '1', '0']);
    expect((await shop.ask('GET', '/v1/products', { headers: acme })).status).toBe(429);
  });

  test('of 0 bounds nothing', async () => {
    const { headers } = await shop.ask('GET', '/v1/products');
    expect(headers['ratelimit-limit']).toBeUndefined();
  });
});

describe('an address', () => {
  test('has a bound of its own where one is set, and is seen through the proxies we trust', async () => {
    const small = await startGateway({ settings: { perMinute: { all: 0, address: 2, caller: 0 }, trustedProxies: 1 } });
    const from = (address: string) => small.ask('GET', '/health/live', { headers: { 'x-forwarded-for': address } });
    const statuses = [];
    for (const address of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '9.9.9.9, 2.2.2.2'])
      statuses.push((await from(address)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
    await small.stop();
  });
});

describe('a caller', () => {
  test('has a bound of its own, beside that of the plan and that of all together', async () => {
    const perMinute = { all: 7, address: 0, caller: 3 };
    const small = await startGateway({ fakes: shopping, settings: { perMinute } });
    const { tokens } = small;
    const ask = async (guest: string, path = '/v1/products') => {
      const headers = { 'souk-token': tokens.make('cart', 'demo', guest) };
      const reply = await small.ask('GET', path, { headers });
      return reply.headers['ratelimit-remaining'] ?? reply.status;
    };
    const told: unknown[] = [];
    for (const guest of ['cart_1', 'cart_1', 'cart_1', 'cart_1', 'cart_2']) told.push(await ask(guest));
    expect(told).toEqual(['2', '1', '0', 429, '2']);
    for (const guest of ['cart_3', 'cart_4', 'cart_5']) told.push(await ask(guest));
    expect(told.slice(5)).toEqual(['2', '2', 429]);
    await small.stop();
  });

  test('may ask for what is dear less often than for the rest', async () => {
    const small = await startGateway({ fakes: { 'customers.forgotPassword': () => ({}), ...shopping } });
    const forgot = async () =>
      (await small.ask('POST', '/v1/auth/password/forgot', { body: { email: 'ann@example.org' } })).status;
    const statuses = new Set<number>();
    for (let count = 0; count < 30; count += 1) statuses.add(await forgot());
    expect(statuses).not.toContain(429);
    expect(await forgot()).toBe(429);
    expect((await small.ask('GET', '/v1/products')).status).toBe(200);
    await small.stop();
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    shop.ask('OPTIONS', '/v1/inventory/check', { headers: { origin, 'access-control-request-method': 'POST' } });

  test('may call when they are welcome', async () => {
    const { status, headers } = await preflight('https://shop.example');
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(headers['access-control-allow-headers']).toContain('Idempotency-Key');
    const problem = await shop.ask('GET', '/v1/nothing', { headers: { origin: 'https://shop.example' } });
    expect(problem.headers['access-control-allow-origin']).toBe('https://shop.example');
  });

  test('may not when they are not', async () => {
    const { headers } = await preflight('https://evil.example');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-headers']).toBeUndefined();
  });
});
