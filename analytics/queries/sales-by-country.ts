import type { Question, SalesSums, Span } from './question.ts';
import { shareSums } from './sums.ts';

/** `key`: ISO 3166-1 alpha-2, empty where the order tells none. */
type Row = SalesSums & { readonly key: string };

/** A refund counts for the country of its order, when it was paid back. */
export const salesByCountry: Question<Span & { readonly limit: number }, Row> = {
  sql: `WITH
  shares AS (
    SELECT order_id, kind, country, currency, payable, commission, tax, units
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
  ),
  countries AS (
    SELECT order_id, any(country) AS country
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE kind = 'sale' AND order_id IN (SELECT order_id FROM shares WHERE kind = 'refund')
    GROUP BY order_id
  )
SELECT
  if(kind = 'sale', shares.country, countries.country) AS key,
  currency,
  ${shareSums}
FROM shares
LEFT JOIN countries USING (order_id)
GROUP BY key, currency
ORDER BY currency, gross DESC, key
LIMIT {limit:UInt32} BY currency`,
};
