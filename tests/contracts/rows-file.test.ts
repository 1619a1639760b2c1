import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { planOf, tokenOf } from '../../actors/runtime/rows/plan.ts';
import { type Change, type Rows, startCursor, type TableDefinition } from '../../actors/runtime/rows/rows.ts';
import { createSql, findSelect } from '../../actors/runtime/rows/rows-sql.ts';
import { type SqliteRowsOptions, sqliteRows } from '../../actors/runtime/rows/sqlite.ts';
import { lockedBy, setAsideIn, spoil, spoilAt, planOf as sqlitePlanOf, temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

describe('the file of the read models', () => {
  const stock: TableDefinition = { name: 'stock', version: 1, indexes: { bySku: ['tenantId', 'sku'] } };
  const put = (sku: string, note = ''): Change => ({
    table: 'stock',
    key: `acme/${sku}`,
    row: { tenantId: 'acme', sku, note },
  });
  const filler = 'x'.repeat(2_000);
  let directory: string;
  let rows: Rows;
  let warnings: string[];

  const open = (options: Partial<SqliteRowsOptions> = {}): Rows =>
    sqliteRows({ directory, warn: (line) => warnings.push(line), ...options });

  const move = (number: number, changes: readonly Change[]): Promise<boolean> => {
    const expected = number === 1 ? startCursor : { number: number - 1, hash: 'h' };
    return rows.apply({ consumer: 'stock', partition: 'inventory/00', expected, next: { number, hash: 'h' }, changes });
  };

  const fill = async (): Promise<void> => {
    await rows.define([stock]);
    await move(
      1,
      Array.from({ length: 500 }, (_, place) => put(`sku-${place}`, filler)),
    );
  };

  const path = (): string => join(directory, 'views.db');

  beforeEach(() => {
    directory = temporary('rows');
    warnings = [];
    rows = open();
  });

  afterEach(async () => {
    await rows.close();
    rmSync(directory, { recursive: true });
  });

  test('reads go on while another process holds the write lock', async () => {
    await rows.close();
    rows = open({ busyTimeoutMs: 10 });
    await rows.define([stock]);
    await move(1, [put('a')]);
    const unlock = lockedBy(directory, 'views.db');
    const both = await Promise.allSettled([move(2, [put('b')]), rows.count('stock', 'bySku', ['acme'])]);
    expect(both[0]).toMatchObject({ status: 'rejected', reason: { name: 'RowsUnavailable' } });
    expect(both[1]).toEqual({ status: 'fulfilled', value: 1 });
    unlock();
    expect(await move(2, [put('b')])).toBe(true);
  });

  test('a full file refuses what needs room, keeps what it has, and works again when rows go', async () => {
    await rows.close();
    rows = open({ maxBytes: 400_000 });
    await rows.define([stock]);
    await move(1, [put('first')]);
    const much = Array.from({ length: 500 }, (_, place) => put(`sku-${place}`, filler));
    await expect(move(2, much)).rejects.toMatchObject({ name: 'RowsUnavailable' });
    expect(await rows.count('stock', 'bySku', ['acme'])).toBe(1);
    expect(await move(2, much.slice(0, 50))).toBe(true);
    await rows.write(much.slice(0, 50).map(({ table, key }) => ({ table, key })));
    expect(await move(3, much.slice(100, 150))).toBe(true);
  });

  test('a full file fails the call that needs room, not the small ones beside it', async () => {
    await rows.close();
    rows = open({ maxBytes: 400_000 });
    await rows.define([stock]);
    const much = Array.from({ length: 500 }, (_, place) => put(`sku-${place}`, filler));
    const results = await Promise.allSettled([rows.write([put('a')]), rows.write(much), rows.write([put('b')])]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { name: 'RowsUnavailable' } });
    expect(await rows.count('stock', 'bySku', ['acme'])).toBe(2);
  });

  test.each([
    ['a file that is none of SQLite’s', 0],
    ['a file with a spoilt schema', 0.0001],
    ['a file whose pages are garbage', 0.1],
  ])('%s is set aside with a warning, and the read models begin anew', async (_name, from) => {
    await fill();
    await rows.close();
    spoil(path(), from);
    rows = open();
    await rows.define([stock]);
    await rows.get(
      'stock',
      Array.from({ length: 500 }, (_, place) => `acme/sku-${place}`),
    );
    expect(warnings).toEqual([expect.stringContaining('views.db could not be read')]);
    expect(setAsideIn(directory)).toEqual(['views.db.set-aside-1']);
    expect(await rows.cursors('stock')).toEqual(new Map());
    expect(await move(1, [put('a')])).toBe(true);
    expect(await rows.count('stock', 'bySku', ['acme'])).toBe(1);
  });

  test.each([
    ['its name', 0],
    ['its page size', 16],
    ['its schema format', 44],
    ['its text encoding', 56],
    ['its first page', 100],
  ])('a file with nonsense in %s is set aside', async (_name, place) => {
    await fill();
    await rows.close();
    spoilAt(path(), place);
    rows = open();
    await rows.define([stock]);
    expect(setAsideIn(directory)).toEqual(['views.db.set-aside-1']);
    expect(await move(1, [put('a')])).toBe(true);
  });

  test('a file that goes bad at work loses its cursors with its rows, so that its owner begins again', async () => {
    await fill();
    await rows.close();
    spoil(path(), 0.5);
    let losses = 0;
    const onLost = () => {
      losses += 1;
    };
    rows = open({ onLost });
    await rows.define([stock]);
    const results = await Promise.allSettled([
      move(
        2,
        Array.from({ length: 500 }, (_, place) => put(`sku-${place}`, 'changed')),
      ),
      rows.cursors('stock'),
    ]);
    expect(results[0]).toEqual({ status: 'fulfilled', value: false });
    expect(await rows.cursors('stock')).toEqual(new Map());
    expect(warnings.length).toBeGreaterThan(0);
    expect(losses).toBe(warnings.length);
    expect(await move(1, [put('a')])).toBe(true);
  });

  test('at most three bad files are kept', async () => {
    for (let round = 0; round < 5; round += 1) {
      await fill();
      await rows.close();
      spoil(path(), 0);
      rows = open();
      await rows.define([stock]);
    }
    expect(setAsideIn(directory)).toEqual(['views.db.set-aside-1', 'views.db.set-aside-2', 'views.db.set-aside-3']);
  });

  test('a file that another release laid out differently is made anew', async () => {
    await fill();
    await rows.close();
    const file = new DatabaseSync(join(directory, 'views.db'));
    file.exec('PRAGMA user_version = 99');
    file.close();
    rows = open();
    await rows.define([stock]);
    expect(await rows.count('stock', 'bySku', ['acme'])).toBe(0);
    expect(warnings).toEqual([]);
  });

  test('every page begins at its place in the index, without walking to it and without sorting', () => {
    const database = new DatabaseSync(':memory:');
    database.exec(createSql(stock));
    const bounded = { index: 'bySku', where: ['acme'], from: 'a', to: 'z', limit: 10 };
    const after = tokenOf(planOf(stock, bounded), { values: ['m'], key: 'acme/m' });
    for (const descending of [true, false]) {
      const { sql, values } = findSelect(planOf(stock, { ...bounded, after, descending }));
      const [step, ...more] = sqlitePlanOf(database, sql, values);
      expect(step).toMatch(/^SEARCH rows\/stock USING INDEX stock\/bySku \(field\/tenantId=\? AND /);
      expect(step).toMatch(/\(field\/sku,key\)[<>]\(\?,\?\)/);
      expect(more).toEqual([]);
    }
  });
});
