import type { Question, Span } from './question.ts';

export type LateRow = { readonly key: string; readonly opened: number; readonly late: number };

/** Parts opened in the span that were not wholly shipped, or cancelled, within `promisedMs`; `now` in milliseconds. */
type Params = Span & { readonly promisedMs: number; readonly now: number };

export const lateFulfilments: Question<Params, LateRow> = {
  sql: `SELECT vendorId AS key, count() AS opened, countIf(endedAt - openedAt > {promisedMs:Int64}) AS late
FROM (
  SELECT
    id,
    any(vendor) AS vendorId,
    minIf(toUnixTimestamp64Milli(at), type = 'fulfilments.opened') AS openedAt,
    minIf(
      toUnixTimestamp64Milli(at),
      type = 'fulfilments.cancelled' OR (type = 'fulfilments.shipped' AND code = 'all')
    ) AS ended,
    if(ended = 0, {now:Int64}, ended) AS endedAt
  FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE type IN ('fulfilments.opened', 'fulfilments.shipped', 'fulfilments.cancelled')
  GROUP BY id
)
WHERE openedAt >= {from:UInt32} * 1000 AND openedAt < {to:UInt32} * 1000
GROUP BY key
ORDER BY key`,
};
