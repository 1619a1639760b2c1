import type { Question, Span } from './question.ts';

/** `key`: a category's id; empty for products without one. */
export type CategoryRow = {
  readonly key: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
};

/** By the categories that products have now; one of two counts in both. */
export const salesByCategory: Question<Span & { readonly limit: number }, CategoryRow> = {
  sql: `WITH
  shelves AS (
    SELECT id AS product, arrayJoin(splitByChar(',', argMax(code, version))) AS key
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE type IN ('catalog.accepted', 'catalog.changed', 'catalog.published', 'catalog.archived')
    GROUP BY id
  ),
  lines AS (
    SELECT product, order_id, currency, quantity, amount, tax
    FROM sold_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
  )
SELECT
  shelves.key AS key,
  lines.currency AS currency,
  uniqExact(order_id) AS orders,
  sum(lines.quantity) AS units,
  sum(lines.amount) AS gross,
  sum(lines.tax) AS tax
FROM lines
LEFT JOIN shelves USING (product)
GROUP BY key, currency
ORDER BY currency, gross DESC, key
LIMIT {limit:UInt32} BY currency`,
};
