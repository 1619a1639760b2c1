-- What the migrations make, as ClickHouse tells it. `npm run docs:analytics` writes this file.

CREATE TABLE balances (`tenant` LowCardinality(String),
  `vendor` LowCardinality(String),
  `currency` LowCardinality(String),
  `amount` SimpleAggregateFunction(sum, Int64))
  ENGINE = AggregatingMergeTree
  ORDER BY (tenant, vendor, currency)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW balances_of
  AS SELECT *
  FROM balances
  WHERE (tenant = {tenant:String}) AND (({vendor:String} = '') OR (vendor = {vendor:String}));

CREATE MATERIALIZED VIEW balances_of_events TO balances (`tenant` LowCardinality(String),
  `vendor` LowCardinality(String),
  `currency` LowCardinality(String),
  `amount` Int64)
  AS SELECT tenant, post_vendor AS vendor, currency, sum(post_amount) AS amount
  FROM events
  ARRAY JOIN `posts.account` AS account,
  `posts.vendor` AS post_vendor,
  `posts.amount` AS post_amount
  WHERE (type = 'ledger.posted') AND (account = 'vendor_payable')
  GROUP BY tenant, vendor, currency;

CREATE TABLE cuts (`log` LowCardinality(String),
  `cut_from` UInt64,
  `cut_to` UInt64,
  `cut_rows` UInt32,
  `rows` UInt64,
  `written` UInt64)
  ENGINE = MergeTree
  ORDER BY (log, cut_to)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE MATERIALIZED VIEW cuts_of_events TO cuts (`log` LowCardinality(String),
  `cut_from` UInt64,
  `cut_to` UInt64,
  `cut_rows` UInt32,
  `rows` UInt64,
  `written` UInt64)
  AS SELECT log, cut_from, cut_to, cut_rows, count() AS rows, written
  FROM events
  GROUP BY log, cut_from, cut_to, cut_rows, written;

CREATE TABLE events (`tenant` LowCardinality(String),
  `type` LowCardinality(String) COMMENT 'area and event: orders.placed',
  `happened` DateTime64(3, 'UTC') COMMENT 'in business: an import brings its own',
  `at` DateTime64(3, 'UTC') COMMENT 'when it was committed',
  `actor` LowCardinality(String),
  `id` String,
  `version` UInt32,
  `by` LowCardinality(String) COMMENT 'account, guest, anyone or souk',
  `vendor` LowCardinality(String),
  `order_id` String,
  `product` String,
  `sku` String,
  `customer` String COMMENT 'a pseudonym',
  `country` LowCardinality(String),
  `currency` LowCardinality(String),
  `amount` Int64 COMMENT 'minor units of the currency',
  `quantity` Int64,
  `code` LowCardinality(String) COMMENT 'a reason, a status, a refusal',
  `provider` LowCardinality(String),
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
  `log` LowCardinality(String) COMMENT 'the partition of the journal: orders/07',
  `batch` UInt64 COMMENT 'its number in the log',
  `cut_from` UInt64 COMMENT 'first batch of the piece of the log that was written at once',
  `cut_to` UInt64 COMMENT 'its last batch: the place from where the log is read on',
  `cut_rows` UInt32 COMMENT 'rows of the piece: fewer than that is a loss',
  `written` UInt64 COMMENT 'number of the insert; the last one is repeated after a crash',
  `available` Int64 COMMENT 'units left, of stock')
  ENGINE = MergeTree
  PARTITION BY toYYYYMM(at)
  ORDER BY (tenant, type, happened, id)
  TTL toDateTime(toStartOfMonth(at), 'UTC') + toIntervalMonth(26)
  WHERE (NOT startsWith(type, 'catalog.')) AND (NOT startsWith(type, 'inventory.'))
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW events_of
  AS SELECT *
  FROM events
  WHERE (tenant = {tenant:String}) AND (({vendor:String} = '') OR (vendor = {vendor:String})) AND (startsWith(type, 'catalog.') OR (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String})));

