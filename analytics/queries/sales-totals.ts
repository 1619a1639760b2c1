import type { Question, SalesSums, Span } from './question.ts';

export const salesTotals: Question<Span, SalesSums> = {
  sql: `SELECT
  currency,
  sum(minutes.orders) AS orders,
  sum(minutes.units) AS units,
  sum(minutes.gross) AS gross,
  sum(minutes.tax) AS tax,
  sum(minutes.commission) AS commission,
  sum(minutes.refunds) AS refunds,
  sum(minutes.refunded_tax) AS refundedTax,
  sum(minutes.refunded_commission) AS refundedCommission
FROM minutes_of(tenant = {tenant:String}, vendor = {vendor:String}) AS minutes
WHERE minute >= toDateTime({from:UInt32}, 'UTC') AND minute < toDateTime({to:UInt32}, 'UTC')
GROUP BY currency
ORDER BY currency`,
};
