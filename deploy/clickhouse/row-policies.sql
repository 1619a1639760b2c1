-- UNTESTED where it was written: there was no ClickHouse server, and the engine beside the shop refuses row policies.
--
-- A second wall for a server (CLICKHOUSE_URL) that people reach with tools of their own. Souk's questions bind the tenant
-- themselves; whoever else logs in sees the rows of the tenant that the user is named after, and no others. To be run once
-- as an administrator, after Souk has made its tables in the database `souk`. The user of CLICKHOUSE_URL is `souk` here.
-- After `npm run analytics -- rebuild` the database is `souk__2`, then `souk__3`: it is to be run again, for that name.
--
-- A reader of the tenant `acme`:
--   CREATE USER acme IDENTIFIED BY '...' DEFAULT ROLE tenant_reader;
--   GRANT tenant_reader TO acme;

CREATE ROLE IF NOT EXISTS tenant_reader;

CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.balances USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.events USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.minutes USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.plans USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.postings USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.sales USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.sold USING tenant = currentUser() TO tenant_reader;
CREATE ROW POLICY IF NOT EXISTS own_tenant ON souk.visits USING tenant = currentUser() TO tenant_reader;

-- Where a table has a policy, whom none of them names may see nothing.
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.balances USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.events USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.minutes USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.plans USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.postings USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.sales USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.sold USING 1 TO souk;
CREATE ROW POLICY IF NOT EXISTS all_tenants ON souk.visits USING 1 TO souk;

-- Only after its policies, so that nothing can be read in between.
GRANT SELECT ON souk.balances TO tenant_reader;
GRANT SELECT ON souk.events TO tenant_reader;
GRANT SELECT ON souk.minutes TO tenant_reader;
GRANT SELECT ON souk.plans TO tenant_reader;
GRANT SELECT ON souk.postings TO tenant_reader;
GRANT SELECT ON souk.sales TO tenant_reader;
GRANT SELECT ON souk.sold TO tenant_reader;
GRANT SELECT ON souk.visits TO tenant_reader;
