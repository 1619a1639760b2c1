import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SqliteFile } from '../../actors/runtime/rows/sqlite-file.ts';
import { collectMatches, collectPart, matchCount, partCount } from '../../actors/search/engine/collect.ts';
import { findPlaces, searchOf } from '../../actors/search/engine/find.ts';
import { encode, findPlan } from '../../actors/search/engine/query.ts';
import { type Limits, type Search, type Select, usualLimits } from '../../actors/search/engine/sql.ts';
import { shelfEnd, walkMatches, walkShelf } from '../../actors/search/engine/walk.ts';
import { applyMove, indexSchema, type StoredChange } from '../../actors/search/engine/write.ts';
import type { FindQuery } from '../../actors/search/product-index.ts';
import { catalogue, expected, keyOf, type Made } from './product-index.catalogue.ts';
import { asked, stock } from './product-index.given.ts';
import { planOf, temporary } from './sqlite.given.ts';

const stored = ({ inStock, body, ...rest }: Made): StoredChange[] => [
  { type: 'product', product: rest, body: JSON.stringify(body) },
  stock(rest.productId, inStock ? 2 : 0) as StoredChange,
];

const begins = { number: 0, hash: '' };
let directory: string;
let file: SqliteFile;

beforeAll(() => {
  directory = temporary('search-plan');
  file = new SqliteFile({ path: join(directory, 's.db'), schema: indexSchema, schemaVersion: 1, busyTimeoutMs: 0 });
  const step = { consumer: 'c', partition: 'p', expected: begins, next: { number: 1, hash: 'h' } };
  file.exec('BEGIN');
  applyMove(file, { ...step, changes: catalogue.flatMap(stored) });
  file.exec('COMMIT');
});

afterAll(() => {
  file.close();
  rmSync(directory, { recursive: true });
});

const idRows = (): ReadonlyMap<string, string> =>
  new Map(
    file
      .all<{ id: string; product: string }>('SELECT CAST(id AS TEXT) AS id, product FROM products')
      .map(({ id, product: productId }) => [id, productId]),
  );

/** All pages of a query within some limits, as product ids; also counts the pages. */
function listed(query: FindQuery, limits: Limits): { readonly ids: readonly string[]; readonly pages: number } {
  const names = idRows();
  const ids: string[] = [];
  let after: string | undefined;
  let count = 0;
  do {
    const plan = findPlan(after === undefined ? query : { ...query, after });
    const { rows, next } = findPlaces(file, plan, limits);
    ids.push(...rows.map(({ id }) => names.get(id) ?? '?'));
    after = next && encode(plan.sort, next);
    count += 1;
  } while (after !== undefined && count < 1_000);
  return { ids, pages: count };
}

const isSorted = (keys: readonly (number | string)[]): boolean =>
  keys.every((key, place) => place === 0 || (keys[place - 1] as number | string) <= key);

const filters: readonly Partial<FindQuery>[] = [
  {},
  { category: 'cat_0' },
  { vendorId: 'ven_1' },
  { vendorId: 'ven_2', category: 'cat_3' },
  { inStock: true },
  { minPrice: 100, maxPrice: 300 },
  { q: 'lamp' },
  { q: 'red lam' },
  { q: 'oak', inStock: true },
  { q: 're', category: 'cat_1', minPrice: 200 },
  { q: 'desk', vendorId: 'ven_0', category: 'cat_2', inStock: true, maxPrice: 400 },
];

const ways: readonly (readonly [string, Limits])[] = [
  ['everything is collected', { narrow: 1_000, set: 1_000, walk: 1_000 }],
  ['walks use sets', { narrow: 0, set: 1_000, walk: 1_000 }],
  ['walks look at every row', { narrow: 0, set: 0, walk: 1_000 }],
  ['walks end early', { narrow: 0, set: 0, walk: 7 }],
  ['the way changes with the question', { narrow: 25, set: 60, walk: 40 }],
];

describe.each(ways)('when %s', (_name, limits) => {
  test.each(filters)('every sort finds what is there, once and in order: %j', (filter) => {
    for (const sort of ['relevance', 'newest', 'price', '-price', 'title'] as const) {
      const query = asked({ ...filter, sort, limit: 6 });
      const { ids, pages } = listed(query, limits);
      expect([...ids].sort()).toEqual(expected(query));
      expect(isSorted(ids.map((id) => keyOf(id, query)))).toBe(true);
      expect(pages).toBeLessThanOrEqual(1 + ids.length / 6 + (2 * catalogue.length) / limits.walk);
    }
  });
});

describe('the cost of a page does not grow with the catalogue, because', () => {
  const steps = (pick: (search: Search) => Select, query: Partial<FindQuery>): readonly string[] => {
    const plan = findPlan(asked({ limit: 6, ...query }));
    const { rows, next } = findPlaces(file, { ...plan, limit: 2 });
    expect(rows.length).toBe(2);
    const paged = next ? { ...plan, after: next } : plan;
    const { sql, values } = pick(searchOf(file, paged, usualLimits) as Search);
    const database = new DatabaseSync(join(directory, 's.db'));
    const found = planOf(database, sql, values);
    database.close();
    return found;
  };

  test.each([
    ['newest', {}, 'SEARCH by_newest USING PRIMARY KEY (shelf=? AND id>?)'],
    ['title', {}, 'SEARCH by_title USING PRIMARY KEY (shelf=? AND (title,id)>(?,?))'],
    ['price', { minPrice: 0 }, 'SEARCH by_price USING PRIMARY KEY (shelf=? AND (price,id)>(?,?) AND price<?)'],
    ['-price', { maxPrice: 500 }, 'SEARCH by_price USING PRIMARY KEY (shelf=? AND price>? AND (price,id)<(?,?))'],
  ] as const)('a list by %s begins at its place and is never sorted', (sort, filter, search) => {
    for (const shelf of [{}, { inStock: true }, { category: 'cat_0' }, { vendorId: 'ven_1' }]) {
      const plan = steps(walkShelf, { ...filter, ...shelf, sort });
      expect(plan).toContain(search);
      expect(plan.join()).not.toMatch(/TEMP B-TREE|SCAN (by_|product)|MATERIALIZE/);
    }
  });

  test.each([
    ['matches are walked', (search: Search) => walkMatches(search, 0, 7)],
    ['matches are counted', matchCount],
  ])('%s in the order of the full-text index', (_name, pick) => {
    const plan = steps(pick, { q: 'lamp', inStock: true });
    expect(plan).toContainEqual(expect.stringMatching(/SCAN product_words VIRTUAL TABLE INDEX \d+:M1/));
    expect(plan.join()).not.toMatch(/TEMP B-TREE|SCAN (by_|products|product_texts)|MATERIALIZE/);
  });

  test('what is counted or collected is bounded and read from indexes', () => {
    const query = { q: 'lamp', category: 'cat_0', inStock: true, minPrice: 100, sort: 'title' } as const;
    for (const pick of [partCount, collectPart, collectMatches, shelfEnd, walkShelf]) {
      expect(steps(pick, query).join()).not.toMatch(/SCAN (by_|products|product_texts)/);
    }
    for (const pick of [partCount, matchCount, shelfEnd, walkShelf]) {
      const plan = findPlan(asked(query));
      expect(pick(searchOf(file, plan, usualLimits) as Search).sql).toMatch(/LIMIT \?/);
    }
  });
});
