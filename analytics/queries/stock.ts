import type { Question, Span } from './question.ts';

type Params = Span & { readonly limit: number; readonly scarce: number };

/**
 * Milliseconds and units. `known`: how long there was such a stock in the span; `average`: of it. `bought`: by orders that were
 * placed in the span, and what was paid for them, with tax, by currency.
 */
export type StockRow = {
  readonly sku: string;
  readonly vendorId: string;
  readonly left: number;
  readonly units: number;
  readonly received: number;
  readonly outMs: number;
  readonly knownMs: number;
  readonly average: number;
  readonly boughtUnits: number;
  readonly boughtGross: Readonly<Record<string, number>>;
};

/** `scarce`: 1 for those first that last the shortest at this pace; else those that sold most. */
export const stock: Question<Params, StockRow> = {
  sql: `WITH
  steps AS (
    SELECT
      id AS sku,
      version,
      type,
      vendor,
      quantity,
      available,
      toUnixTimestamp64Milli(at) AS ms,
      leadInFrame(toUnixTimestamp64Milli(at), 1, toInt64({to:UInt32}) * 1000) OVER (
        PARTITION BY id ORDER BY version ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS next
    FROM stock_of(tenant = {tenant:String}, vendor = {vendor:String})
    WHERE at < toDateTime({to:UInt32}, 'UTC')
  ),
  spans AS (
    SELECT
      sku,
      version,
      type,
      vendor,
      quantity,
      available,
      ms >= toInt64({from:UInt32}) * 1000 AS isInside,
      greatest(0, next - greatest(ms, toInt64({from:UInt32}) * 1000)) AS lasted
    FROM steps
  ),
  shelves AS (
    SELECT
      sku,
      anyIf(vendor, type = 'inventory.opened') AS vendorId,
      argMax(available, version) AS left,
      sumIf(quantity, isInside AND type = 'inventory.committed')
        - sumIf(quantity, isInside AND type = 'inventory.restocked') AS units,
      sumIf(quantity, isInside AND type = 'inventory.received') AS received,
      sumIf(lasted, available <= 0) AS outMs,
      sum(lasted) AS knownMs,
      if(knownMs = 0, 0, sum(available * lasted) / knownMs) AS average
    FROM spans
    GROUP BY sku
  ),
  bought AS (
    SELECT sku, sum(sold.quantity) AS units, sumMap(map(toString(sold.currency), sold.amount)) AS gross
    FROM sold_of(tenant = {tenant:String}, vendor = {vendor:String}) AS sold
    WHERE happened >= toDateTime({from:UInt32}, 'UTC') AND happened < toDateTime({to:UInt32}, 'UTC')
    GROUP BY sku
  )
SELECT shelves.*, bought.units AS boughtUnits, bought.gross AS boughtGross
FROM shelves LEFT JOIN bought ON bought.sku = shelves.sku
ORDER BY if({scarce:UInt8} = 1, if(shelves.units > 0, left / shelves.units, 1e18), -toFloat64(shelves.units)), sku
LIMIT {limit:UInt32}`,
};
