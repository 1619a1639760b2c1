import type { Question, SalesSums, Span } from './question.ts';
import { minuteSums } from './sums.ts';

/** `step`: seconds, not longer than the shortest piece of the grain. `currency` is shown where nothing was sold. */
type Params = Span & {
  readonly grain: string;
  readonly zone: string;
  readonly step: number;
  readonly currency: string;
};

/** `start`: seconds since 1970 where the piece of time begins. Pieces without sales are there, with zeros. */
type Row = SalesSums & { readonly start: number };

export const salesByTime: Question<Params, Row> = {
  sql: `WITH
  found AS (
    SELECT
      bucket(minute, {grain:String}, {zone:String}) AS start,
      currency,
      ${minuteSums}
    FROM minutes_of(tenant = {tenant:String}, vendor = {vendor:String}) AS minutes
    WHERE minute >= toDateTime({from:UInt32}, 'UTC') AND minute < toDateTime({to:UInt32}, 'UTC')
    GROUP BY start, currency
  ),
  calendar AS (
    SELECT DISTINCT bucket(toDateTime(second, 'UTC'), {grain:String}, {zone:String}) AS start
    FROM (
      SELECT arrayJoin(arrayPushBack(range({from:UInt32}, {to:UInt32}, {step:UInt32}), {to:UInt32} - 1)) AS second
    )
  ),
  currencies AS (
    SELECT arrayJoin(arrayDistinct(arrayPushBack(groupUniqArray(currency), {currency:String}))) AS currency FROM found
  )
SELECT
  toUnixTimestamp(calendar.start) AS start,
  currencies.currency AS currency,
  found.orders AS orders,
  found.units AS units,
  found.gross AS gross,
  found.tax AS tax,
  found.commission AS commission,
  found.refunds AS refunds,
  found.refundedTax AS refundedTax,
  found.refundedCommission AS refundedCommission
FROM calendar
CROSS JOIN currencies
LEFT JOIN found ON found.start = calendar.start AND found.currency = currencies.currency
ORDER BY start, currency`,
};
