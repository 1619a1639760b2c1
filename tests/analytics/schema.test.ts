import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { rowLine } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { migrate, migrations, statementsOf } from '../../analytics/migrate.ts';
import { wholeSchema } from '../../tools/analytics-schema.ts';
import { openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';

const folder = new URL('../../analytics/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

test('Migrations are numbered without a hole', () => {
  expect(migrations().map(({ number }) => number)).toEqual(migrations().map((_, place) => place + 1));
});

test('A comment and a `;` inside a line end no statement', () => {
  expect(statementsOf("-- all;\nSELECT ';' AS a;\n\nSELECT 2\n  AS b;\n")).toEqual([
    "SELECT ';' AS a",
    'SELECT 2\n  AS b',
  ]);
});

/** What a query may have of others: its type, and the texts that several of them share. */
const parts = ['question.ts', 'sums.ts'];
const queries = readdirSync(new URL('queries/', folder)).filter((file) => !parts.includes(file));

/** Names that a query gives to parts of itself. */
const ownNames = (sql: string): string[] =>
  [...sql.matchAll(/(?:WITH|,)\s+(\w+) AS \(/g)].map(([, name]) => name ?? '');

describe('Every question', () => {
  test.each(queries)('%s reads nothing but what its scope binds', (file) => {
    const sql = read(`queries/${file}`);
    const own = ownNames(sql);
    const sources = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(\([^)]*\))?/g)];
    expect(sources.length).toBeGreaterThan(0);
    for (const [, name = '', bound] of sources) {
      if (own.includes(name)) continue;
      expect([name, bound]).toEqual([
        expect.stringMatching(/^\w+_of$/),
        '(tenant = {tenant:String}, vendor = {vendor:String})',
      ]);
    }
  });

  test.each(queries)('%s is one text, made of nothing but sums that others have too', (file) => {
    expect(
      read(`queries/${file}`).replaceAll(/\$\{(minuteSums|shareSums|cartLines|cartWorth|isOfCart)\}/g, ''),
    ).not.toMatch(/\$\{/);
  });

  test('shares texts that bring nothing of a caller, and no table', () => {
    expect(read('queries/sums.ts')).not.toMatch(/\$\{|\bFROM\b|\bJOIN\b/);
  });
});

(hasEngine ? describe : describe.skip)('The database', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
    await migrate(engine);
  });

  test('that the migrations make is the one that stands in schema.sql', async () => {
    expect(await wholeSchema(engine, 'souk')).toBe(read('schema.sql'));
  });

  test('has the tenant first in every sort key, but for the places in the logs', async () => {
    const tables = await engine.query<{ name: string; key: string }>(
      `SELECT name, sorting_key AS key FROM system.tables WHERE database = 'souk' AND engine LIKE '%MergeTree' ORDER BY name`,
    );
    const others = tables.filter(({ key }) => !key.startsWith('tenant,'));
    expect(others.map(({ name }) => name)).toEqual(['cuts', 'migrations']);
  });

  test('is not touched by a release that does not know it', async () => {
    await migrate(engine);
    await engine.insert('migrations', ['number', 'name'], [rowLine([999, 'from tomorrow'])], 'tomorrow');
    await expect(migrate(engine)).rejects.toThrow('migration 999 (from tomorrow), which this release does not know');
  });
});