CREATE TABLE minutes (`tenant` LowCardinality(String),
  `vendor` LowCardinality(String),
  `minute` DateTime('UTC'),
  `currency` LowCardinality(String),
  `orders` SimpleAggregateFunction(sum, Int64),
  `units` SimpleAggregateFunction(sum, Int64),
  `gross` SimpleAggregateFunction(sum, Int64),
  `tax` SimpleAggregateFunction(sum, Int64),
  `commission` SimpleAggregateFunction(sum, Int64),
  `refunds` SimpleAggregateFunction(sum, Int64),
  `refunded_tax` SimpleAggregateFunction(sum, Int64),
  `refunded_commission` SimpleAggregateFunction(sum, Int64),
  `last` DateTime('UTC') COMMENT 'month of the last commit')
  ENGINE = AggregatingMergeTree
  PARTITION BY toYYYYMM(last)
  ORDER BY (tenant, vendor, minute, currency)
  TTL last + toIntervalMonth(61)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW minutes_of
  AS SELECT *
  FROM minutes
  WHERE (tenant = {tenant:String}) AND (vendor = {vendor:String}) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 60), argMax(months, version), 60)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE MATERIALIZED VIEW minutes_of_events TO minutes (`tenant` LowCardinality(String),
  `vendor` String,
  `minute` DateTime('UTC'),
  `currency` LowCardinality(String),
  `orders` Int64,
  `units` Int64,
  `gross` Int64,
  `tax` Int64,
  `commission` Int64,
  `refunds` Int64,
  `refunded_tax` Int64,
  `refunded_commission` Int64,
  `last` DateTime('UTC'))
  AS SELECT tenant, share_vendor AS vendor, toStartOfMinute(toDateTime(happened, 'UTC')) AS minute, currency, sum(is_sale) AS orders, sum(share_units) AS units, sum(is_sale * ((payable + commission_part) + tax_part)) AS gross, sum(is_sale * tax_part) AS tax, sum(is_sale * commission_part) AS commission, sum((1 - is_sale) * ((payable + commission_part) + tax_part)) AS refunds, sum((1 - is_sale) * tax_part) AS refunded_tax, sum((1 - is_sale) * commission_part) AS refunded_commission, toDateTime(toStartOfMonth(at), 'UTC') AS last
  FROM (SELECT tenant, happened, at, currency, toInt64(type = 'orders.confirmed') AS is_sale, arrayPushFront(`shares.vendor`, '') AS vendors, arrayPushFront(`shares.payable`, arraySum(`shares.payable`)) AS payables, arrayPushFront(`shares.commission`, arraySum(`shares.commission`)) AS commissions, arrayPushFront(`shares.tax`, arraySum(`shares.tax`)) AS taxes, arrayMap(vendor -> arraySum(arrayMap((of, many) -> if((vendor = '') OR (of = vendor), many, 0),
  `lines.vendor`,
  `lines.quantity`)), vendors) AS units_of
  FROM events
  WHERE type IN ('orders.confirmed', 'orders.refunded'))
  ARRAY JOIN vendors AS share_vendor, payables AS payable, commissions AS commission_part, taxes AS tax_part, units_of AS share_units
  GROUP BY tenant, vendor, minute, currency, last;

CREATE VIEW overdue (`tenant` LowCardinality(String),
  `month` UInt32)
  AS SELECT tenant, toYYYYMM(now('UTC') - toIntervalMonth(back)) AS month
  FROM (SELECT tenant, argMax(months, version) AS kept
  FROM plans
  GROUP BY tenant HAVING (kept >= 1) AND (kept <= 60))
  ARRAY JOIN range(toUInt64(kept) + 1, 62) AS back;

CREATE TABLE plans (`tenant` LowCardinality(String),
  `version` UInt32,
  `months` Int64 COMMENT '0: as long as anybody')
  ENGINE = MergeTree
  ORDER BY (tenant, version)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE MATERIALIZED VIEW plans_of_events TO plans (`tenant` LowCardinality(String),
  `version` UInt32,
  `months` Int64)
  AS SELECT tenant, version, quantity AS months
  FROM events
  WHERE type IN ('tenants.opened', 'tenants.planned');

