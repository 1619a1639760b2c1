import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { FoundCounts } from '../product-index.ts';
import { findPlaces } from './find.ts';
import type { FindPlan } from './query.ts';
import { type Facts, pathOf } from './standing.ts';

/** So many products are counted; where more are found the newest of them. */
export const mostCounted = 2_000;

type CountedRow = { readonly vendor: string; readonly inStock: number; readonly facts: string };

/** Products found by a plan, counted by where they stand. */
export function countPlaces(file: SqliteFile, plan: FindPlan): FoundCounts {
  const { rows, next } = findPlaces(file, { ...plan, sort: 'newest', limit: mostCounted });
  const select = `SELECT p.vendor, p.in_stock AS inStock, p.facts FROM json_each(?) found
    JOIN products p ON p.id = CAST(found.value AS INTEGER)`;
  const counted = file.all<CountedRow>(select, JSON.stringify(rows.map(({ id }) => id)));
  const facts = counted.map((row): Facts => JSON.parse(row.facts));
  return {
    total: counted.length,
    isComplete: next === undefined,
    inStock: counted.filter(({ inStock }) => inStock === 1).length,
    vendors: tally(counted.map(({ vendor }) => vendor)),
    categories: tally(facts.flatMap(categoriesIn(file, plan.tenantId))),
    prices: facts.flatMap(({ prices }) => prices[plan.shelf.currency] ?? []),
  };
}

/** A product counts once in a category, however many of its own lie below it. */
function categoriesIn(file: SqliteFile, tenantId: string): (facts: Facts) => readonly string[] {
  const paths = new Map<string, readonly string[]>();
  const known = (id: string): readonly string[] => {
    const path = paths.get(id) ?? pathOf(file, tenantId, id) ?? [id];
    paths.set(id, path);
    return path;
  };
  return ({ categoryIds }) => [...new Set(categoryIds.flatMap(known))];
}

function tally(ids: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
