import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import type { IndexChange, ProductIndex } from '../../actors/search/product-index.ts';
import { asked, bodyOf, found, idOf, product, removed, stock, writerOf } from './product-index.given.ts';
import { setAsideIn, spoil, temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

let directory: string;
let index: ProductIndex;
let warnings: string[];
let write: (changes: readonly IndexChange[]) => Promise<void>;

const open = (version = 1): ProductIndex =>
  sqliteProductIndex({ directory, version, warn: (line) => warnings.push(line) });

beforeEach(() => {
  directory = temporary('search');
  warnings = [];
  index = open();
  write = writerOf(index);
});

afterEach(async () => {
  await index.close();
  rmSync(directory, { recursive: true });
});

describe('what is written to the product index', () => {
  test('moves with its cursor, or not at all', async () => {
    await write([product('a')]);
    const move = {
      consumer: 'search',
      partition: 'catalog/00',
      next: { number: 9, hash: 'h' },
      changes: [product('b')],
    };
    expect(await index.apply({ ...move, expected: { number: 1, hash: 'other' } })).toBe(false);
    expect(await found(index)).toEqual(['a']);
    expect(await index.cursors('search')).toEqual(new Map([['catalog/00', { number: 1, hash: 'hash-1' }]]));
  });

  test('of two writers at one cursor exactly one wins', async () => {
    const move = {
      consumer: 'search',
      partition: 'p',
      expected: { number: 0, hash: '' },
      next: { number: 1, hash: 'h' },
    };
    const both = await Promise.all([
      index.apply({ ...move, changes: [product('a')] }),
      index.apply({ ...move, changes: [product('b')] }),
    ]);
    expect(both).toEqual([true, false]);
    expect(await found(index)).toEqual(['a']);
  });

  test('is there after a restart', async () => {
    await write([product('a', { title: 'Blue lamp' }), stock('a', 3)]);
    await index.close();
    index = open();
    expect(await found(index, { q: 'blue', inStock: true })).toEqual(['a']);
  });

  test('goes when the version of the bodies is raised', async () => {
    await write([product('a')]);
    await index.close();
    index = open(2);
    expect(await found(index)).toEqual([]);
    expect(await index.cursors('search')).toEqual(new Map());
  });

  test('is set aside with a warning when the file is corrupt, and begins anew', async () => {
    await write(Array.from({ length: 200 }, (_, place) => product(`p${place}`, { description: 'x'.repeat(500) })));
    await index.close();
    spoil(join(directory, 'search.db'), 0.0001);
    index = open();
    expect(await found(index)).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('search.db could not be read')]);
    expect(setAsideIn(directory)).toEqual(['search.db.set-aside-1']);
    expect(await index.cursors('search')).toEqual(new Map());
  });

  test('a product that changes leaves every list it stood in', async () => {
    await write([product('a', { title: 'Red lamp', categoryIds: ['cat_1'], vendorId: 'ven_1' })]);
    await write([product('a', { title: 'Blue chair', categoryIds: ['cat_2'], vendorId: 'ven_2', prices: { EUR: 5 } })]);
    for (const query of [{ q: 'lamp' }, { category: 'cat_1' }, { vendorId: 'ven_1' }, { minPrice: 6 }]) {
      expect(await found(index, query)).toEqual([]);
    }
    for (const query of [{ q: 'chair' }, { category: 'cat_2' }, { vendorId: 'ven_2' }, { maxPrice: 5 }]) {
      expect(await found(index, query)).toEqual(['a']);
    }
  });

  test('a removed product is gone, also when it comes and goes in one batch', async () => {
    await write([product('a'), product('b'), stock('a', 1)]);
    await write([removed('a'), product('c'), removed('c'), removed('never')]);
    expect(await found(index)).toEqual(['b']);
    expect(await found(index, { q: 'lamp' })).toEqual(['b']);
    expect(await index.get('acme', 'a')).toBeUndefined();
    await write([product('a', { title: 'Lamp again' })]);
    expect(await found(index, { q: 'again', inStock: true })).toEqual(['a']);
  });

  test('a product whose date is corrected moves in the order of time', async () => {
    await write([product('a', { createdAt: 1_000 }), product('b', { createdAt: 2_000 }), stock('a', 1)]);
    expect(await found(index, { sort: 'newest' })).toEqual(['b', 'a']);
    await write([product('a', { createdAt: 3_000 })]);
    expect(await found(index, { sort: 'newest' })).toEqual(['a', 'b']);
    expect(await found(index, { q: 'lamp', inStock: true })).toEqual(['a']);
  });

  test('products of one millisecond all keep a place of their own', async () => {
    const many = Array.from({ length: 300 }, (_, place) => product(`p${place}`));
    await write(many);
    await write(many);
    expect(new Set(await found(index, { sort: 'newest' })).size).toBe(100);
  });
});

