import type { Question } from './question.ts';
import { cartLines, cartWorth, isOfCart } from './sums.ts';

export type OpenCartsRow = { readonly currency: string; readonly open: number; readonly openWorth: number };

/** Carts with a line that were touched since then (seconds) and not checked out. Worth: their lines' prices when they were set. */
export const openCarts: Question<{ readonly since: number }, OpenCartsRow> = {
  sql: `SELECT money AS currency, count() AS open, sum(worth) AS openWorth
FROM (
  SELECT id, max(lines.money) AS money, ${cartWorth} AS worth, argMax(lines.latest, lines.newest) AS latest
  FROM (
    SELECT
      ${cartLines}
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String}) AS events
    LEFT ARRAY JOIN \`lines.sku\` AS taken_sku, \`lines.amount\` AS taken_amount
    WHERE ${isOfCart}
      AND id IN (
        SELECT id FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
        WHERE startsWith(type, 'carts.') AND happened >= toDateTime({since:UInt32}, 'UTC')
      )
    GROUP BY id, line
  ) AS lines
  GROUP BY id
  HAVING worth > 0 AND latest NOT IN ('carts.linesGiven', 'carts.checkedOut', 'carts.closed', 'carts.expired')
)
GROUP BY currency
ORDER BY currency`,
};
