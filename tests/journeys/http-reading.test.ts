import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Product } from '../../actors/catalog/contract.ts';
import type { Account } from '../../actors/customers/contract.ts';
import type { Movement } from '../../actors/inventory/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { eventually } from './eventually.ts';
import { logIn, openShop, type Person, register, type Shop, stockWare } from './market.given.ts';
import { type Document, promisedBy } from './promised.given.ts';
import { ROOT, startSouk, temporaryDirectory } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

let guest: Visitor;
let operator: Person;
let document: Document;
let bees: Shop;

beforeAll(async () => {
  const { url } = await startSouk();
  document = await visitor(url).get<Document>('/openapi.json');
  guest = visitor(url, {}, promisedBy(document));
  operator = await logIn(guest, 'operator@demo.example');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
});

/** Follows `next` to the end. */
async function walk<Item>(asker: Visitor, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: PageOf<Item> = await asker.get<PageOf<Item>>(`${path}${next && `&cursor=${encodeURIComponent(next)}`}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

/** A list in one page and in pages of `limit`, once both are the same: what was changed a moment ago moves on meanwhile. */
const bothWays = (asker: Visitor, path: string, limit: number, atLeast: number): Promise<readonly string[]> =>
  eventually(`${path} in pages of ${limit} is the same list`, async () => {
    const whole = await asker.get<PageOf<{ id: string }>>(`${path}limit=100`);
    const paged = (await walk<{ id: string }>(asker, `${path}limit=${limit}`)).map(({ id }) => id);
    return paged.length >= atLeast && paged.join() === whole.items.map(({ id }) => id).join() && paged;
  });

describe('what was read before', () => {
  test('is not sent again while it is the same, and is once it has changed', async () => {
    const first = await bees.owner.ask<Account>('GET', '/me');
    const tag = first.headers.get('etag') ?? '';
    const same = await bees.owner.ask('GET', '/me', { headers: { 'if-none-match': tag } });
    expect({ status: same.status, text: same.text }).toEqual({ status: 304, text: '' });
    await bees.owner.patch('/me', { name: 'Bea' });
    const changed = await bees.owner.ask<Account>('GET', '/me', { headers: { 'if-none-match': tag } });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Bea' } });
  });

  test('is answered with 304 from ready bytes too, to everybody', async () => {
    const tag = (await guest.ask('GET', '/products?limit=2')).headers.get('etag') ?? '';
    const statuses = [guest, operator].map(async (asker) => {
      const { status } = await asker.ask('GET', '/products?limit=2', { headers: { 'if-none-match': `"x", ${tag}` } });
      return status;
    });
    expect(await Promise.all(statuses)).toEqual([304, 304]);
  });

  test('keeps the policy of its page when it is not sent again', async () => {
    const whole = await guest.ask('GET', '/docs');
    const same = await guest.ask('GET', '/docs', { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(same.status).toBe(304);
    expect(same.headers.get('content-security-policy')).toBe(whole.headers.get('content-security-policy'));
  });

  test('can be changed only by who saw it as it is now: If-Match', async () => {
    const { product } = await stockWare(bees, 'Clover honey', 700, 0);
    const place = `/products/${product.id}`;
    const old = (await bees.owner.ask<Product>('GET', place)).headers.get('etag') ?? '';
    const change = (title: string, tag: string) =>
      bees.owner.ask<Product>('PATCH', place, { body: { title }, headers: { 'if-match': tag } });
    expect(await change('White clover honey', old)).toMatchObject({
      status: 200,
      body: { title: 'White clover honey' },
    });
    expect(await change('Red clover honey', old)).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    const now = (await bees.owner.ask<Product>('GET', place)).headers.get('etag') ?? '';
    expect((await change('Red clover honey', now)).status).toBe(200);
  });

  test('is read by its writer as it was written, at once', async () => {
    for (const round of [1, 2, 3, 4, 5]) {
      const { product } = await stockWare(bees, `Batch ${round}`, 100 * round, round);
      expect(await bees.owner.get<ListedProduct>(`/products/${product.id}`)).toMatchObject({ title: `Batch ${round}` });
    }
  });
});

describe('pages', () => {
  test.each(['newest', 'price', '-price', 'title'])('of products by %s show each exactly once', async (sort) => {
    const paged = await bothWays(guest, `/products?sort=${sort}&`, 3, 16);
    expect(new Set(paged).size).toBe(paged.length);
  });

  test('of movements show each exactly once, in their order', async () => {
    const { sku } = await stockWare(bees, 'Lime honey', 800, 0);
    for (let quantity = 1; quantity <= 7; quantity += 1)
      await bees.owner.post(`/inventory/${sku}/receive`, { quantity });
    const movements = await walk<Movement>(bees.owner, `/inventory/${sku}/movements?limit=2`);
    const received = movements.filter(({ kind }) => kind === 'received').map(({ quantity }) => quantity);
    expect(received).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const { status, body } = await bees.owner.ask('GET', `/inventory/${sku}/movements?cursor=then`);
    expect({ status, field: body.errors?.[0]?.field }).toEqual({ status: 400, field: 'cursor' });
  });

  test('of people and shops show each exactly once, to the operator alone', async () => {
    for (const path of ['/customers', '/vendors']) {
      const paged = await bothWays(operator, `${path}?`, 2, 3);
      expect(new Set(paged).size).toBe(paged.length);
      expect((await guest.ask('GET', path)).status).toBe(401);
      expect((await bees.owner.ask('GET', path)).status).toBe(403);
    }
  });
});

describe('the front door', () => {
  test('hands out a document that a strict linter finds nothing in', async () => {
    const file = join(temporaryDirectory(), 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const linter = ['node_modules/@redocly/cli/bin/cli.js', 'lint', file, '--config', 'redocly.yaml'];
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off' };
    const { stderr } = await promisify(execFile)(process.execPath, linter, { cwd: ROOT, env });
    expect(stderr).toContain('Your API description is valid');
  });

  test('says where things are, to programs and to people', async () => {
    expect(await guest.get('//')).toMatchObject({ name: 'Souk', links: { openapi: '/v1/openapi.json' } });
    const page = await guest.ask('GET', '//', { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    for (const [, href = ''] of page.text.matchAll(/href="([^"]+)"/g)) {
      expect({ href, status: (await guest.ask('GET', `/${href}`)).status }).toEqual({ href, status: 200 });
    }
  });

  test('is ready, live, and counts what it does for Prometheus', async () => {
    expect((await guest.ask('GET', '//health/live')).status).toBe(200);
    expect(await guest.get('//health/ready')).toMatchObject({ status: 'ready', checks: { journal: { ok: true } } });
    const { headers, text } = await guest.ask('GET', '//metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(/^# TYPE souk_feed_lag_batches gauge$/m);
    expect(text).not.toContain(bees.vendor.id);
  });

  test('publishes the keys with which anybody can check a log-in', async () => {
    const keys = createLocalJWKSet(await guest.get<JSONWebKeySet>('//.well-known/jwks.json'));
    const { payload } = await jwtVerify(operator.session.accessToken, keys, { issuer: 'souk' });
    expect(payload).toMatchObject({ sub: operator.account.id, tenant: 'demo' });
    expect(payload.exp).toBe((payload.iat ?? 0) + 900);
    expect(JSON.stringify(await guest.get('//.well-known/jwks.json'))).not.toContain('"d"');
  });

  test('is closed to pages of other origins, and guesses nothing', async () => {
    const origin = 'https://evil.example';
    for (const [method, path] of [
      ['GET', '/products'],
      ['GET', '//'],
      ['OPTIONS', '/orders'],
      ['GET', '/nowhere'],
    ] as const) {
      const { headers } = await guest.ask(method, path, {
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});
