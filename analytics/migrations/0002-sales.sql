-- What each vendor sold in an order, and what was paid back of it: one row a share. Whole tenants are sums of it.
CREATE TABLE IF NOT EXISTS sales (
  tenant LowCardinality(String),
  happened DateTime64(3, 'UTC'),
  at DateTime64(3, 'UTC'),
  kind LowCardinality(String) COMMENT 'sale or refund',
  order_id String,
  vendor LowCardinality(String),
  customer String,
  country LowCardinality(String) COMMENT 'of a sale',
  currency LowCardinality(String),
  payable Int64,
  commission Int64,
  tax Int64,
  units Int64 COMMENT 'of a sale',
  written UInt64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant, happened, order_id, vendor)
TTL toDateTime(at) + INTERVAL 25 MONTH
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS sales_of_events TO sales AS
SELECT
  tenant,
  happened,
  at,
  if(type = 'orders.confirmed', 'sale', 'refund') AS kind,
  order_id,
  share_vendor AS vendor,
  customer,
  country,
  currency,
  payable,
  commission,
  share_tax AS tax,
  arraySum(arrayMap((of, many) -> if(of = share_vendor, many, 0), `lines.vendor`, `lines.quantity`)) AS units,
  written
FROM events
ARRAY JOIN
  `shares.vendor` AS share_vendor,
  `shares.payable` AS payable,
  `shares.commission` AS commission,
  `shares.tax` AS share_tax
WHERE type IN ('orders.confirmed', 'orders.refunded');

-- The lines of confirmed orders.
CREATE TABLE IF NOT EXISTS sold (
  tenant LowCardinality(String),
  happened DateTime64(3, 'UTC'),
  at DateTime64(3, 'UTC'),
  order_id String,
  vendor LowCardinality(String),
  product String,
  sku String,
  customer String,
  country LowCardinality(String),
  currency LowCardinality(String),
  quantity Int64,
  amount Int64 COMMENT 'what was paid, with tax',
  tax Int64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant, happened, order_id, sku)
TTL toDateTime(at) + INTERVAL 25 MONTH
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS sold_of_events TO sold AS
SELECT
  tenant,
  happened,
  at,
  order_id,
  line_vendor AS vendor,
  line_product AS product,
  line_sku AS sku,
  customer,
  country,
  currency,
  line_quantity AS quantity,
  line_amount AS amount,
  line_tax AS tax
FROM events
ARRAY JOIN
  `lines.vendor` AS line_vendor,
  `lines.product` AS line_product,
  `lines.sku` AS line_sku,
  `lines.quantity` AS line_quantity,
  `lines.amount` AS line_amount,
  `lines.tax` AS line_tax
WHERE type = 'orders.confirmed';

-- The ledger's lines, as they were posted.
CREATE TABLE IF NOT EXISTS postings (
  tenant LowCardinality(String),
  happened DateTime64(3, 'UTC'),
  at DateTime64(3, 'UTC'),
  order_id String,
  kind LowCardinality(String) COMMENT 'capture or refund',
  account LowCardinality(String),
  vendor LowCardinality(String) COMMENT 'of vendor_payable',
  currency LowCardinality(String),
  amount Int64,
  written UInt64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant, happened, order_id)
TTL toDateTime(at) + INTERVAL 25 MONTH
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS postings_of_events TO postings AS
SELECT
  tenant,
  happened,
  at,
  order_id,
  code AS kind,
  account,
  post_vendor AS vendor,
  currency,
  post_amount AS amount,
  written
FROM events
ARRAY JOIN
  `posts.account` AS account,
  `posts.vendor` AS post_vendor,
  `posts.amount` AS post_amount
WHERE type = 'ledger.posted';
