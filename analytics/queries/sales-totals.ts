import type { Question, SalesSums, Span } from './question.ts';
import { minuteSums } from './sums.ts';

export const salesTotals: Question<Span, SalesSums> = {
  sql: `SELECT
  currency,
  ${minuteSums}
FROM minutes_of(tenant = {tenant:String}, vendor = {vendor:String}) AS minutes
WHERE minute >= toDateTime({from:UInt32}, 'UTC') AND minute < toDateTime({to:UInt32}, 'UTC')
GROUP BY currency
ORDER BY currency`,
};
