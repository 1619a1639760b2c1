import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Product } from '../../actors/catalog/contract.ts';
import { fillCart, logIn, type Person } from './market.given.ts';
import { type Document, promisedBy } from './promised.given.ts';
import { startSouk } from './souk-process.ts';
import { freshKey, type Visitor, visitor } from './visitor.ts';

let guest: Visitor;
let vendor: Person;
let shop: string;

beforeAll(async () => {
  const { url } = await startSouk();
  const document = await visitor(url).get<Document>('/openapi.json');
  guest = visitor(url, {}, promisedBy(document));
  vendor = await logIn(guest, 'vendor@demo.example');
  shop = Object.keys(vendor.account.staff)[0] ?? '';
});

const mug = (also: object = {}): object => ({
  vendorId: shop,
  title: 'Mug',
  variants: [{ prices: { GBP: 1_000 } }],
  ...also,
});

describe('a problem', () => {
  test('says what, which, why and where to look, in the words of RFC 9457', async () => {
    const { status, headers, body } = await guest.ask('GET', '/products/no-such-thing');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: '/problems/NOT_FOUND',
      title: expect.any(String),
      status: 404,
      code: 'NOT_FOUND',
      detail: expect.any(String),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      details: { what: expect.any(String) },
    });
    expect(await guest.get(`/${body.type}`)).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  test('names every wrong field at once, also deep inside and unknown ones', async () => {
    const wrong = mug({
      title: '',
      handle: 'Not A Handle',
      variants: [{ prices: { GBP: -1 }, colour: 'red' }],
      owner: 'me',
    });
    const { status, body } = await vendor.ask('POST', '/products', { body: wrong });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'VALIDATION' });
    const fields = body.errors?.map(({ field }) => field).sort();
    expect(fields).toEqual(['handle', 'owner', 'title', 'variants[0].colour', 'variants[0].prices.GBP']);
  });

  test('names every field that is missing', async () => {
    const { visitor: holder } = await fillCart(guest, {});
    const { status, body } = await holder.ask('POST', '/orders', { body: {}, headers: freshKey() });
    expect(status).toBe(400);
    expect(body.errors?.map(({ field }) => field).sort()).toEqual([
      'cartId',
      'email',
      'expectedTotal',
      'payment',
      'shippingAddress',
    ]);
  });

  test('never repeats a secret, nor a page for somebody’s browser', async () => {
    const body = { email: '<script>alert(1)</script>', password: 'hunter2hunter2', passwort: 'hunter2' };
    const { status, text } = await guest.ask('POST', '/auth/register', { body });
    expect(status).toBe(400);
    expect(text).not.toMatch(/script|hunter2/);
  });
});

describe('what cannot be read', () => {
  const check = '/inventory/check';
  const deep = `{"lines":${'['.repeat(50)}${']'.repeat(50)}}`;
  test.each([
    ['no JSON', '{"lines": [', 'MALFORMED_REQUEST'],
    ['a list', '[]', 'MALFORMED_REQUEST'],
    ['null', 'null', 'MALFORMED_REQUEST'],
    ['50 levels', deep, 'MALFORMED_REQUEST'],
    ['a prototype', '{"__proto__": {"admin": true}, "lines": []}', 'MALFORMED_REQUEST'],
    ['half a character', new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 'MALFORMED_REQUEST'],
    ['a number of its own', '{"lines": [{"sku": "a-1", "quantity": 1e400}]}', 'VALIDATION'],
    ['more lines than may be', `{"lines": [${Array(3_000).fill('{"sku":"a-1","quantity":1}')}]}`, 'VALIDATION'],
  ])('is a 400: %s', async (_, body, code) => {
    expect(await guest.ask('POST', check, { body })).toMatchObject({ status: 400, body: { code } });
  });

  test('is a 413 over 1 MB, a 415 of another kind, and costs nothing that came before', async () => {
    const large = JSON.stringify({ lines: [], pad: 'x'.repeat(1_100_000) });
    expect(await guest.ask('POST', check, { body: large })).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE' },
    });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1']) {
      const other = await guest.ask('POST', check, { body: '{"lines":[]}', headers: { 'content-type': type } });
      expect(other).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } });
      expect(other.headers.get('accept')).toBe('application/json');
    }
    const zipped = { 'content-encoding': 'gzip' };
    expect((await guest.ask('POST', check, { body: '{}', headers: zipped })).status).toBe(415);
    expect((await guest.ask('POST', check, { body: { lines: [{ sku: 'a-1', quantity: 1 }] } })).status).toBe(200);
  });

  test.each([
    ['half a sequence', '%E0%A4%A', 400],
    ['5 000 letters', 'x'.repeat(5_000), 400],
    ['no letter', '%00', 404],
    ['a way out', '..%2f..%2fetc%2fpasswd', 404],
  ])('leads nowhere in a path: %s', async (_, name, status) => {
    expect((await guest.ask('GET', `/products/${name}`)).status).toBe(status);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=nonsense',
    'sort=random',
    'minPrice=-1',
    'colour=red',
    'q=a&q=b',
  ])('is a 400 in a query: %s', async (query) => {
    const { status, body } = await guest.ask('GET', `/products?${query}`);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'VALIDATION' });
    expect(body.errors?.[0]?.field).toBe(query.split('=')[0]);
  });
});

describe('a path', () => {
  test('that nobody has is a 404, in Souk’s own words', async () => {
    for (const path of ['/no/such/path', '//favicon.ico', '//..%2f', '/openapi.json/more']) {
      expect(await guest.ask('GET', path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  test('that is there for other methods is a 405 that names them', async () => {
    const { status, headers, body } = await guest.ask('PUT', '/products', { body: {} });
    expect({ status, code: body.code }).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    const asked = await guest.ask('OPTIONS', '/carts/x/lines/y');
    expect({ status: asked.status, allow: asked.headers.get('allow') }).toEqual({
      status: 204,
      allow: 'DELETE, OPTIONS, PUT',
    });
  });

  test('answers HEAD as GET, without the body', async () => {
    const whole = await guest.ask('GET', '/products?limit=3');
    const head = await guest.ask('HEAD', '/products?limit=3');
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' });
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(whole.text)));
  });

  test('that makes a thing says where it is', async () => {
    const made = await vendor.ask<Product>('POST', '/products', { body: mug() });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/v1/products/${made.body.id}`);
    await vendor.post(`/products/${made.body.id}/publish`);
    const place = (made.headers.get('location') ?? '').replace('/v1', '');
    expect(await vendor.get<Product>(place)).toMatchObject({ title: 'Mug' });
  });
});
