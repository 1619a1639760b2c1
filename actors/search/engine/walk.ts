import type { FindPlan } from './query.ts';
import {
  afterIn,
  conditions,
  inPrices,
  isByPrice,
  orderBy,
  orders,
  priceRange,
  type Search,
  type Select,
  whereSql,
} from './sql.ts';

/** The bound that the page's start has passed is left out: SQLite would seek there, and walk to the start. */
function pricesIn(plan: FindPlan): Select {
  if (!plan.prices || !isByPrice(plan)) return { sql: '', values: [] };
  const [from, to] = plan.prices;
  if (!plan.after) return { sql: ` AND ${inPrices}`, values: [from, to] };
  return plan.sort === 'price' ? { sql: ' AND price <= ?', values: [to] } : { sql: ' AND price >= ?', values: [from] };
}

/** The shelf in the order asked, `count` rows of it. */
function shelfRows({ plan, part }: Search, count: number): Select {
  const { table, columns, key, direction } = orders[plan.sort];
  const after = afterIn(plan, columns, direction);
  const prices = pricesIn(plan);
  const sql = `SELECT id, ${key} AS key, price FROM ${table} WHERE shelf = ?${after.sql}${prices.sql}
    ORDER BY ${orderBy(columns, direction)} LIMIT ?`;
  return { sql, values: [part, ...after.values, ...prices.values, count] };
}

const outer = (from: Select, where: readonly Select[], count: number): Select => ({
  sql: `SELECT CAST(c.id AS TEXT) AS id, c.key AS key FROM (${from.sql}) c ${whereSql(where)} LIMIT ?`,
  values: [...from.values, ...where.flatMap(({ values }) => values), count],
});

/** Walks the shelf in its order. Without conditions it reads what it shows and no row more. */
export function walkShelf(search: Search): Select {
  const where = conditions(search);
  const wanted = search.plan.limit + 1;
  return outer(shelfRows(search, where.length > 0 ? search.limits.walk : wanted), where, wanted);
}

const last = ({ sql, values }: Select, { limits }: Search): Select => ({
  sql: `SELECT CAST(c.id AS TEXT) AS id, c.key AS key FROM (${sql}) c LIMIT 1 OFFSET ?`,
  values: [...values, limits.walk - 1],
});

/** The row at which a walk ran out of its budget. */
export const shelfEnd = (search: Search): Select => last(shelfRows(search, search.limits.walk), search);

/** Matches of one tier, the newest first; `after` is a place in this tier. */
function matches(search: Search, tier: number, count: number): Select {
  const { after } = search.plan;
  const isInside = after !== undefined && after.key === tier;
  const sql = `SELECT rowid AS id, ${tier} AS key FROM product_words
    WHERE product_words MATCH ?${isInside ? ' AND rowid > ?' : ''} ORDER BY rowid LIMIT ?`;
  return { sql, values: [search.tiers[tier] ?? '', ...(isInside ? [BigInt(after.id)] : []), count] };
}

/** Stock and prices are not among the words: the shelf's part knows them. */
function isOnPart({ plan, part, hasPartSet }: Search): readonly Select[] {
  if (!plan.inStock && !plan.prices) return [];
  const sql = hasPartSet
    ? `c.id IN (SELECT id FROM by_price WHERE shelf = ? AND ${inPrices})`
    : `EXISTS (SELECT 1 FROM by_newest n WHERE n.shelf = ? AND n.id = c.id AND ${inPrices})`;
  return [{ sql, values: [part, ...priceRange(plan)] }];
}

export function walkMatches(search: Search, tier: number, wanted: number): Select {
  const where = isOnPart(search);
  return outer(matches(search, tier, where.length > 0 ? search.limits.walk : wanted), where, wanted);
}

export const matchesEnd = (search: Search, tier: number): Select =>
  last(matches(search, tier, search.limits.walk), search);
