import type { Question, Span } from './question.ts';

export type RefusalRow = { readonly outcome: string; readonly reason: string; readonly count: number };

/** Why payments were declined or failed in the span. */
export const paymentRefusals: Question<Span, RefusalRow> = {
  sql: `SELECT if(type = 'payments.declined', 'declined', 'failed') AS outcome, code AS reason, count() AS count
FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
WHERE type IN ('payments.declined', 'payments.failed')
  AND happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
GROUP BY outcome, reason
ORDER BY count DESC, outcome, reason
LIMIT 100`,
};
