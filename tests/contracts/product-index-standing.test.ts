import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import type { IndexChange, ProductIndex } from '../../actors/search/product-index.ts';
import { found, product, removed, stock, writerOf } from './product-index.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

let directory: string;
let index: ProductIndex;
let write: (changes: readonly IndexChange[]) => Promise<void>;

beforeEach(() => {
  directory = temporary('search');
  index = sqliteProductIndex({ directory, version: 1, warn: () => {} });
  write = writerOf(index);
});

afterEach(async () => {
  await index.close();
  rmSync(directory, { recursive: true });
});

const tree = (...paths: readonly (readonly string[])[]): IndexChange => ({
  type: 'categories',
  tenantId: 'acme',
  categories: paths.map((path) => ({ id: path.at(-1) ?? '', path })),
});
const vendor = (vendorId: string, isHidden: boolean, tenantId = 'acme'): IndexChange => ({
  type: 'vendor',
  tenantId,
  vendorId,
  isHidden,
});
const shop = tree(['home'], ['home', 'lamps'], ['home', 'lamps', 'desk'], ['garden']);
const inCategories = async (...ids: readonly string[]): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, (await found(index, { category: id })).sort()] as const)),
  );

describe('a product stands in its categories and in all above them', () => {
  test('whether the tree came before it or after', async () => {
    await write([shop, product('before', { categoryIds: ['desk'] })]);
    await write([product('after', { categoryIds: ['pots'] })]);
    expect(await inCategories('pots', 'garden')).toEqual({ pots: ['after'], garden: [] });
    await write([tree(['garden', 'pots'])]);
    expect(await inCategories('home', 'lamps', 'desk')).toEqual({
      home: ['before'],
      lamps: ['before'],
      desk: ['before'],
    });
    expect(await inCategories('pots', 'garden')).toEqual({ pots: ['after'], garden: ['after'] });
  });
  test('and moves with them, found by its words wherever it stands', async () => {
    await write([
      shop,
      product('a', { categoryIds: ['desk'], title: 'Oak lamp' }),
      product('b', { categoryIds: ['lamps', 'garden'] }),
    ]);
    await write([tree(['garden', 'lamps'], ['garden', 'lamps', 'desk'])]);
    const expected = { home: [], garden: ['a', 'b'], lamps: ['a', 'b'], desk: ['a'] };
    expect(await inCategories('home', 'garden', 'lamps', 'desk')).toEqual(expected);
    expect(await found(index, { category: 'garden', q: 'oak' })).toEqual(['a']);
    expect(await found(index, { category: 'home', q: 'oak' })).toEqual([]);
    expect(await found(index, { category: 'garden', vendorId: 'ven_1', sort: 'title' })).toHaveLength(2);
  });
  test('also when it changes in the same batch', async () => {
    await write([shop, product('a', { categoryIds: ['desk'], title: 'Oak lamp' })]);
    await write([product('a', { categoryIds: ['desk'], title: 'Elm lamp' }), tree(['garden', 'desk'])]);
    expect(await inCategories('home', 'lamps', 'garden', 'desk')).toEqual({
      home: [],
      lamps: [],
      garden: ['a'],
      desk: ['a'],
    });
    expect(await found(index, { category: 'garden', q: 'elm' })).toEqual(['a']);
    expect(await found(index, { q: 'oak' })).toEqual([]);
  });
  test('keeps its stock and its price when it moves', async () => {
    await write([
      shop,
      product('a', { categoryIds: ['desk'] }),
      stock('a', 3),
      product('b', { categoryIds: ['desk'] }),
    ]);
    await write([tree(['garden', 'desk'])]);
    expect(await found(index, { category: 'garden', inStock: true, minPrice: 1_000 })).toEqual(['a']);
    await write([stock('a', 0)]);
    expect(await found(index, { category: 'garden', inStock: true })).toEqual([]);
  });
  test('leaves those it is taken out of, and is moved by them no more', async () => {
    await write([shop, product('a', { categoryIds: ['desk', 'garden'] }), product('gone', { categoryIds: ['desk'] })]);
    await write([product('a', { categoryIds: ['garden'] }), removed('gone')]);
    await write([tree(['desk'])]);
    expect(await inCategories('desk', 'home', 'garden')).toEqual({ desk: [], home: [], garden: ['a'] });
    expect(await index.get('acme', 'gone')).toBeUndefined();
  });
  test('in its own tenant only', async () => {
    await write([
      product('a', { categoryIds: ['desk'] }),
      product('z', { categoryIds: ['desk'], tenantId: 'zeta' }),
      shop,
    ]);
    expect(await found(index, { category: 'home' })).toEqual(['a']);
    expect(await found(index, { category: 'home', tenantId: 'zeta' })).toEqual([]);
    expect(await found(index, { category: 'desk', tenantId: 'zeta' })).toEqual(['z']);
  });
});

