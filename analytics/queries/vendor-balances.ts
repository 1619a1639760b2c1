import type { Question } from './question.ts';

/** What the ledger owes each vendor, all its postings together. */
type Row = { readonly key: string; readonly currency: string; readonly balance: number };

export const vendorBalances: Question<Record<never, never>, Row> = {
  sql: `SELECT postings.vendor AS key, postings.currency AS currency, sum(postings.amount) AS balance
FROM postings_of(tenant = {tenant:String}, vendor = {vendor:String}) AS postings
WHERE account = 'vendor_payable'
GROUP BY key, currency
ORDER BY key, currency`,
};
