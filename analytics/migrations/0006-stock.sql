-- What is left of a stock after each event of it, and the door to it: a vendor's are those that it opened.
ALTER TABLE events ADD COLUMN IF NOT EXISTS available Int64 COMMENT 'units left, of stock';

CREATE OR REPLACE VIEW events_of AS
SELECT * FROM events
WHERE tenant = {tenant:String} AND ({vendor:String} = '' OR vendor = {vendor:String});

CREATE VIEW IF NOT EXISTS stock_of AS
SELECT * FROM events
WHERE tenant = {tenant:String} AND startsWith(type, 'inventory.') AND (
  {vendor:String} = ''
  OR id IN (
    SELECT id FROM events WHERE tenant = {tenant:String} AND vendor = {vendor:String} AND type = 'inventory.opened'
  )
);
