-- The only doors to the tables for questions: each binds the tenant, and a vendor where one is given ('' for none).
CREATE VIEW IF NOT EXISTS events_of AS
SELECT * FROM events
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

CREATE VIEW IF NOT EXISTS sales_of AS
SELECT * FROM sales
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

CREATE VIEW IF NOT EXISTS sold_of AS
SELECT * FROM sold
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

CREATE VIEW IF NOT EXISTS postings_of AS
SELECT * FROM postings
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

-- The whole tenant, or one vendor.
CREATE VIEW IF NOT EXISTS minutes_of AS
SELECT * FROM minutes
WHERE tenant = {tenant:String} AND vendor = {vendor:String};

-- Its vendors side by side.
CREATE VIEW IF NOT EXISTS vendor_minutes_of AS
SELECT * FROM minutes
WHERE tenant = {tenant:String} AND vendor != '' AND ({vendor:String} = '' OR vendor = {vendor:String});

-- Where the piece of time begins that holds an instant, as people in that time zone count. Weeks begin on Monday.
CREATE FUNCTION IF NOT EXISTS bucket AS (instant, grain, zone) -> multiIf(
  grain = 'minute', toStartOfMinute(toTimeZone(toDateTime(instant), zone)),
  grain = 'hour', toStartOfHour(toTimeZone(toDateTime(instant), zone)),
  grain = 'day', toStartOfDay(toTimeZone(toDateTime(instant), zone)),
  grain = 'week', toDateTime(toStartOfWeek(toTimeZone(toDateTime(instant), zone), 1), zone),
  toDateTime(toStartOfMonth(toTimeZone(toDateTime(instant), zone)), zone)
);
