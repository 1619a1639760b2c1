-- One row for each event of every domain. What it holds of persons is a pseudonym.
CREATE TABLE IF NOT EXISTS events (
  tenant LowCardinality(String),
  type LowCardinality(String) COMMENT 'area and event: orders.placed',
  happened DateTime64(3, 'UTC') COMMENT 'in business: an import brings its own',
  at DateTime64(3, 'UTC') COMMENT 'when it was committed',
  actor LowCardinality(String),
  id String,
  version UInt32,
  by LowCardinality(String) COMMENT 'account, guest, anyone or souk',
  vendor LowCardinality(String),
  order_id String,
  product String,
  sku String,
  customer String COMMENT 'a pseudonym',
  country LowCardinality(String),
  currency LowCardinality(String),
  amount Int64 COMMENT 'minor units of the currency',
  quantity Int64,
  code LowCardinality(String) COMMENT 'a reason, a status, a refusal',
  provider LowCardinality(String),
  `shares.vendor` Array(LowCardinality(String)),
  `shares.payable` Array(Int64),
  `shares.commission` Array(Int64),
  `shares.tax` Array(Int64),
  `lines.vendor` Array(LowCardinality(String)),
  `lines.product` Array(String),
  `lines.sku` Array(String),
  `lines.quantity` Array(Int64),
  `lines.amount` Array(Int64) COMMENT 'what was paid, with tax',
  `lines.tax` Array(Int64),
  `posts.account` Array(LowCardinality(String)),
  `posts.vendor` Array(LowCardinality(String)),
  `posts.amount` Array(Int64),
  log LowCardinality(String) COMMENT 'the partition of the journal: orders/07',
  batch UInt64 COMMENT 'its number in the log',
  cut_from UInt64 COMMENT 'first batch of the piece of the log that was written at once',
  cut_to UInt64 COMMENT 'its last batch: the place from where the log is read on',
  cut_rows UInt32 COMMENT 'rows of the piece: fewer than that is a loss',
  written UInt64 COMMENT 'number of the insert; the last one is repeated after a crash'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant, type, happened, id)
TTL toDateTime(at) + INTERVAL 25 MONTH
SETTINGS non_replicated_deduplication_window = 10000;

-- The pieces of the log, kept when their rows are gone: places to go on from, and the proof that nothing is missing.
CREATE TABLE IF NOT EXISTS cuts (
  log LowCardinality(String),
  cut_from UInt64,
  cut_to UInt64,
  cut_rows UInt32,
  rows UInt64,
  written UInt64
)
ENGINE = MergeTree
ORDER BY (log, cut_to)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS cuts_of_events TO cuts AS
SELECT log, cut_from, cut_to, cut_rows, count() AS rows, written
FROM events
GROUP BY log, cut_from, cut_to, cut_rows, written;
