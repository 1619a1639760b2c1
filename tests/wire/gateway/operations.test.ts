import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantTerms } from '../../../actors/tenants/contract.ts';
import { woundWorld } from './fake-world.ts';
import { type Running, startGateway, termsOf } from './gateway.given.ts';

const world = woundWorld();
let journal = true;
let gate: Promise<void> = Promise.resolve();
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
      { status: 'ready', checks: { journal: { ok: true, detail: 'sqlite' }, feed: { ok: true } } },
    ]);
    journal = false;
    const bad = await shop.ask('GET', '/health/ready');
    journal = true;
    expect([bad.status, bad.json.checks?.journal]).toEqual([503, { ok: false, detail: 'the disk is full' }]);
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
    const small = await startGateway({ settings: { addressPerMinute: 2, trustedProxies: 1 } });
    const from = (address: string) => small.ask('GET', '/health/live', { headers: { 'x-forwarded-for': address } });
    const statuses = [];
    for (const address of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '9.9.9.9, 2.2.2.2'])
      statuses.push((await from(address)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
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

describe('every answer', () => {
  test.each(['/', '/v1/products', '/v1/nothing', '/health/live', '/v1/docs'])('%s is guarded', async (path) => {
    const { headers } = await shop.ask('GET', path);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('what is no request', () => {
  const raw = async (text: string): Promise<string> => {
    const socket = connect(shop.port, '127.0.0.1');
    socket.end(text);
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    await once(socket, 'close');
    return heard;
  };

  test.each([
    ['no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 Request Header Fields',
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', '400 Bad'],
  ])('because it is %s is told so', async (_, text, status) => {
    expect(await raw(text)).toContain(`HTTP/1.1 ${status}`);
  });

  test('leaves the server as it was', async () => {
    expect((await shop.ask('GET', '/health/live')).status).toBe(200);
  });

  test('is a body whose sender goes away', async () => {
    const socket = connect(shop.port, '127.0.0.1');
    socket.write(
      'POST /v1/inventory/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    socket.destroySoon();
    await once(socket, 'close');
    expect((await shop.ask('GET', '/health/live')).status).toBe(200);
  });
});

describe('pages for people', () => {
  test('welcome them, and programs too', async () => {
    const html = await shop.ask('GET', '/', { headers: { accept: 'text/html,*/*' } });
    expect(html.headers['content-type']).toContain('text/html');
    for (const link of ['/v1/docs', '/v1/openapi.json', '/health/ready']) expect(html.text).toContain(`href="${link}"`);
    expect((await shop.ask('GET', '/')).json.links).toMatchObject({ docs: '/v1/docs' });
  });

  test('show the API from files of our own', async () => {
    const { text, headers } = await shop.ask('GET', '/v1/docs');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    for (const [, file] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
      expect((await shop.ask('GET', file as string)).status).toBe(200);
    }
    expect(text).not.toMatch(/https?:\/\//);
  });

  test.each(['package.json', '..%2fpackage.json', 'swagger-ui.css.map', 'constructor'])(
    'give away no file such as %s',
    async (file) => {
      expect((await shop.ask('GET', `/v1/docs/${file}`)).status).toBe(404);
    },
  );
});

describe('a stop', () => {
  test('finishes what is under way, takes nothing new, and is over when nobody waits', async () => {
    const closing = await startGateway({ fakes: { 'search.product': async () => gate } });
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    const slow = closing.ask('GET', '/v1/products/x');
    while (closing.callsOf('search.product').length === 0) await new Promise((resolve) => setImmediate(resolve));
    const drained = closing.drain();
    await expect(closing.ask('GET', '/health/ready')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    open.resolve();
    const { status, headers } = await slow;
    expect([status, headers.connection]).toEqual([200, 'close']);
    await drained;
    await closing.stop();
  });

  test('does not wait for ever', async () => {
    const closing = await startGateway({
      fakes: { 'search.product': () => new Promise(() => undefined) },
      settings: { drainMs: 20, requestTimeoutMs: 500 },
    });
    const lost = expect(closing.ask('GET', '/v1/products/x')).rejects.toThrow();
    while (closing.callsOf('search.product').length === 0) await new Promise((resolve) => setImmediate(resolve));
    await closing.drain();
    await lost;
    await closing.stop();
  });
});

describe('a start', () => {
  test('on a taken port fails with its reason', async () => {
    await expect(startGateway({ settings: { port: shop.port } })).rejects.toThrow('EADDRINUSE');
  });
});

describe("moleculer-web's own routes", () => {
  test('stand beside ours, and offer no action that they do not name', async () => {
    const aliases = { 'GET /hello': (_: unknown, res: { end: (text: string) => void }) => res.end('hello') };
    const own = await startGateway({ options: { routes: [{ path: '/own', aliases }] } });
    expect((await own.ask('GET', '/own/hello')).text).toBe('hello');
    expect((await own.ask('GET', '/own/tenants/terms')).json).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await own.ask('GET', '/tenants/terms')).status).toBe(404);
    expect((await own.ask('GET', '/v1/nothing')).status).toBe(404);
    await own.stop();
  });
});
