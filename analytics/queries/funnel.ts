import type { Question, Span } from './question.ts';

type Params = Span & { readonly by: string; readonly within: string; readonly windowMs: number };

export type FunnelRow = {
  readonly key: string;
  readonly viewed: number;
  readonly added: number;
  readonly checkout: number;
  readonly paid: number;
};

/** Steps in their order, of a session or of a visitor. Whoever says to have paid is believed when the order was. */
export const funnel: Question<Params, FunnelRow> = {
  sql: `WITH
  steps AS (
    SELECT
      if({within:String} = 'session', session, visitor) AS who,
      multiIf({by:String} = 'source', source, {by:String} = 'device', device, '') AS way,
      toUnixTimestamp64Milli(visits.at) AS ms,
      type,
      weight
    FROM visits_of(tenant = {tenant:String}, vendor = {vendor:String}) AS visits
    WHERE visits.at >= toDateTime({from:UInt32}, 'UTC') AND visits.at < toDateTime({to:UInt32}, 'UTC')
      AND (type IN ('viewed', 'added', 'checkout') OR (type = 'paid' AND order_id IN (
        SELECT order_id FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) WHERE kind = 'sale'
      )))
  ),
  levels AS (
    SELECT
      argMin(way, ms) AS key,
      max(weight) AS weight,
      windowFunnel({windowMs:UInt64})(toUInt64(ms), type = 'viewed', type = 'added', type = 'checkout', type = 'paid') AS level
    FROM steps
    WHERE who != ''
    GROUP BY who
  )
SELECT
  key,
  sumIf(weight, level >= 1) AS viewed,
  sumIf(weight, level >= 2) AS added,
  sumIf(weight, level >= 3) AS checkout,
  sumIf(weight, level >= 4) AS paid
FROM levels
GROUP BY key
ORDER BY viewed DESC, key
LIMIT 100`,
};
