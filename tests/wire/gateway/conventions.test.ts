import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runtimeError } from '../../../actors/runtime/errors.ts';
import { parseStamp } from '../../../actors/runtime/headers.ts';
import type { Fakes } from './fake-node.ts';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const stream = 'demo/account/ann';
const people = new People();
let name = 'Ann';
let version = 1;

/** One account as an actor would keep it: each change is a version, and `expected` is looked at in the turn. */
const fakes: Fakes = {
  ...people.fakes,
  'customers.me': (_, __, meta) => {
    Object.assign(meta, { stream, version });
    return { id: 'ann', name };
  },
  'customers.changeMe': (params, { expected }, meta) => {
    if (expected && parseStamp(expected).version !== version) throw runtimeError('PRECONDITION_FAILED');
    name = params.name ?? name;
    version += 1;
    Object.assign(meta, { stream, version });
    return { id: 'ann', name };
  },
  'customers.addAddress': (address) => ({ id: 'adr_1', ...address }),
  'customers.removeAddress': () => ({}),
  'catalog.create': ({ title }, _, meta) => {
    if (title === 'slow') meta.undecided = true;
    return { id: 'prod_1', title };
  },
  'catalog.change': ({ id }) => ({ id }),
  'search.product': ({ idOrHandle }) => ({ id: idOrHandle, version }),
};

let shop: Running;
let ann: { authorization: string };
beforeAll(async () => {
  people.put(account('ann', { staff: { ven_1: 'owner' } }));
  shop = await startGateway({ fakes });
  const body = { email: 'ann@example.org', password: 'x' };
  ann = { authorization: `Bearer ${(await shop.ask('POST', '/v1/auth/login', { body })).json.accessToken}` };
});
beforeEach(() => {
  name = 'Ann';
});
afterAll(() => shop.stop());

const me = (headers = {}) => shop.ask('GET', '/v1/me', { headers: { ...ann, ...headers } });
const rename = (to: string, headers = {}) =>
  shop.ask('PATCH', '/v1/me', { body: { name: to }, headers: { ...ann, ...headers } });

describe('what was read', () => {
  test('has a tag, and need not travel again while it holds', async () => {
    const { headers } = await me();
    const again = await me({ 'if-none-match': headers.etag });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
    expect(again.headers['content-length']).toBeUndefined();
    await rename('Anna');
    expect((await me({ 'if-none-match': headers.etag })).status).toBe(200);
  });

  test.each([
    ['one of several', (tag: string) => `"other", ${tag}`],
    ['a weak one', (tag: string) => `W/${tag}`],
    ['any', () => '*'],
  ])('is recognised by %s', async (_, tags) => {
    const { headers } = await me();
    expect((await me({ 'if-none-match': tags(headers.etag ?? '') })).status).toBe(304);
  });

  test('stays with its caller', async () => {
    expect((await me()).headers['cache-control']).toBe('private, no-cache');
  });

  test('says which version of which actor it shows', async () => {
    expect((await me()).headers['souk-version']).toBe(`${stream}@${version}`);
  });
});

describe('a change for a version', () => {
  test('is made when the caller saw the latest', async () => {
    const { headers } = await me();
    expect((await rename('Anna', { 'if-match': headers.etag })).status).toBe(200);
    expect(shop.callsOf('customers.changeMe').at(-1)?.headers.expected).toMatch(`${stream}@`);
  });

  test('is refused when somebody was faster', async () => {
    const { headers } = await me();
    await rename('Anna');
    const { status, json } = await rename('Anne', { 'if-match': headers.etag });
    expect([status, json.code, name]).toEqual([412, 'PRECONDITION_FAILED', 'Anna']);
  });

  test('is refused by the actor itself when somebody came in between', async () => {
    const { headers } = await me();
    const both = await Promise.all(['A', 'B'].map((to) => rename(to, { 'if-match': headers.etag })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('gives the tag of what it made, for the next one', async () => {
    const { headers } = await rename('Anna');
    expect((await me()).headers.etag).toBe(headers.etag);
    expect((await rename('Anne', { 'if-match': headers.etag })).status).toBe(200);
  });

  test('is not refused when it is only tried again', async () => {
    const { headers } = await me();
    const tried = { 'if-match': headers.etag, 'idempotency-key': 'rename-1' };
    expect([(await rename('Anna', tried)).status, (await rename('Anna', tried)).status]).toEqual([200, 200]);
  });

  test('of what has no tag to compare is refused', async () => {
    const headers = { ...ann, 'if-match': '"x"' };
    const { status } = await shop.ask('DELETE', '/v1/me/addresses/adr_1', { headers });
    expect(status).toBe(412);
  });

  test('compares with what the page of that thing shows', async () => {
    const { headers } = await shop.ask('GET', '/v1/products/prod_1', { headers: ann });
    const tag = { ...ann, 'if-match': headers.etag ?? '' };
    expect((await shop.ask('PATCH', '/v1/products/prod_1', { body: { title: 'A' }, headers: tag })).status).toBe(200);
    await rename('moves the version that this fake product shows');
    expect((await shop.ask('PATCH', '/v1/products/prod_1', { body: { title: 'B' }, headers: tag })).status).toBe(412);
  });
});

describe('a thing that was made', () => {
  const product = (title: string) =>
    shop.ask('POST', '/v1/products', {
      body: { vendorId: 'ven_1', title, variants: [{ prices: { GBP: 100 } }] },
      headers: ann,
    });

  test('is found at its Location', async () => {
    const { status, headers } = await product('Blue shirt');
    expect([status, headers.location]).toEqual([201, '/v1/products/prod_1']);
  });

  test('is not made yet when its actor has not decided', async () => {
    const { status, headers } = await product('slow');
    expect([status, headers.location]).toEqual([202, '/v1/products/prod_1']);
  });

  test('has no Location where nothing lies', async () => {
    const body = { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1 7HH', country: 'GB' };
    const { status, headers } = await shop.ask('POST', '/v1/me/addresses', { body, headers: ann });
    expect([status, headers.location]).toEqual([201, undefined]);
  });

  test('is gone without a word', async () => {
    const { status, text, headers } = await shop.ask('DELETE', '/v1/me/addresses/adr_1', { headers: ann });
    expect([status, text, headers['content-type']]).toEqual([204, '', undefined]);
  });
});

describe('what a caller wrote a moment ago', () => {
  test('goes along with its next questions, so that a view can wait for it', async () => {
    const { headers } = await rename('Anna');
    await shop.ask('GET', '/v1/products/prod_1', { headers: ann });
    expect(shop.callsOf('search.product').at(-1)?.headers.seen).toContain(headers['souk-version']);
  });

  test('can be shown by another one too', async () => {
    await shop.ask('GET', '/v1/products/prod_1', { headers: { 'souk-version': 'demo/product/prod_1@7' } });
    expect(shop.callsOf('search.product').at(-1)?.headers.seen).toEqual(['demo/product/prod_1@7']);
  });

  test.each(['acme/product/prod_1@7', 'demo/product@x', 'demo/a/b@1 demo/a/c@2', 'nonsense'])(
    'is not believed as %s',
    async (stamp) => {
      await shop.ask('GET', '/v1/products/prod_1', { headers: { 'souk-version': stamp } });
      expect(shop.callsOf('search.product').at(-1)?.headers.seen).toBeUndefined();
    },
  );

  test('is nothing to others', async () => {
    await rename('Anna');
    await shop.ask('GET', '/v1/products/prod_2');
    expect(shop.callsOf('search.product').at(-1)?.headers.seen).toBeUndefined();
  });
});
