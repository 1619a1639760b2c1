import type { Question, Span } from './question.ts';

export type SegmentRow = {
  readonly recency: string;
  readonly frequency: string;
  readonly currency: string;
  readonly customers: number;
  readonly orders: number;
  readonly gross: number;
};

/** Customers who bought in the span, by how long ago and how often: seen from its end. Guests are nobody's. */
export const customerSegments: Question<Span, SegmentRow> = {
  sql: `WITH
  people AS (
    SELECT customer, currency, max(happened) AS last, uniqExact(order_id) AS many, sum(payable + commission + tax) AS spent
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE kind = 'sale' AND customer != ''
      AND happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
    GROUP BY customer, currency
  )
SELECT
  multiIf(
    last >= toDateTime({to:UInt32}, 'UTC') - INTERVAL 30 DAY, 'active',
    last >= toDateTime({to:UInt32}, 'UTC') - INTERVAL 90 DAY, 'cooling',
    'lost'
  ) AS recency,
  multiIf(many = 1, 'once', many < 5, 'few', 'many') AS frequency,
  currency,
  count() AS customers,
  sum(many) AS orders,
  sum(spent) AS gross
FROM people
GROUP BY recency, frequency, currency
ORDER BY currency, recency, frequency`,
};
