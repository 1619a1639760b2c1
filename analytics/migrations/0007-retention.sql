-- Whole months are kept, so that all that is too old goes at once, and questions leave it out from the same moment on: rows
-- for 25 months beside the one that is not over, sums by the minute for 60. The plan of a tenant may say less.
CREATE TABLE IF NOT EXISTS plans (
  tenant LowCardinality(String),
  version UInt32,
  months Int64 COMMENT '0: as long as anybody'
)
ENGINE = MergeTree
ORDER BY (tenant, version)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS plans_of_events TO plans AS
SELECT tenant, version, quantity AS months
FROM events
WHERE type IN ('tenants.opened', 'tenants.planned');

-- As a partition is named: 202610. `most`: months, where the plan does not say less.
CREATE FUNCTION IF NOT EXISTS oldest_month AS (months, most) ->
  toYYYYMM(now('UTC') - toIntervalMonth(if(months BETWEEN 1 AND most, months, most)));

-- What stands on the shelves is no past: it has no age here, and is looked after by who forgets what is overdue.
ALTER TABLE events MODIFY TTL toDateTime(toStartOfMonth(at), 'UTC') + INTERVAL 26 MONTH
  DELETE WHERE NOT startsWith(type, 'catalog.') AND NOT startsWith(type, 'inventory.');
ALTER TABLE sales MODIFY TTL toDateTime(toStartOfMonth(at), 'UTC') + INTERVAL 26 MONTH;
ALTER TABLE sold MODIFY TTL toDateTime(toStartOfMonth(at), 'UTC') + INTERVAL 26 MONTH;
ALTER TABLE postings MODIFY TTL toDateTime(toStartOfMonth(at), 'UTC') + INTERVAL 26 MONTH;
ALTER TABLE visits MODIFY TTL toDateTime(toStartOfMonth(at), 'UTC') + INTERVAL 26 MONTH;
ALTER TABLE minutes MODIFY TTL last + INTERVAL 61 MONTH;

-- Months of tenants whose plan keeps less than anybody's.
CREATE VIEW IF NOT EXISTS overdue AS
SELECT tenant, toYYYYMM(now('UTC') - toIntervalMonth(back)) AS month
FROM (SELECT tenant, argMax(months, version) AS kept FROM plans GROUP BY tenant HAVING kept BETWEEN 1 AND 60)
ARRAY JOIN range(toUInt64(kept) + 1, 62) AS back;

-- What is owed to vendors is the sum of all that was ever posted, however old.
CREATE TABLE IF NOT EXISTS balances (
  tenant LowCardinality(String),
  vendor LowCardinality(String),
  currency LowCardinality(String),
  amount SimpleAggregateFunction(sum, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY (tenant, vendor, currency)
SETTINGS non_replicated_deduplication_window = 10000;

-- Nobody writes while this is done, so it can be begun again. The last insert comes once more before others do, and is
-- counted then.
TRUNCATE TABLE balances;

INSERT INTO balances
SELECT tenant, vendor, currency, sum(postings.amount) AS amount
FROM postings
WHERE account = 'vendor_payable' AND written < (
  SELECT max(newest) FROM (
    SELECT max(written) AS newest FROM events UNION ALL SELECT max(written) AS newest FROM cuts
  )
)
GROUP BY tenant, vendor, currency;

CREATE MATERIALIZED VIEW IF NOT EXISTS balances_of_events TO balances AS
SELECT tenant, post_vendor AS vendor, currency, sum(post_amount) AS amount
FROM events
ARRAY JOIN
  `posts.account` AS account,
  `posts.vendor` AS post_vendor,
  `posts.amount` AS post_amount
WHERE type = 'ledger.posted' AND account = 'vendor_payable'
GROUP BY tenant, vendor, currency;

CREATE VIEW IF NOT EXISTS balances_of AS
SELECT * FROM balances
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

CREATE OR REPLACE VIEW events_of AS
SELECT * FROM events
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String}) AND (
  startsWith(type, 'catalog.')
  OR toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String})
);

CREATE OR REPLACE VIEW sales_of AS
SELECT * FROM sales
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String})
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW sold_of AS
SELECT * FROM sold
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String})
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW postings_of AS
SELECT * FROM postings
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String})
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW minutes_of AS
SELECT * FROM minutes
WHERE tenant = {tenant:String} AND vendor = {vendor:String}
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 60) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW vendor_minutes_of AS
SELECT * FROM minutes
WHERE tenant = {tenant:String} AND vendor != '' AND ({vendor:String} = '' OR vendor = {vendor:String})
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 60) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW visits_of AS
SELECT * FROM visits
WHERE tenant = {tenant:String} AND is_bot = 0 AND type != 'refused' AND (
  {vendor:String} = ''
  OR (product != '' AND product IN (
    SELECT id FROM events
    WHERE tenant = {tenant:String} AND vendor = {vendor:String} AND startsWith(type, 'catalog.')
  ))
) AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String});

CREATE OR REPLACE VIEW strays_of AS
SELECT * FROM visits
WHERE tenant = {tenant:String} AND {vendor:String} = '' AND (is_bot = 1 OR type = 'refused')
  AND toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String});

-- What lies there is known however old the last event of it is; what came and went before is not counted.
CREATE OR REPLACE VIEW stock_of AS
SELECT * REPLACE (
  if(
    toUInt32(_partition_id) >= (SELECT oldest_month(argMax(months, version), 25) FROM plans WHERE tenant = {tenant:String}),
    quantity,
    0
  ) AS quantity
)
FROM events
WHERE tenant = {tenant:String} AND startsWith(type, 'inventory.') AND (
  {vendor:String} = ''
  OR id IN (
    SELECT id FROM events WHERE tenant = {tenant:String} AND vendor = {vendor:String} AND type = 'inventory.opened'
  )
);
