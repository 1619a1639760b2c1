import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import type { CountQuery, IndexChange, ProductIndex } from '../../actors/search/product-index.ts';
import { product, stock, writerOf } from './product-index.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

let directory: string;
let index: ProductIndex;
let write: (changes: readonly IndexChange[]) => Promise<void>;

beforeEach(() => {
  directory = temporary('search');
  index = sqliteProductIndex({ directory, version: 1, warn: () => undefined });
  write = writerOf(index);
});
afterEach(async () => {
  await index.close();
  rmSync(directory, { recursive: true });
});

const counts = (query: Partial<CountQuery> = {}) => index.counts({ tenantId: 'acme', currency: 'EUR', ...query });

describe('the counts of a search', () => {
  beforeEach(() =>
    write([
      {
        type: 'categories',
        tenantId: 'acme',
        categories: [
          { id: 'cat_home', path: ['cat_home'] },
          { id: 'cat_lamps', path: ['cat_home', 'cat_lamps'] },
        ],
      },
      product('a', { title: 'Blue lamp', categoryIds: ['cat_lamps', 'cat_home'] }),
      product('b', { title: 'Red lamp', categoryIds: ['cat_lamps'], vendorId: 'ven_2', prices: { EUR: 3_000 } }),
      product('c', { title: 'Blue chair', categoryIds: ['cat_home'] }),
      product('draft', { status: 'draft' }),
      product('elsewhere', { tenantId: 'other' }),
      stock('a', 3),
    ]),
  );

  test('tell of everything where nothing is asked, each product once in a category', async () => {
    expect(await counts()).toEqual({
      total: 3,
      isComplete: true,
      inStock: 1,
      vendors: [
        ['ven_1', 2],
        ['ven_2', 1],
      ],
      categories: [
        ['cat_home', 3],
        ['cat_lamps', 2],
      ],
      prices: expect.arrayContaining([1_000, 1_000, 3_000]),
    });
  });
  test('follow words, category, vendor, price and stock', async () => {
    expect(await counts({ q: 'blue la' })).toMatchObject({ total: 1, vendors: [['ven_1', 1]] });
    expect((await counts({ category: 'cat_lamps' })).total).toBe(2);
    expect((await counts({ vendorId: 'ven_2' })).total).toBe(1);
    expect((await counts({ minPrice: 2_000 })).prices).toEqual([3_000]);
    expect((await counts({ inStock: true })).total).toBe(1);
    expect((await counts({ currency: 'GBP' })).total).toBe(0);
  });
});

test('more than two thousand are not all counted, and that is said', async () => {
  await write(Array.from({ length: 2_001 }, (_, n) => product(`p${n}`, { createdAt: n + 1 })));
  expect(await counts()).toMatchObject({ total: 2_000, isComplete: false, vendors: [['ven_1', 2_000]] });
  await write([{ type: 'removed', tenantId: 'acme', productId: 'p7' }]);
  expect(await counts()).toMatchObject({ total: 2_000, isComplete: true });
});
