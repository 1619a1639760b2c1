import type { Question, Span } from './question.ts';

/** What is paid back is not said line by line, so a product has no refunds. */
export type ProductRow = {
  readonly key: string;
  readonly vendorId: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
};

/** `least`: 1 for those that sold least first. Products that are on sale and sold nothing are among them. */
type Params = Span & { readonly limit: number; readonly least: number; readonly currency: string };

export const salesByProduct: Question<Params, ProductRow> = {
  sql: `WITH
  offered AS (
    SELECT id AS key, argMax(vendor, version) AS vendorId
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE type IN ('catalog.published', 'catalog.archived') AND {least:UInt8} = 1
    GROUP BY id
    HAVING argMax(type, version) = 'catalog.published'
  ),
  found AS (
    SELECT
      product AS key,
      any(vendor) AS vendorId,
      sold.currency AS currency,
      uniqExact(order_id) AS orders,
      sum(sold.quantity) AS units,
      sum(sold.amount) AS gross,
      sum(sold.tax) AS tax
    FROM sold_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sold
    WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
    GROUP BY key, currency
  ),
  idle AS (
    SELECT key, vendorId, {currency:String} AS currency, 0 AS orders, 0 AS units, 0 AS gross, 0 AS tax
    FROM offered
    WHERE key NOT IN (SELECT key FROM found)
  )
SELECT key, vendorId, currency, orders, units, gross, tax
FROM (SELECT * FROM found UNION ALL SELECT * FROM idle)
ORDER BY currency, if({least:UInt8} = 1, gross, -gross), if({least:UInt8} = 1, units, -units), key
LIMIT {limit:UInt32} BY currency`,
};
