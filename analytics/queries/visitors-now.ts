import type { Question } from './question.ts';

/** Visitors of whom anything was told since then (seconds); a session that stands for several counts as them. */
export const visitorsNow: Question<{ readonly since: number }, { readonly visitors: number }> = {
  sql: `SELECT sum(kept) AS visitors FROM (
  SELECT if(visitor = '', session, visitor) AS who, max(weight) AS kept
  FROM visits_of(tenant = {tenant:String}, vendor = {vendor:String})
  WHERE at >= toDateTime({since:UInt32}, 'UTC')
  GROUP BY who
)`,
};
