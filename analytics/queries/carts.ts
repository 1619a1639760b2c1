import type { Question, Span } from './question.ts';
import { cartLines, cartWorth, isOfCart } from './sums.ts';

type Params = Span & { readonly now: number };

export type CartsRow = {
  readonly currency: string;
  readonly carts: number;
  readonly checkedOut: number;
  readonly abandoned: number;
  readonly abandonedWorth: number;
  readonly open: number;
  readonly openWorth: number;
};

/**
 * Carts with a line that were last touched in the span; `now` in seconds. Worth is what their lines cost when they were set.
 * One that gave its lines to another is that other one.
 */
export const carts: Question<Params, CartsRow> = {
  sql: `WITH
  lines AS (
    SELECT
      ${cartLines},
      max(events.at) AS last
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String}) AS events
    LEFT ARRAY JOIN \`lines.sku\` AS taken_sku, \`lines.amount\` AS taken_amount
    WHERE ${isOfCart}
    GROUP BY id, line
  ),
  states AS (
    SELECT
      id,
      max(lines.money) AS money,
      ${cartWorth} AS worth,
      max(lines.last) AS last,
      argMax(lines.latest, lines.newest) AS latest,
      latest IN ('carts.checkedOut', 'carts.closed') AS isOut,
      NOT isOut AND latest != 'carts.expired' AND last >= toDateTime({now:UInt32} - 3600, 'UTC') AS isOpen
    FROM lines
    GROUP BY id
    HAVING worth > 0 AND latest != 'carts.linesGiven' AND last >= toDateTime({from:UInt32}, 'UTC') AND last < toDateTime({to:UInt32}, 'UTC')
  )
SELECT
  money AS currency,
  count() AS carts,
  countIf(isOut) AS checkedOut,
  countIf(NOT isOut AND NOT isOpen) AS abandoned,
  sumIf(worth, NOT isOut AND NOT isOpen) AS abandonedWorth,
  countIf(isOpen) AS open,
  sumIf(worth, isOpen) AS openWorth
FROM states
WHERE money != ''
GROUP BY money
ORDER BY money`,
};
