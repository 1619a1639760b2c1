import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fakes } from './fake-node.ts';
import { type Running, startGateway } from './gateway.given.ts';
import type { Sent } from './http-client.ts';

const sku = 'prod_1-1';
const fakes: Fakes = {
  'inventory.check': ({ lines }) => ({ lines: lines.map((line) => ({ ...line, available: 9, ok: true })) }),
  'search.products': (params) => ({ items: [], params }),
  'search.product': ({ idOrHandle }) => ({ id: idOrHandle }),
};

let shop: Running;
beforeAll(async () => {
  shop = await startGateway({ fakes });
});
afterAll(() => shop.stop());

const check = (body: unknown, headers: Sent['headers'] = {}) =>
  shop.ask('POST', '/v1/inventory/check', { body, headers });
const whole = { lines: [{ sku, quantity: 2 }] };

describe('a request that is right', () => {
  test('reaches the action with tenant, caller, ids and deadline beside it', async () => {
    const answer = await check(whole);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ lines: [{ sku, quantity: 2, available: 9, ok: true }] });
    const { headers } = shop.callsOf('inventory.check').at(-1) ?? {};
    expect(headers).toMatchObject({ tenantId: 'demo', caller: { kind: 'anyone' }, deadlineMs: 10_000 });
    expect(headers?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('has the words of its query turned into numbers and booleans', async () => {
    const { json } = await shop.ask('GET', '/v1/products?q=blue%20shirt&minPrice=100&inStock=true&limit=5');
    expect(json.params).toEqual({ q: 'blue shirt', minPrice: 100, inStock: true, limit: 5 });
  });

  test('keeps the trace its caller began, and echoes the name its caller gave it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { headers } = await check(whole, { traceparent, 'x-request-id': 'req-7' });
    expect(headers['x-request-id']).toBe('req-7');
    expect(shop.callsOf('inventory.check').at(-1)?.headers.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  test.each([
    ['a broken trace', { traceparent: '00-nonsense-01' }],
    ['a name with a line break in it', { 'x-request-id': 'a\tb' }],
  ])('is not disturbed by %s', async (_, headers) => {
    const answer = await check(whole, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is not changed by a body that a GET should not have', async () => {
    const { status, json } = await shop.ask('GET', '/v1/products?q=shirt', { body: { limit: 3, nonsense: true } });
    expect([status, json.params]).toEqual([200, { q: 'shirt' }]);
  });

  test('may end its path with a slash', async () => {
    expect((await shop.ask('GET', '/v1/products/')).status).toBe(200);
  });

  test('may name things in the path in any alphabet', async () => {
    const { json } = await shop.ask('GET', '/v1/products/bl%C3%BCte');
    expect(json.id).toBe('blüte');
  });
});

describe('a request with wrong fields', () => {
  test('hears of every one of them at once, by its place', async () => {
    const { status, json } = await check({ lines: [{ sku: 'no sku!', quantity: 0 }, { quantity: 1 }], extra: 1 });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'VALIDATION', status: 400, type: '/problems/VALIDATION' });
    expect(json.errors).toEqual([
      { field: 'lines[0].sku', problem: 'is not a valid id' },
      { field: 'lines[0].quantity', problem: 'must be greater than or equal to 1' },
      { field: 'lines[1].sku', problem: 'is required' },
      { field: 'extra', problem: 'is not allowed' },
    ]);
  });

  test('is not told its own values again', async () => {
    const { text } = await check({ lines: [{ sku: '<script>alert(1)</script>', quantity: 1 }] });
    expect(text).not.toContain('script>alert');
  });

  test('costs no call', async () => {
    const before = shop.calls.length;
    await check({ lines: [] });
    expect(shop.calls).toHaveLength(before);
  });

  test.each([
    ['a query field that nobody knows', '/v1/products?colour=red', 'colour'],
    ['a number that is none', '/v1/products?minPrice=cheap', 'minPrice'],
    ['a page that is too long', '/v1/products?limit=101', 'limit'],
    ['a field given twice', '/v1/products?q=a&q=b', 'q'],
    ['a field named as every object has one', '/v1/products?toString=1', 'toString'],
  ])('%s is named', async (_, path, field) => {
    const { status, json } = await shop.ask('GET', path);
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ field, problem: expect.any(String) }]);
  });

  test('may not say one thing in the path and another in the body', async () => {
    const path = '/v1/inventory/check?lines=none';
    const { status, json } = await shop.ask('POST', path, { body: whole });
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ field: 'lines', problem: 'is not what the path or query says' }]);
  });

  test('may not say an object where the path says a word, whatever the object says of itself', async () => {
    const odd = { body: { id: { toString: 'x' } }, headers: { 'idempotency-key': 'k' } };
    const { status, json } = await shop.ask('POST', '/v1/orders/o1/cancel', odd);
    expect(status).toBe(400);
    expect(json.errors).toEqual([{ field: 'id', problem: 'is not what the path or query says' }]);
  });
});

