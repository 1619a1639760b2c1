import type { Difference } from '../../actors/analytics/reconciliation.schemas.ts';
import type { Question } from './question.ts';

export type ComparedSum = Omit<Difference, 'of'>;

/** Milliseconds: what began before `since` may be kept in part, and what was done after `until` may go on. */
type Params = { readonly written: number; readonly since: number; readonly until: number };

/**
 * What sales and refunds should have been posted as, beside what was: an order is confirmed after its money is posted. The
 * day is that of the order's first posting of a kind; of what was never posted, when it was told. Money that came for an
 * order that was cancelled, and went back, was no sale.
 */
export const salesAsPosted: Question<Params, ComparedSum> = {
  sql: `WITH
  unsold AS (
    SELECT order_id FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE type = 'orders.refunded' AND code = 'unsold' AND written <= {written:UInt64}
  ),
  postings AS (
    SELECT * FROM postings_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE written <= {written:UInt64} AND order_id NOT IN (SELECT order_id FROM unsold)
  ),
  shares AS (
    SELECT order_id, if(sales.kind = 'sale', 'capture', 'refund') AS kind, currency, sales.vendor AS vendor, at,
      payable, commission, tax
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sales
    WHERE written <= {written:UInt64}
  ),
  decided AS (
    SELECT order_id, kind, toString(toDate(if(max(is_posted) = 1, minIf(since, is_posted = 1), min(since)))) AS day
    FROM (
      SELECT order_id, kind, happened AS since, at, 1 AS is_posted FROM postings
      UNION ALL
      SELECT order_id, kind, at AS since, at, 0 AS is_posted FROM shares
    )
    GROUP BY order_id, kind
    HAVING min(at) >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
      AND max(at) < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
  ),
  posted AS (
    SELECT day, account, vendor, currency, amount AS ledger, 0 AS analytics
    FROM postings
    INNER JOIN decided USING (order_id, kind)
  ),
  told AS (
    SELECT order_id, kind, currency,
      if(kind = 'capture', 1, -1) AS sign,
      arrayJoin([
        ('vendor_payable', toString(vendor), sign * payable),
        ('commission', '', sign * commission),
        ('tax', '', sign * tax),
        (if(kind = 'capture', 'shopper_clearing', 'refunds'), '', -sign * (payable + commission + tax))
      ]) AS line
    FROM shares
  ),
  sold AS (
    SELECT day, line.1 AS account, line.2 AS vendor, currency, 0 AS ledger, line.3 AS analytics
    FROM told
    INNER JOIN decided USING (order_id, kind)
  )
SELECT day, account, vendor AS vendorId, currency, sum(ledger) AS ledger, sum(analytics) AS analytics
FROM (SELECT * FROM posted UNION ALL SELECT * FROM sold)
GROUP BY day, account, vendorId, currency
ORDER BY day, account, vendorId, currency`,
};