describe('stock in the product index', () => {
  test('shows with each sku, whether it came before the product or after', async () => {
    await write([stock('a', 4), product('a'), stock('a', 7, 2), product('b')]);
    const { items } = await index.find(asked());
    const byId = new Map(items.map((item) => [idOf(item), item.availability]));
    expect([byId.get('a'), byId.get('b')]).toEqual([{ 'a-1': 4, 'a-2': 7 }, {}]);
  });

  test('the last unit takes a product out of what is in stock, the first one brings it back', async () => {
    await write([product('a'), stock('a', 1), stock('a', 0, 2)]);
    expect(await found(index, { inStock: true })).toEqual(['a']);
    await write([stock('a', 0)]);
    expect(await found(index, { inStock: true })).toEqual([]);
    expect(await found(index, { inStock: false })).toEqual(['a']);
    await write([stock('a', 5, 2), stock('a', 0, 1)]);
    expect(await found(index, { inStock: true, q: 'lamp', category: '' })).toEqual([]);
    expect(await found(index, { inStock: true, q: 'lamp' })).toEqual(['a']);
  });

  test('what keeps no stock can always be bought', async () => {
    await write([product('service', { alwaysInStock: true }), stock('service', 0)]);
    expect(await found(index, { inStock: true })).toEqual(['service']);
    await write([product('service')]);
    expect(await found(index, { inStock: true })).toEqual([]);
  });
});

describe('tenants in the product index', () => {
  test('never meet, whatever is asked', async () => {
    const same = { title: 'Lamp', categoryIds: ['cat_1'], vendorId: 'ven_1' };
    await write([product('a', same), stock('a', 1)]);
    await write([product('a', { ...same, tenantId: 'zeta', body: bodyOf('of zeta') }), stock('a', 8, 1, 'zeta')]);
    const queries = [
      {},
      { q: 'lamp' },
      { q: 'l' },
      { category: 'cat_1' },
      { vendorId: 'ven_1' },
      { inStock: true },
      { minPrice: 1 },
    ];
    for (const query of queries) {
      expect(await found(index, query)).toEqual(['a']);
      expect(await found(index, { ...query, tenantId: 'zeta' })).toEqual(['of zeta']);
      expect(await found(index, { ...query, tenantId: 'nobody' })).toEqual([]);
    }
    expect(await index.get('zeta', 'a')).toMatchObject({ availability: { 'a-1': 8 } });
    expect(await index.get('acme', 'a')).toMatchObject({ availability: { 'a-1': 1 } });
    await write([removed('a', 'zeta')]);
    expect(await found(index, { q: 'lamp' })).toEqual(['a']);
    expect(await index.get('zeta', 'a')).toBeUndefined();
  });
});

describe('one product', () => {
  test('is got by id or handle, in any status, with its stock', async () => {
    await write([product('a', { status: 'draft', handle: 'blue-lamp' }), stock('a', 2)]);
    const expected = { body: { id: 'a' }, status: 'draft', vendorId: 'ven_1', availability: { 'a-1': 2 } };
    expect(await index.get('acme', 'a')).toEqual(expected);
    expect(await index.get('acme', 'blue-lamp')).toEqual(expected);
    expect(await index.get('acme', 'red-lamp')).toBeUndefined();
  });

  test('its id comes before a handle that looks like it', async () => {
    await write([product('a', { handle: 'b' }), product('b', { handle: 'a' })]);
    expect(await index.get('acme', 'a')).toMatchObject({ body: { id: 'a' } });
  });

  test('that cannot be is a bug of its writer', async () => {
    const categoryIds = Array.from({ length: 21 }, (_, place) => `cat_${place}`);
    for (const wrong of [{ prices: { EUR: 1.5 } }, { prices: { EUR: -1 } }, { categoryIds }]) {
      await expect(write([product('a', wrong)])).rejects.toThrow(RangeError);
    }
  });
});
