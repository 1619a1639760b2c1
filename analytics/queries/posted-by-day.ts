import type { Question } from './question.ts';

/** `day`: UTC. */
export type DaySum = {
  readonly day: string;
  readonly account: string;
  readonly vendorId: string;
  readonly currency: string;
  readonly amount: number;
};

/** The ledger's lines as they are stored here, up to an insert. */
export const postedByDay: Question<{ readonly written: number }, DaySum> = {
  sql: `SELECT
  toString(toDate(happened)) AS day,
  account,
  postings.vendor AS vendorId,
  postings.currency AS currency,
  sum(postings.amount) AS amount
FROM postings_of(tenant = {tenant:String}, vendor = {vendor:String}) AS postings
WHERE written <= {written:UInt64}
GROUP BY day, account, vendorId, currency`,
};
