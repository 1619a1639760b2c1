import type { FindPlan } from './query.ts';
import {
  afterIn,
  conditions,
  inPrices,
  orderBy,
  orders,
  priceRange,
  type Search,
  type Select,
  whereSql,
  wordsMatch,
} from './sql.ts';
import { needlesOf } from './words.ts';

/** How many rows stand on the shelf's part within the prices, counted a little further than what a set may hold. */
export const partCount = ({ plan, limits, part }: Search): Select => ({
  sql: `SELECT count(*) AS counted FROM (SELECT 1 FROM by_price WHERE shelf = ? AND ${inPrices} LIMIT ?)`,
  values: [part, ...priceRange(plan), limits.set + 1],
});

export const matchCount = ({ limits, match = '' }: Search): Select => ({
  sql: 'SELECT count(*) AS counted FROM (SELECT 1 FROM product_words WHERE product_words MATCH ? LIMIT ?)',
  values: [match, limits.set + 1],
});

/** Of row `c`; a match in the title has key 0, any other 1. */
function sortKey({ sort }: FindPlan): string {
  if (sort === 'title') return '(SELECT title FROM products p WHERE p.id = c.id)';
  if (sort === 'relevance') return `CASE WHEN ${wordsMatch('title')} THEN 0 ELSE 1 END`;
  return sort === 'newest' ? '0' : 'c.price';
}

/** Takes all of the few candidates, and sorts what fulfils the conditions. */
function sorted({ plan }: Search, from: Select, where: readonly Select[]): Select {
  const { direction } = orders[plan.sort];
  const needles = plan.sort === 'relevance' ? [JSON.stringify(needlesOf(plan.words))] : [];
  const after = afterIn(plan, ['key', 'id'], direction);
  const sql = `SELECT CAST(found.id AS TEXT) AS id, found.key AS key
    FROM (SELECT c.id AS id, ${sortKey(plan)} AS key FROM (${from.sql}) c ${whereSql(where)}) found
    WHERE TRUE${after.sql} ORDER BY ${orderBy(['found.key', 'found.id'], direction)} LIMIT ?`;
  const conditionValues = where.flatMap(({ values }) => values);
  return { sql, values: [...needles, ...from.values, ...conditionValues, ...after.values, plan.limit + 1] };
}

export function collectPart(search: Search): Select {
  const { plan, part } = search;
  const sql = `SELECT id, price FROM by_price WHERE shelf = ? AND ${inPrices}`;
  return sorted(search, { sql, values: [part, ...priceRange(plan)] }, conditions(search));
}

export function collectMatches(search: Search): Select {
  const { plan, part, match = '' } = search;
  const sql = `SELECT w.rowid AS id, n.price AS price FROM product_words w
    CROSS JOIN by_newest n ON n.shelf = ? AND n.id = w.rowid
    WHERE w.product_words MATCH ? AND ${inPrices}`;
  return sorted(search, { sql, values: [part, match, ...priceRange(plan)] }, []);
}