CREATE TABLE postings (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `order_id` String,
  `kind` LowCardinality(String) COMMENT 'capture or refund',
  `account` LowCardinality(String),
  `vendor` LowCardinality(String) COMMENT 'of vendor_payable',
  `currency` LowCardinality(String),
  `amount` Int64,
  `written` UInt64)
  ENGINE = MergeTree
  PARTITION BY toYYYYMM(at)
  ORDER BY (tenant, happened, order_id)
  TTL toDateTime(toStartOfMonth(at), 'UTC') + toIntervalMonth(26)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW postings_of
  AS SELECT *
  FROM postings
  WHERE (tenant = {tenant:String}) AND (({vendor:String} = '') OR (vendor = {vendor:String})) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE MATERIALIZED VIEW postings_of_events TO postings (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `order_id` String,
  `kind` LowCardinality(String),
  `account` LowCardinality(String),
  `vendor` LowCardinality(String),
  `currency` LowCardinality(String),
  `amount` Int64,
  `written` UInt64)
  AS SELECT tenant, happened, at, order_id, code AS kind, account, post_vendor AS vendor, currency, post_amount AS amount, written
  FROM events
  ARRAY JOIN `posts.account` AS account,
  `posts.vendor` AS post_vendor,
  `posts.amount` AS post_amount
  WHERE type = 'ledger.posted';

CREATE TABLE sales (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `kind` LowCardinality(String) COMMENT 'sale or refund',
  `order_id` String,
  `vendor` LowCardinality(String),
  `customer` String,
  `country` LowCardinality(String) COMMENT 'of a sale',
  `currency` LowCardinality(String),
  `payable` Int64,
  `commission` Int64,
  `tax` Int64,
  `units` Int64 COMMENT 'of a sale',
  `written` UInt64)
  ENGINE = MergeTree
  PARTITION BY toYYYYMM(at)
  ORDER BY (tenant, happened, order_id, vendor)
  TTL toDateTime(toStartOfMonth(at), 'UTC') + toIntervalMonth(26)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW sales_of
  AS SELECT *
  FROM sales
  WHERE (tenant = {tenant:String}) AND (({vendor:String} = '') OR (vendor = {vendor:String})) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE MATERIALIZED VIEW sales_of_events TO sales (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `kind` String,
  `order_id` String,
  `vendor` LowCardinality(String),
  `customer` String,
  `country` LowCardinality(String),
  `currency` LowCardinality(String),
  `payable` Int64,
  `commission` Int64,
  `tax` Int64,
  `units` Int64,
  `written` UInt64)
  AS SELECT tenant, happened, at, if(type = 'orders.confirmed', 'sale', 'refund') AS kind, order_id, share_vendor AS vendor, customer, country, currency, payable, commission, share_tax AS tax, arraySum(arrayMap((of, many) -> if(of = share_vendor, many, 0),
  `lines.vendor`,
  `lines.quantity`)) AS units, written
  FROM events
  ARRAY JOIN `shares.vendor` AS share_vendor,
  `shares.payable` AS payable,
  `shares.commission` AS commission,
  `shares.tax` AS share_tax
  WHERE type IN ('orders.confirmed', 'orders.refunded');

CREATE TABLE sold (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `order_id` String,
  `vendor` LowCardinality(String),
  `product` String,
  `sku` String,
  `customer` String,
  `country` LowCardinality(String),
  `currency` LowCardinality(String),
  `quantity` Int64,
  `amount` Int64 COMMENT 'what was paid, with tax',
  `tax` Int64)
  ENGINE = MergeTree
  PARTITION BY toYYYYMM(at)
  ORDER BY (tenant, happened, order_id, sku)
  TTL toDateTime(toStartOfMonth(at), 'UTC') + toIntervalMonth(26)
  SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192;

