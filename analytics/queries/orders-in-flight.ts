import type { Question, Span } from './question.ts';

/** Placed in the span and neither confirmed nor cancelled. */
export const ordersInFlight: Question<Span, { readonly orders: number }> = {
  sql: `SELECT count() AS orders FROM (
  SELECT order_id
  FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE type IN ('orders.placed', 'orders.confirmed', 'orders.cancelled')
    AND at >= toDateTime({from:UInt32}, 'UTC') AND at < toDateTime({to:UInt32}, 'UTC')
  GROUP BY order_id
  HAVING countIf(type = 'orders.placed') > 0 AND countIf(type != 'orders.placed') = 0
)`,
};