describe('a body that cannot be read', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

  test.each([
    ['no JSON', '{"lines":', 400, 'MALFORMED_REQUEST'],
    ['nothing but spaces', '   ', 400, 'MALFORMED_REQUEST'],
    ['a list', '[]', 400, 'MALFORMED_REQUEST'],
    ['a word', '"lines"', 400, 'MALFORMED_REQUEST'],
    ['null', 'null', 400, 'MALFORMED_REQUEST'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'MALFORMED_REQUEST'],
    ['21 levels', JSON.stringify(deep(21)), 400, 'MALFORMED_REQUEST'],
    ['100 000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'MALFORMED_REQUEST'],
    ['a prototype', '{"__proto__":{"a":1}}', 400, 'MALFORMED_REQUEST'],
    ['a prototype in disguise', '{"lines":[{"\\u005f_proto__":1}]}', 400, 'MALFORMED_REQUEST'],
    ['a constructor', '{"constructor":{"prototype":{}}}', 400, 'MALFORMED_REQUEST'],
    ['more than 1 MB', JSON.stringify({ lines: 'x'.repeat(1_048_577) }), 413, 'BODY_TOO_LARGE'],
    ['5 MB', 'x'.repeat(5_000_000), 413, 'BODY_TOO_LARGE'],
  ])('of %s is refused', async (_, body, status, code) => {
    const answer = await check(body);
    expect(answer.status).toBe(status);
    expect(answer.json.code).toBe(code);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('of just 1 MB is read', async () => {
    const empty = JSON.stringify({ note: '' }).length;
    const { json } = await check(JSON.stringify({ note: 'x'.repeat(1_048_576 - empty) }));
    expect(json.code).toBe('VALIDATION');
  });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type at all', { 'content-type': '' }],
    ['another alphabet', { 'content-type': 'application/json; charset=utf-16' }],
    ['a body within a body', { 'content-encoding': 'gzip' }],
  ])('because it is %s is told what is taken', async (_, headers) => {
    const answer = await check(JSON.stringify(whole), headers);
    expect(answer.status).toBe(415);
    expect(answer.headers.accept).toBe('application/json');
  });

  test.each([['application/json; charset=UTF-8'], ['application/vnd.souk+json'], ['APPLICATION/JSON']])(
    'but one of type %s can',
    async (type) => {
      expect((await check(JSON.stringify(whole), { 'content-type': type })).status).toBe(200);
    },
  );
});

describe('a path or a method that is not there', () => {
  test.each(['/v1/nothing', '/v1', '/nothing', '/v1//products', '/v1/products/a/b/c'])(
    '%s is a problem 404',
    async (path) => {
      const { status, json } = await shop.ask('GET', path);
      expect([status, json.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test('says which methods a path has', async () => {
    const answer = await shop.ask('DELETE', '/v1/products');
    expect([answer.status, answer.json.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS, POST');
  });

  test('tells OPTIONS the same', async () => {
    const answer = await shop.ask('OPTIONS', '/v1/inventory/check');
    expect([answer.status, answer.headers.allow, answer.text]).toEqual([204, 'OPTIONS, POST', '']);
  });

  test('answers HEAD like GET, without the body', async () => {
    const [get, head] = [await shop.ask('GET', '/v1/products?q=a'), await shop.ask('HEAD', '/v1/products?q=a')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(get.text)));
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  test('is no server error because its % sequence is broken', async () => {
    expect((await shop.ask('GET', '/v1/products/%E0%A4%A')).status).toBe(400);
  });
});
