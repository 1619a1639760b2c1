import type { Question, Span } from './question.ts';

export type PaymentsRow = {
  readonly provider: string;
  /** Of `PaymentMethod`, or `unknown`. */
  readonly method: string;
  readonly currency: string;
  readonly asked: number;
  readonly captured: number;
  readonly declined: number;
  readonly failed: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  /** From asking to the money being there, milliseconds; 0 where none came. */
  readonly p50: number;
  readonly p95: number;
};

/** Payments that were asked for in the span, and what has become of them since. */
export const payments: Question<Span, PaymentsRow> = {
  sql: `SELECT
  payments.provider AS provider,
  if(payments.method = '', 'unknown', payments.method) AS method,
  payments.currency AS currency,
  count() AS asked,
  countIf(capturedAt > 0) AS captured,
  countIf(isDeclined > 0) AS declined,
  countIf(isFailed > 0) AS failed,
  sum(payments.capturedAmount) AS capturedAmount,
  sum(payments.refundedAmount) AS refundedAmount,
  ifNotFinite(quantileExactIf(0.5)(capturedAt - askedAt, capturedAt > 0), 0) AS p50,
  ifNotFinite(quantileExactIf(0.95)(capturedAt - askedAt, capturedAt > 0), 0) AS p95
FROM (
  SELECT
    id,
    anyIf(events.provider, type = 'payments.authorisationAsked') AS provider,
    anyIf(events.code, type = 'payments.authorisationAsked') AS method,
    anyIf(events.currency, type = 'payments.authorisationAsked') AS currency,
    minIf(toUnixTimestamp64Milli(at), type = 'payments.authorisationAsked') AS askedAt,
    maxIf(toUnixTimestamp64Milli(at), type = 'payments.captured') AS capturedAt,
    countIf(type = 'payments.declined') AS isDeclined,
    countIf(type = 'payments.failed') AS isFailed,
    sumIf(amount, type = 'payments.captured') AS capturedAmount,
    sumIf(amount, type = 'payments.refunded') AS refundedAmount
  FROM events_of(tenant = {tenant:String}, vendor = {vendor:String}) AS events
  WHERE type IN ('payments.authorisationAsked', 'payments.captured', 'payments.declined', 'payments.failed', 'payments.refunded')
  GROUP BY id
) AS payments
WHERE askedAt >= {from:UInt32} * 1000 AND askedAt < {to:UInt32} * 1000
GROUP BY provider, method, currency
ORDER BY provider, method, currency`,
};
