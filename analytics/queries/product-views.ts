import type { Question, Span } from './question.ts';

export type ProductViewsRow = {
  readonly productId: string;
  readonly views: number;
  readonly adds: number;
  readonly orders: number;
  readonly units: number;
};

export const productViews: Question<Span & { readonly limit: number }, ProductViewsRow> = {
  sql: `SELECT
  product AS productId,
  sum(seen.views) AS views,
  sum(seen.adds) AS adds,
  sum(seen.orders) AS orders,
  sum(seen.units) AS units
FROM (
  SELECT product, sumIf(weight, type = 'viewed') AS views, sumIf(weight, type = 'added') AS adds, 0 AS orders, 0 AS units
  FROM visits_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE at >= toDateTime({from:UInt32}, 'UTC') AND at < toDateTime({to:UInt32}, 'UTC')
    AND type IN ('viewed', 'added') AND product != ''
  GROUP BY product
  UNION ALL
  SELECT product, 0 AS views, 0 AS adds, uniqExact(order_id) AS orders, sum(quantity) AS units
  FROM sold_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
  GROUP BY product
) AS seen
GROUP BY productId
ORDER BY views DESC, units DESC, productId
LIMIT {limit:UInt32}`,
};
