import type { Question } from './question.ts';

export type ScarceRow = { readonly sku: string; readonly left: number; readonly units: number };

/** What was reserved since then (seconds) and is left less than that: it lasts no longer than the time since. */
export const scarceStock: Question<{ readonly since: number; readonly limit: number }, ScarceRow> = {
  sql: `SELECT
  id AS sku,
  argMax(available, version) AS left,
  sumIf(quantity, type = 'inventory.reserved') - sumIf(quantity, type = 'inventory.released') AS units
FROM stock_of(tenant = {tenant:String}, vendor = {vendor:String})
WHERE happened >= toDateTime({since:UInt32}, 'UTC')
GROUP BY sku
HAVING units > 0 AND left <= units
ORDER BY left / units, sku
LIMIT {limit:UInt32}`,
};
