import type { Question, SalesSums, Span } from './question.ts';
import { shareSums } from './sums.ts';

/** `key`: `new` for a customer's first order, `returning` for every later one, `guest` for nobody's. */
type Row = SalesSums & { readonly key: 'new' | 'returning' | 'guest' };

/** A refund counts for its order. Of a vendor it is the first order with that vendor. */
export const salesByCustomer: Question<Span & { readonly limit: number }, Row> = {
  sql: `WITH
  shares AS (
    SELECT order_id, kind, currency, payable, commission, tax, units
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
  ),
  bought AS (
    SELECT order_id, any(customer) AS who, min(sales.happened) AS placed
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sales
    WHERE kind = 'sale'
    GROUP BY order_id
  ),
  kinds AS (
    SELECT
      order_id,
      multiIf(who = '', 'guest', row_number() OVER (PARTITION BY who ORDER BY placed, order_id) = 1, 'new', 'returning') AS key
    FROM bought
  )
SELECT
  kinds.key AS key,
  currency,
  ${shareSums}
FROM shares
LEFT JOIN kinds USING (order_id)
GROUP BY key, currency
ORDER BY currency, gross DESC, key
LIMIT {limit:UInt32} BY currency`,
};
