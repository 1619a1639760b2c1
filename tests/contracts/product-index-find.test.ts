import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import type { IndexChange, ProductIndex } from '../../actors/search/product-index.ts';
import { asked, found, pages, product, stock, writerOf } from './product-index.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

const sorts = ['relevance', 'newest', 'price', '-price', 'title'] as const;

let directory: string;
let index: ProductIndex;
let write: (changes: readonly IndexChange[]) => Promise<void>;

const open = (): void => {
  directory = temporary('search');
  index = sqliteProductIndex({ directory, version: 1, warn: () => {} });
  write = writerOf(index);
};

const close = async (): Promise<void> => {
  await index.close();
  rmSync(directory, { recursive: true });
};

describe('a list of products', () => {
  beforeEach(open);
  afterEach(close);

  test('shows what is published and has a price in the currency', async () => {
    await write([
      product('a'),
      product('dollars', { prices: { USD: 5 } }),
      product('both', { prices: { USD: 5, EUR: 7 } }),
      product('free', { prices: { EUR: 0 } }),
      product('unpriced', { prices: {} }),
      ...['draft', 'archived', 'pending', 'refused'].map((status) => product(status, { status })),
    ]);
    for (const sort of sorts) {
      expect((await found(index, { sort })).sort()).toEqual(['a', 'both', 'free']);
      expect((await found(index, { sort, currency: 'USD' })).sort()).toEqual(['both', 'dollars']);
      expect(await found(index, { sort, currency: 'JPY' })).toEqual([]);
    }
  });

  test('of a vendor in a status shows what has no price yet, unless prices are asked about', async () => {
    await write([product('a', { status: 'draft', prices: {} }), product('b', { status: 'draft' }), product('c')]);
    const drafts = { vendorId: 'ven_1', status: 'draft' };
    expect((await found(index, { ...drafts, sort: 'title' })).sort()).toEqual(['a', 'b']);
    expect(await found(index, { ...drafts, sort: 'price' })).toEqual(['b']);
    expect(await found(index, { ...drafts, minPrice: 1 })).toEqual(['b']);
    expect((await found(index, { ...drafts, q: 'lamp' })).sort()).toEqual(['a', 'b']);
    expect(await found(index, { vendorId: 'ven_2', status: 'draft' })).toEqual([]);
  });

  test('a status without a vendor is a bug', async () => {
    await expect(index.find(asked({ status: 'draft' }))).rejects.toThrow(TypeError);
  });

  test.each([
    ['newest', ['d', 'c', 'b', 'a']],
    ['title', ['b', 'c', 'a', 'd']],
    ['price', ['c', 'd', 'a', 'b']],
    ['-price', ['b', 'a', 'd', 'c']],
  ] as const)('is sorted by %s', async (sort, expected) => {
    await write([
      product('a', { title: 'Élan', prices: { EUR: 300 }, createdAt: 1 }),
      product('b', { title: '10 ways', prices: { EUR: 1_000 }, createdAt: 2 }),
      product('c', { title: 'elan', prices: { EUR: 20 }, createdAt: 3 }),
      product('d', { title: 'ZEBRA', prices: { EUR: 100 }, createdAt: 4 }),
    ]);
    expect(await found(index, { sort })).toEqual(expected);
    expect(await pages(index, { sort, limit: 1 })).toEqual(expected);
  });

  test('finds a category by its id and by that of every ancestor, and with a vendor', async () => {
    await write([
      product('a', { categoryIds: ['root', 'lamps'], vendorId: 'ven_1' }),
      product('b', { categoryIds: ['root', 'chairs', 'root'], vendorId: 'ven_2' }),
    ]);
    expect((await found(index, { category: 'root' })).sort()).toEqual(['a', 'b']);
    expect(await found(index, { category: 'lamps' })).toEqual(['a']);
    expect(await found(index, { category: 'root', vendorId: 'ven_2', sort: 'price' })).toEqual(['b']);
    expect(await found(index, { category: 'lamps', vendorId: 'ven_2' })).toEqual([]);
  });

  test('keeps inside price bounds, which may cross', async () => {
    await write([100, 200, 300].map((price) => product(`p${price}`, { prices: { EUR: price } })));
    for (const sort of sorts) {
      expect((await found(index, { sort, minPrice: 200 })).sort()).toEqual(['p200', 'p300']);
      expect((await found(index, { sort, maxPrice: 200 })).sort()).toEqual(['p100', 'p200']);
      expect(await found(index, { sort, minPrice: 150, maxPrice: 250 })).toEqual(['p200']);
      expect(await found(index, { sort, minPrice: 300, maxPrice: 100 })).toEqual([]);
    }
  });

  test.each(sorts)('pages by %s without a product twice or skipped while others come and go', async (sort) => {
    const kept = Array.from({ length: 30 }, (_, place) => `kept${place}`);
    const some = (id: string, place: number): IndexChange[] => [
      product(id, { prices: { EUR: (place % 4) * 100 }, title: `Lamp ${place % 3}`, createdAt: 1_000 + (place % 7) }),
      stock(id, place % 5),
    ];
    await write(kept.flatMap(some));
    let round = 0;
    const seen = await pages(index, { sort, q: 'lamp', limit: 4 }, async () => {
      round += 1;
      await write([...some(`new${round}`, round), { type: 'removed', tenantId: 'acme', productId: `new${round - 1}` }]);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => id.startsWith('kept')).sort()).toEqual([...kept].sort());
  });

  test('refuses a cursor that it did not give out', async () => {
    await write([product('a'), product('b'), product('c')]);
    const { next = '' } = await index.find(asked({ sort: 'price', limit: 1 }));
    const forged = [
      ['products/price', '-1', 5],
      ['products/price', '9223372036854775808', 5],
      ['products/price', 'x', 5],
    ];
    const worse = [
      ['products/relevance', '5', -1],
      ['products/price', '5', 'text'],
      ['products/title', '5', 1],
      ['products/newest', '5', null],
    ];
    const tokens = [...forged, ...worse].map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
    const wrong = { type: 'VALIDATION', data: { fields: [{ field: 'cursor' }] } };
    for (const sort of sorts) {
      for (const after of ['', '%', `${next}x`, ...tokens]) {
        await expect(index.find(asked({ sort, q: 'lamp', after }))).rejects.toMatchObject(wrong);
      }
    }
    await expect(index.find(asked({ sort: 'title', after: next }))).rejects.toMatchObject(wrong);
  });

  test.each([0, 101, 1.5])('a page of %d products is a bug', async (limit) => {
    await expect(index.find(asked({ limit }))).rejects.toThrow(RangeError);
  });
});
