import type { Question } from './question.ts';

/** `at`: milliseconds. `amount`: of the scope's share. */
export type LastOrderRow = {
  readonly orderId: string;
  readonly at: number;
  readonly currency: string;
  readonly amount: number;
  readonly units: number;
  readonly country: string;
};

/** The newest first. `since`: seconds; older ones are not looked for. */
export const lastOrders: Question<{ readonly since: number; readonly limit: number }, LastOrderRow> = {
  sql: `SELECT
  order_id AS orderId,
  toUnixTimestamp64Milli(max(sales.happened)) AS at,
  any(sales.currency) AS currency,
  sum(payable + commission + tax) AS amount,
  sum(sales.units) AS units,
  any(sales.country) AS country
FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sales
WHERE kind = 'sale' AND happened >= toDateTime({since:UInt32}, 'UTC')
GROUP BY order_id
ORDER BY at DESC, orderId
LIMIT {limit:UInt32}`,
};
