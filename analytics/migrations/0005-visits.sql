-- What visitors did, as their browsers say: it is not in the journal, so making everything anew leaves it as it is.
CREATE TABLE IF NOT EXISTS visits (
  tenant LowCardinality(String),
  type LowCardinality(String) COMMENT 'viewed, searched, ...; refused: rows that could not be counted',
  at DateTime64(3, 'UTC'),
  session String,
  visitor String COMMENT 'a pseudonym that changes each week',
  product String,
  sku String,
  order_id String,
  query String,
  results UInt32,
  position UInt32,
  step LowCardinality(String),
  value UInt32,
  source LowCardinality(String),
  device LowCardinality(String),
  is_bot UInt8,
  weight UInt32 COMMENT 'of so many sessions this one is kept'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant, type, at, session)
TTL toDateTime(at) + INTERVAL 25 MONTH
SETTINGS non_replicated_deduplication_window = 1000;

-- People. A vendor sees who looked at its products, and nothing else.
CREATE VIEW IF NOT EXISTS visits_of AS
SELECT * FROM visits
WHERE tenant = {tenant:String} AND is_bot = 0 AND type != 'refused' AND (
  {vendor:String} = ''
  OR (product != '' AND product IN (
    SELECT id FROM events
    WHERE tenant = {tenant:String} AND vendor = {vendor:String} AND type IN ('catalog.accepted', 'catalog.published')
  ))
);

-- All others: bots, and what could not be counted. No vendor's.
CREATE VIEW IF NOT EXISTS strays_of AS
SELECT * FROM visits
WHERE tenant = {tenant:String} AND {vendor:String} = '' AND (is_bot = 1 OR type = 'refused');