describe('a hidden vendor', () => {
  const queries = [{}, { q: 'lamp' }, { vendorId: 'ven_1' }, { category: 'home' }, { minPrice: 1 }, { inStock: true }];
  const everywhere = () => Promise.all(queries.map((query) => found(index, query)));

  test('is found by nobody until it is shown again', async () => {
    await write([shop, product('a', { categoryIds: ['desk'], handle: 'oak' }), stock('a', 1)]);
    expect(await everywhere()).toEqual(queries.map(() => ['a']));
    await write([vendor('ven_1', true), vendor('ven_1', true)]);
    expect(await everywhere()).toEqual(queries.map(() => []));
    expect((await index.get('acme', 'oak'))?.status).toBe('hidden');
    await write([vendor('ven_1', false)]);
    expect(await everywhere()).toEqual(queries.map(() => ['a']));
    expect((await index.get('acme', 'oak'))?.status).toBe('published');
  });
  test('shows nothing that it changes, publishes or stocks meanwhile', async () => {
    await write([vendor('ven_1', true), shop, product('a', { status: 'draft', categoryIds: ['desk'] })]);
    expect((await index.get('acme', 'a'))?.status).toBe('draft');
    await write([product('a', { categoryIds: ['desk'] }), stock('a', 4), tree(['garden', 'desk'])]);
    expect(await everywhere()).toEqual(queries.map(() => []));
    expect(await found(index, { category: 'garden' })).toEqual([]);
    await write([vendor('ven_1', false)]);
    expect(await found(index, { category: 'garden', inStock: true })).toEqual(['a']);
  });
  test('hides nobody else', async () => {
    await write([product('a'), product('b', { vendorId: 'ven_2' }), product('a', { tenantId: 'zeta' })]);
    await write([vendor('ven_1', true)]);
    expect(await found(index)).toEqual(['b']);
    expect(await found(index, { tenantId: 'zeta' })).toEqual(['a']);
  });
});

/** The same events in any order between partitions: the tree, vendors and products come from different ones. */
test('however the partitions are woven together, the end is the same', async () => {
  const places = ['desk', 'lamps', 'garden', 'home'];
  const products = Array.from({ length: 12 }, (_, n) => [
    product(`p${n}`, { vendorId: `ven_${n % 3}`, categoryIds: [places[n % 4] as string] }),
    product(`p${n}`, {
      vendorId: `ven_${n % 3}`,
      categoryIds: [places[(n + 1) % 4] as string, places[n % 3] as string],
    }),
  ]);
  const moves = [
    shop,
    tree(['garden', 'lamps'], ['garden', 'lamps', 'desk']),
    tree(['home', 'garden'], ['home', 'garden', 'lamps'], ['home', 'garden', 'lamps', 'desk']),
  ];
  const vendors = [vendor('ven_1', true), vendor('ven_1', false), vendor('ven_2', true)];
  const ends: unknown[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const tenantId = `tenant-${seed}`;
    await write(woven([...products, moves, vendors], seed).map((change) => inTenant(change, tenantId)));
    ends.push(await Promise.all(places.map(async (category) => (await found(index, { tenantId, category })).sort())));
  }
  expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
  expect((ends[0] as string[][])[3]).toHaveLength(8);
});

const inTenant = (change: IndexChange, tenantId: string): IndexChange =>
  change.type === 'product' ? { ...change, product: { ...change.product, tenantId } } : { ...change, tenantId };

function woven(streams: readonly (readonly IndexChange[])[], seed: number): IndexChange[] {
  const left = streams.map((stream) => [...stream]);
  const taken: IndexChange[] = [];
  for (let dice = seed; left.some((stream) => stream.length > 0); dice = (dice * 48_271) % 2_147_483_647) {
    const next = left[dice % left.length]?.shift();
    if (next) taken.push(next);
  }
  return taken;
}
