import type { Question, Span } from './question.ts';

/** `cohort`: the day that the month of the first purchase begins with. `months`: whole months after that one. */
export type CohortRow = {
  readonly cohort: string;
  readonly months: number;
  readonly currency: string;
  readonly customers: number;
  readonly orders: number;
  readonly gross: number;
};

/** Of customers whose very first purchase lies in the span: what they did since. Guests are nobody's. */
export const customerCohorts: Question<Span & { readonly zone: string }, CohortRow> = {
  sql: `WITH
  bought AS (
    SELECT customer, order_id, currency, min(sales.happened) AS placed, sum(payable + commission + tax) AS gross
    FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sales
    WHERE kind = 'sale' AND customer != ''
    GROUP BY customer, order_id, currency
  ),
  firsts AS (
    SELECT customer, min(placed) AS first FROM bought GROUP BY customer
  )
SELECT
  toString(toDate(bucket(first, 'month', {zone:String}))) AS cohort,
  dateDiff('month', bucket(first, 'month', {zone:String}), bucket(placed, 'month', {zone:String})) AS months,
  bought.currency AS currency,
  uniqExact(bought.customer) AS customers,
  uniqExact(order_id) AS orders,
  sum(bought.gross) AS gross
FROM bought
INNER JOIN firsts USING (customer)
WHERE first >= toDateTime({from:UInt32}, 'UTC') AND first < toDateTime({to:UInt32}, 'UTC')
GROUP BY cohort, months, currency
ORDER BY cohort, months, currency
LIMIT 5000`,
};