CREATE VIEW sold_of
  AS SELECT *
  FROM sold
  WHERE (tenant = {tenant:String}) AND (({vendor:String} = '') OR (vendor = {vendor:String})) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE MATERIALIZED VIEW sold_of_events TO sold (`tenant` LowCardinality(String),
  `happened` DateTime64(3, 'UTC'),
  `at` DateTime64(3, 'UTC'),
  `order_id` String,
  `vendor` LowCardinality(String),
  `product` String,
  `sku` String,
  `customer` String,
  `country` LowCardinality(String),
  `currency` LowCardinality(String),
  `quantity` Int64,
  `amount` Int64,
  `tax` Int64)
  AS SELECT tenant, happened, at, order_id, line_vendor AS vendor, line_product AS product, line_sku AS sku, customer, country, currency, line_quantity AS quantity, line_amount AS amount, line_tax AS tax
  FROM events
  ARRAY JOIN `lines.vendor` AS line_vendor,
  `lines.product` AS line_product,
  `lines.sku` AS line_sku,
  `lines.quantity` AS line_quantity,
  `lines.amount` AS line_amount,
  `lines.tax` AS line_tax
  WHERE type = 'orders.confirmed';

CREATE VIEW stock_of
  AS SELECT * REPLACE (if(toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}), quantity, 0) AS quantity)
  FROM events
  WHERE (tenant = {tenant:String}) AND startsWith(type, 'inventory.') AND (({vendor:String} = '') OR (id IN (SELECT id
  FROM events
  WHERE (tenant = {tenant:String}) AND (vendor = {vendor:String}) AND (type = 'inventory.opened'))));

CREATE VIEW strays_of
  AS SELECT *
  FROM visits
  WHERE (tenant = {tenant:String}) AND ({vendor:String} = '') AND ((is_bot = 1) OR (type = 'refused')) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE VIEW vendor_minutes_of
  AS SELECT *
  FROM minutes
  WHERE (tenant = {tenant:String}) AND (vendor != '') AND (({vendor:String} = '') OR (vendor = {vendor:String})) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 60), argMax(months, version), 60)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE TABLE visits (`tenant` LowCardinality(String),
  `type` LowCardinality(String) COMMENT 'viewed, searched, ...; refused: rows that could not be counted',
  `at` DateTime64(3, 'UTC'),
  `session` String,
  `visitor` String COMMENT 'a pseudonym that changes each week',
  `product` String,
  `sku` String,
  `order_id` String,
  `query` String,
  `results` UInt32,
  `position` UInt32,
  `step` LowCardinality(String),
  `value` UInt32,
  `source` LowCardinality(String),
  `device` LowCardinality(String),
  `is_bot` UInt8,
  `weight` UInt32 COMMENT 'of so many sessions this one is kept')
  ENGINE = MergeTree
  PARTITION BY toYYYYMM(at)
  ORDER BY (tenant, type, at, session)
  TTL toDateTime(toStartOfMonth(at), 'UTC') + toIntervalMonth(26)
  SETTINGS non_replicated_deduplication_window = 1000, index_granularity = 8192;

CREATE VIEW visits_of
  AS SELECT *
  FROM visits
  WHERE (tenant = {tenant:String}) AND (is_bot = 0) AND (type != 'refused') AND (({vendor:String} = '') OR ((product != '') AND (product IN (SELECT id
  FROM events
  WHERE (tenant = {tenant:String}) AND (vendor = {vendor:String}) AND startsWith(type, 'catalog.'))))) AND (toUInt32(_partition_id) >= (SELECT toYYYYMM(now('UTC') - toIntervalMonth(if((argMax(months, version) >= 1) AND (argMax(months, version) <= 25), argMax(months, version), 25)))
  FROM plans
  WHERE tenant = {tenant:String}));

CREATE FUNCTION bucket AS (instant, grain, zone) -> multiIf(grain = 'minute', toStartOfMinute(toTimeZone(toDateTime(instant), zone)), grain = 'hour', toStartOfHour(toTimeZone(toDateTime(instant), zone)), grain = 'day', toStartOfDay(toTimeZone(toDateTime(instant), zone)), grain = 'week', toDateTime(toStartOfWeek(toTimeZone(toDateTime(instant), zone), 1), zone), toDateTime(toStartOfMonth(toTimeZone(toDateTime(instant), zone)), zone));

CREATE FUNCTION oldest_month AS (months, most) -> toYYYYMM(now('UTC') - toIntervalMonth(if((months >= 1) AND (months <= most), months, most)));
