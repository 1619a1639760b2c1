import type { Question } from './question.ts';

export type OpenCartsRow = { readonly currency: string; readonly open: number; readonly openWorth: number };

/** Carts with a line that were touched since then (seconds) and not checked out. Worth: their lines' prices when they were set. */
export const openCarts: Question<{ readonly since: number }, OpenCartsRow> = {
  sql: `WITH
  touched AS (
    SELECT id
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE type IN (
      'carts.created', 'carts.lineSet', 'carts.lineRemoved', 'carts.checkedOut', 'carts.thawed', 'carts.closed', 'carts.expired'
    ) AND happened >= toDateTime({since:UInt32}, 'UTC')
    GROUP BY id
    HAVING argMax(type, version) NOT IN ('carts.checkedOut', 'carts.closed', 'carts.expired')
  ),
  lines AS (
    SELECT id, sku, argMax(events.amount, version) AS held
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String}) AS events
    WHERE type IN ('carts.lineSet', 'carts.lineRemoved') AND id IN (SELECT id FROM touched)
    GROUP BY id, sku
  ),
  worths AS (
    SELECT id, sum(held) AS worth FROM lines GROUP BY id HAVING worth > 0
  ),
  moneys AS (
    SELECT id, any(events.currency) AS money
    FROM events_of(tenant = {tenant:String}, vendor = {vendor:String}) AS events
    WHERE type = 'carts.created' AND id IN (SELECT id FROM touched)
    GROUP BY id
  )
SELECT moneys.money AS currency, count() AS open, sum(worth) AS openWorth
FROM worths
INNER JOIN moneys USING (id)
GROUP BY currency
ORDER BY currency`,
};
