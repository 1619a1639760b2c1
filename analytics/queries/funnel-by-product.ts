import type { FunnelRow } from './funnel.ts';
import type { Question, Span } from './question.ts';

type Params = Span & { readonly within: string; readonly windowMs: number };

/**
 * The funnel of each product: who viewed and added it, reached a checkout, and paid for an order that holds it. Of a session
 * or a visitor that looked at several, each has its own. `key`: its id.
 */
export const funnelByProduct: Question<Params, FunnelRow> = {
  sql: `WITH
  told AS (
    SELECT
      if({within:String} = 'session', session, visitor) AS who,
      toUnixTimestamp64Milli(visits.at) AS ms,
      type,
      weight,
      visits.product AS seen,
      order_id
    FROM visits_of(tenant = {tenant:String}, vendor = {vendor:String}) AS visits
    WHERE visits.at >= toDateTime({from:UInt32}, 'UTC') AND visits.at < toDateTime({to:UInt32}, 'UTC')
      AND who != '' AND type IN ('viewed', 'added', 'checkout', 'paid')
  ),
  looked AS (
    SELECT who, groupUniqArray(seen) AS products FROM told WHERE type = 'viewed' AND seen != '' GROUP BY who
  ),
  bought AS (
    SELECT order_id, groupUniqArray(product) AS products
    FROM sold_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE order_id IN (SELECT order_id FROM told WHERE type = 'paid')
    GROUP BY order_id
  ),
  steps AS (
    SELECT
      told.who AS who,
      ms,
      type,
      weight,
      arrayJoin(
        multiIf(type IN ('viewed', 'added'), [seen], type = 'checkout', looked.products, bought.products)
      ) AS product
    FROM told
    LEFT JOIN looked ON looked.who = told.who
    LEFT JOIN bought ON bought.order_id = told.order_id
  ),
  levels AS (
    SELECT
      product,
      max(weight) AS weight,
      windowFunnel({windowMs:UInt64})(toUInt64(ms), type = 'viewed', type = 'added', type = 'checkout', type = 'paid') AS level
    FROM steps
    WHERE product != ''
    GROUP BY who, product
  )
SELECT
  product AS key,
  sumIf(weight, level >= 1) AS viewed,
  sumIf(weight, level >= 2) AS added,
  sumIf(weight, level >= 3) AS checkout,
  sumIf(weight, level >= 4) AS paid
FROM levels
GROUP BY key
HAVING viewed > 0
ORDER BY viewed DESC, key
LIMIT 100`,
};
