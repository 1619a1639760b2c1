import type { Question, Span } from './question.ts';

export const strays: Question<Span, { readonly bots: number; readonly refused: number }> = {
  sql: `SELECT sumIf(weight, is_bot = 1 AND type != 'refused') AS bots, sumIf(value, type = 'refused') AS refused
FROM strays_of(tenant = {tenant:String}, vendor = {vendor:String})
WHERE at >= toDateTime({from:UInt32}, 'UTC') AND at < toDateTime({to:UInt32}, 'UTC')`,
};
