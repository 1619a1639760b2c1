import type { Question, Span } from './question.ts';

export type ReasonRow = { readonly reason: string; readonly count: number };

/** Whole orders, and parts of confirmed ones, by why they were cancelled; the most frequent first. */
export const cancellations: Question<Span, ReasonRow> = {
  sql: `SELECT code AS reason, count() AS count
FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
WHERE type IN ('orders.cancelled', 'orders.partCancelled')
  AND happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
GROUP BY reason
ORDER BY count DESC, reason
LIMIT 100`,
};
