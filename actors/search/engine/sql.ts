import type { FindPlan, Place } from './query.ts';
import { needlesOf } from './words.ts';

/** What one page may cost at most. */
export type Limits = {
  /** So few candidates are all taken and sorted. */
  readonly narrow: number;
  /** So many are held as a set of ids in a walk. When there are more, one is never far, and each row is looked at. */
  readonly set: number;
  /** So many rows are looked at before a page ends short. */
  readonly walk: number;
};

export const usualLimits: Limits = { narrow: 500, set: 4_000, walk: 20_000 };

/** What a query is in the engine's numbers. */
export type Search = {
  readonly plan: FindPlan;
  readonly limits: Limits;
  /** The part of the shelf that is listed, and the part of the other one. */
  readonly part: number;
  readonly otherPart?: number;
  /** FTS5 expressions whose matches follow one another; none: no words and one shelf. */
  readonly tiers: readonly string[];
  /** Matches of all tiers. */
  readonly match?: string;
  /** The matches, or the rows of the part within the prices, are few enough for a set. */
  readonly hasMatchSet?: boolean;
  readonly hasPartSet?: boolean;
};

/** A statement with its values, or a piece of one. */
export type Select = { readonly sql: string; readonly values: readonly (string | number | bigint)[] };

export const priceRange = (plan: FindPlan): readonly [number, number] => plan.prices ?? [0, Number.MAX_SAFE_INTEGER];

export const isByPrice = ({ sort }: FindPlan): boolean => sort === 'price' || sort === '-price';

export const inPrices = 'price >= ? AND price <= ?';

type Order = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: string;
  readonly direction: string;
};

export const orders: Readonly<Record<FindPlan['sort'], Order>> = {
  relevance: { table: 'by_newest', columns: ['id'], key: '0', direction: 'ASC' },
  newest: { table: 'by_newest', columns: ['id'], key: '0', direction: 'ASC' },
  title: { table: 'by_title', columns: ['title', 'id'], key: 'title', direction: 'ASC' },
  price: { table: 'by_price', columns: ['price', 'id'], key: 'price', direction: 'ASC' },
  '-price': { table: 'by_price', columns: ['price', 'id'], key: 'price', direction: 'DESC' },
};

export const orderBy = (columns: readonly string[], direction: string): string =>
  columns.map((column) => `${column} ${direction}`).join(', ');

const placeValues = ({ key, id }: Place, columns: readonly string[]): readonly (string | number | bigint)[] =>
  columns.length === 1 ? [BigInt(id)] : [key, BigInt(id)];

export function afterIn(plan: FindPlan, columns: readonly string[], direction: string): Select {
  if (!plan.after) return { sql: '', values: [] };
  const marks = columns.map(() => '?').join(', ');
  const sql = ` AND (${columns.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${marks})`;
  return { sql, values: placeValues(plan.after, columns) };
}

/** The words of row `c`, looked up one by one. */
export const wordsMatch = (column: 'title' | 'words'): string => `EXISTS (SELECT 1 FROM product_texts t
  WHERE t.id = c.id AND NOT EXISTS (SELECT 1 FROM json_each(?) needle WHERE instr(t.${column}, needle.value) = 0))`;

const isMatch = (match: string, limit: number): Select => ({
  sql: 'c.id IN (SELECT rowid FROM product_words WHERE product_words MATCH ? LIMIT ?)',
  values: [match, limit],
});

const isOnOther = (part: number): Select => ({
  sql: 'EXISTS (SELECT 1 FROM by_newest o WHERE o.shelf = ? AND o.id = c.id)',
  values: [part],
});

/** What row `c` of the shelf must fulfil besides standing there. */
export function conditions({ plan, limits, otherPart, match, hasMatchSet }: Search): readonly Select[] {
  const found: Select[] = [];
  if (plan.prices && !isByPrice(plan)) found.push({ sql: 'c.price >= ? AND c.price <= ?', values: plan.prices });
  if (match !== undefined && hasMatchSet) return [...found, isMatch(match, limits.set)];
  if (otherPart !== undefined) found.push(isOnOther(otherPart));
  if (plan.words.length > 0) found.push({ sql: wordsMatch('words'), values: [JSON.stringify(needlesOf(plan.words))] });
  return found;
}

export const whereSql = (where: readonly Select[]): string =>
  where.length > 0 ? `WHERE ${where.map(({ sql }) => sql).join(' AND ')}` : '';
