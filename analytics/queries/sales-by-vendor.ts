import type { Question, SalesSums, Span } from './question.ts';
import { minuteSums } from './sums.ts';

type Row = SalesSums & { readonly key: string };

/** Those who sold most first, currency by currency. */
export const salesByVendor: Question<Span & { readonly limit: number }, Row> = {
  sql: `SELECT
  minutes.vendor AS key,
  currency,
  ${minuteSums}
FROM vendor_minutes_of(tenant = {tenant:String}, vendor = {vendor:String}) AS minutes
WHERE minute >= toDateTime({from:UInt32}, 'UTC') AND minute < toDateTime({to:UInt32}, 'UTC')
GROUP BY key, currency
ORDER BY currency, gross DESC, key
LIMIT {limit:UInt32} BY currency`,
};
