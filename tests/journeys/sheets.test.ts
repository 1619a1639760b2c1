import { beforeAll, describe, expect, test } from '@jest/globals';
import type { NewProduct, Product, Sheet } from '../../actors/catalog/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from './eventually.ts';
import { logIn, openShop, type Person, register, type Shop } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { freshKey, type Visitor, visitor } from './visitor.ts';

/** A sheet, or what was wrong with it. */
type Taken = Sheet & { readonly code?: string; readonly errors?: readonly { readonly field: string }[] };

const bea = 'bea@example.org';
const rows = 50;

let souk: Souk;
let owner: Person;
let shop: Shop;
let path: string;

const product = (title: string, more: Partial<NewProduct> = {}): NewProduct => ({
  ...{ vendorId: shop.vendor.id, title, variants: [{ prices: { GBP: 750 } }] },
  ...more,
});
const takeIn = (body: object, asker: Visitor = owner, headers: Readonly<Record<string, string>> = freshKey()) =>
  asker.ask<Taken>('POST', path, { body, headers });
const isDone = (id: string) =>
  eventually('all rows have been looked at', async () => {
    const { items } = await owner.get<{ items: readonly Sheet[] }>(path);
    return items.find((sheet) => sheet.id === id && sheet.status === 'done');
  });
const titles = async (): Promise<readonly string[]> => {
  const found = await owner.get<PageOf<Product>>(`/vendors/${shop.vendor.id}/products?limit=100`);
  return found.items.map(({ title }) => title);
};

describe('A vendor who brings many products in a file', () => {
  beforeAll(async () => {
    souk = await startSouk();
    const guest = visitor(souk.url);
    owner = await register(guest, bea);
    shop = await openShop(await logIn(guest, 'operator@demo.example'), owner, 'Bea and Bees');
    path = `/vendors/${shop.vendor.id}/sheets`;
  });

  test('gets all of them, each once, although the shop is killed on the way, and hears what was refused', async () => {
    const create = Array.from({ length: rows }, (_, place) => ({
      line: place + 2,
      product: product(`Pot ${place}`, place === 0 ? { handle: 'pot' } : {}),
    }));
    const twice = { line: 90, product: product('Pot again', { handle: 'pot' }) };
    const { status, body } = await takeIn({ create: [...create, twice] });
    expect([status, body.status, body.rows]).toEqual([202, 'running', rows + 1]);
    await souk.kill();
    souk = await startSouk({ directory: souk.directory });
    owner = await logIn(visitor(souk.url), bea);
    const { taken, refused } = await isDone(body.id);
    expect([taken, refused.map(({ line, code }) => [line, code])]).toEqual([rows + 1, [[90, 'HANDLE_TAKEN']]]);
    await eventually('the list shows them', async () => (await titles()).length === rows);
    expect(new Set(await titles()).size).toBe(rows);
  });

  test('changes with another file what is there, and is told of what is not', async () => {
    const [first] = (await owner.get<PageOf<Product>>(`/vendors/${shop.vendor.id}/products?limit=1`)).items;
    const { body } = await takeIn({
      change: [
        { line: 2, change: { id: first?.id ?? '', title: 'Pot of honey' } },
        { line: 3, change: { id: 'prod_nobodys', title: 'Nothing' } },
      ],
    });
    expect((await isDone(body.id)).refused.map(({ line }) => line)).toEqual([3]);
    await eventually('the list shows it', async () => (await titles()).includes('Pot of honey'));
  });

  test('is told what is wrong before anything is done, and hands over the same file once', async () => {
    const { status, body } = await takeIn({ create: [{ line: 2, product: { vendorId: shop.vendor.id, title: '' } }] });
    expect([status, body.errors?.map(({ field }) => field)]).toEqual([
      400,
      ['create[0].product.title', 'create[0].product.variants'],
    ]);
    expect((await takeIn({})).body.code).toBe('SHEET_EMPTY');
    const key = freshKey();
    const asked = { create: [{ line: 2, product: product('Only once') }] };
    const [one, other] = [await takeIn(asked, owner, key), await takeIn(asked, owner, key)];
    expect(other.body.id).toBe(one.body.id);
    await isDone(one.body.id);
    await eventually('the list shows it', async () => (await titles()).includes('Only once'));
    expect((await titles()).filter((title) => title === 'Only once')).toHaveLength(1);
  });

  test('is the only one who may: neither another shop nor a visitor has such a thing', async () => {
    const rival = await register(visitor(souk.url), 'rita@example.org');
    const body = { create: [{ line: 2, product: product('Not theirs') }] };
    expect((await takeIn(body, rival)).status).toBe(404);
    expect((await takeIn(body, visitor(souk.url))).status).toBe(401);
    expect((await rival.ask('GET', path)).status).toBe(404);
    expect(await souk.stop()).toBe(0);
  });
});
