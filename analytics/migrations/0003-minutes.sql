-- Sales by the minute: for each vendor, and under the vendor '' for the whole tenant, so that an order of three vendors
-- counts once there. Kept longer than what it was made of.
CREATE TABLE IF NOT EXISTS minutes (
  tenant LowCardinality(String),
  vendor LowCardinality(String),
  minute DateTime('UTC'),
  currency LowCardinality(String),
  orders SimpleAggregateFunction(sum, Int64),
  units SimpleAggregateFunction(sum, Int64),
  gross SimpleAggregateFunction(sum, Int64),
  tax SimpleAggregateFunction(sum, Int64),
  commission SimpleAggregateFunction(sum, Int64),
  refunds SimpleAggregateFunction(sum, Int64),
  refunded_tax SimpleAggregateFunction(sum, Int64),
  refunded_commission SimpleAggregateFunction(sum, Int64),
  last DateTime('UTC') COMMENT 'month of the last commit'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(last)
ORDER BY (tenant, vendor, minute, currency)
TTL last + INTERVAL 5 YEAR
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS minutes_of_events TO minutes AS
SELECT
  tenant,
  share_vendor AS vendor,
  toStartOfMinute(toDateTime(happened, 'UTC')) AS minute,
  currency,
  sum(is_sale) AS orders,
  sum(share_units) AS units,
  sum(is_sale * (payable + commission_part + tax_part)) AS gross,
  sum(is_sale * tax_part) AS tax,
  sum(is_sale * commission_part) AS commission,
  sum((1 - is_sale) * (payable + commission_part + tax_part)) AS refunds,
  sum((1 - is_sale) * tax_part) AS refunded_tax,
  sum((1 - is_sale) * commission_part) AS refunded_commission,
  toDateTime(toStartOfMonth(at), 'UTC') AS last
FROM (
  SELECT
    tenant,
    happened,
    at,
    currency,
    toInt64(type = 'orders.confirmed') AS is_sale,
    arrayPushFront(`shares.vendor`, '') AS vendors,
    arrayPushFront(`shares.payable`, arraySum(`shares.payable`)) AS payables,
    arrayPushFront(`shares.commission`, arraySum(`shares.commission`)) AS commissions,
    arrayPushFront(`shares.tax`, arraySum(`shares.tax`)) AS taxes,
    arrayMap(
      vendor -> arraySum(arrayMap((of, many) -> if(vendor = '' OR of = vendor, many, 0), `lines.vendor`, `lines.quantity`)),
      vendors
    ) AS units_of
  FROM events
  WHERE type IN ('orders.confirmed', 'orders.refunded')
)
ARRAY JOIN
  vendors AS share_vendor,
  payables AS payable,
  commissions AS commission_part,
  taxes AS tax_part,
  units_of AS share_units
GROUP BY tenant, vendor, minute, currency, last;
