import type { Question } from './question.ts';

/** What the ledger owes each vendor, all its postings together. */
type Row = { readonly key: string; readonly currency: string; readonly balance: number };

export const vendorBalances: Question<Record<never, never>, Row> = {
  sql: `SELECT balances.vendor AS key, balances.currency AS currency, sum(balances.amount) AS balance
FROM balances_of(tenant = {tenant:String}, vendor = {vendor:String}) AS balances
GROUP BY key, currency
ORDER BY key, currency`,
};
