import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const policies = read('deploy/clickhouse/row-policies.sql');

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, table = '']) => table).toSorted();

/** Tables with rows of tenants; the others tell where the logs are read on. */
const tables = named(read('analytics/schema.sql'), /^CREATE TABLE (\w+) \(`tenant`/gm);

test('Every table with rows of tenants has its policies for a server, and is granted under them', () => {
  expect(tables.length).toBeGreaterThan(4);
  expect(named(policies, /^CREATE ROW POLICY .* own_tenant ON souk\.(\w+) USING tenant = currentUser\(\)/gm)).toEqual(
    tables,
  );
  expect(named(policies, /^CREATE ROW POLICY .* all_tenants ON souk\.(\w+) USING 1 TO souk;/gm)).toEqual(tables);
  expect(named(policies, /^GRANT SELECT ON souk\.(\w+) TO tenant_reader;/gm)).toEqual(tables);
});

test('Nothing is granted before its policies are there', () => {
  expect(policies.indexOf('\nGRANT')).toBeGreaterThan(policies.lastIndexOf('\nCREATE ROW POLICY'));
});
