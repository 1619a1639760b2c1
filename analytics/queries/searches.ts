import type { Question, Span } from './question.ts';

export type SearchRow = {
  readonly query: string;
  readonly searches: number;
  readonly withoutResult: number;
  readonly clicks: number;
  readonly clickPosition: number;
  readonly bought: number;
};

/** `clickPosition`: hundredths of a place. */
export const searches: Question<Span & { readonly limit: number }, SearchRow> = {
  sql: `WITH
  visits AS (
    SELECT * FROM visits_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE at >= toDateTime({from:UInt32}, 'UTC') AND at < toDateTime({to:UInt32}, 'UTC')
      AND type IN ('searched', 'clicked', 'paid')
  ),
  buyers AS (
    SELECT session FROM visits
    WHERE type = 'paid' AND order_id IN (
      SELECT order_id FROM sales_of(tenant = {tenant:String}, vendor = {vendor:String}) WHERE kind = 'sale'
    )
  )
SELECT
  query,
  sumIf(weight, type = 'searched') AS searches,
  sumIf(weight, type = 'searched' AND results = 0) AS withoutResult,
  sumIf(weight, type = 'clicked') AS clicks,
  toUInt32(ifNotFinite(round(100 * avgIf(position, type = 'clicked')), 0)) AS clickPosition,
  uniqExactIf(session, type = 'searched' AND session IN (SELECT session FROM buyers)) AS bought
FROM visits
WHERE query != ''
GROUP BY query
ORDER BY searches DESC, query
LIMIT {limit:UInt32}`,
};
