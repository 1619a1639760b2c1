import type { Question, Span } from './question.ts';

/** Times from placed to confirmed, milliseconds; 0 where nothing was confirmed. */
export type OperationRow = {
  readonly placed: number;
  readonly confirmed: number;
  readonly cancelled: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Orders that were cancelled because stock was missing, and the lines of them that were refused. */
  readonly reservationFailures: number;
  readonly oversellRefused: number;
};

/** Of orders that were committed as placed in the span, by when things were committed. */
export const operation: Question<Span, OperationRow> = {
  sql: `SELECT
  count() AS placed,
  countIf(confirmedAt > 0) AS confirmed,
  countIf(reason != '') AS cancelled,
  ifNotFinite(quantileExactIf(0.5)(confirmedAt - placedAt, confirmedAt > 0), 0) AS p50,
  ifNotFinite(quantileExactIf(0.95)(confirmedAt - placedAt, confirmedAt > 0), 0) AS p95,
  ifNotFinite(quantileExactIf(0.99)(confirmedAt - placedAt, confirmedAt > 0), 0) AS p99,
  countIf(reason IN ('OUT_OF_STOCK', 'UNKNOWN_SKU')) AS reservationFailures,
  sumIf(refused, reason = 'OUT_OF_STOCK') AS oversellRefused
FROM (
  SELECT
    order_id,
    minIf(toUnixTimestamp64Milli(at), type = 'orders.placed') AS placedAt,
    maxIf(toUnixTimestamp64Milli(at), type = 'orders.confirmed') AS confirmedAt,
    anyIf(code, type = 'orders.cancelled') AS reason,
    sumIf(quantity, type = 'orders.cancelled') AS refused
  FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE type IN ('orders.placed', 'orders.confirmed', 'orders.cancelled')
  GROUP BY order_id
)
WHERE placedAt >= {from:UInt32} * 1000 AND placedAt < {to:UInt32} * 1000`,
};
