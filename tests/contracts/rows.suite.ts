import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Rows, TableDefinition } from '../../actors/runtime/rows/rows.ts';
import { at, found, move, ofAcme, orders, put, remove, unavailable } from './rows.given.ts';
import { rowTests } from './rows-changes.suite.ts';
import { cursorTests } from './rows-cursors.suite.ts';
import { mistakeTests } from './rows-mistakes.suite.ts';
import { pagingTests } from './rows-paging.suite.ts';

/** What an adapter brings to the suite. */
export type RowsHarness = {
  /** Opens the rows; again, after a close, on what was stored. */
  open(): Rows;
  /** Makes the engine refuse to write, and answers how to mend it. */
  fail(): () => void;
  clean(): Promise<void>;
};

export function rowsSuite(adapter: string, makeHarness: () => RowsHarness): void {
  describe(`read models in ${adapter}`, () => {
    let harness: RowsHarness;
    let rows: Rows;

    const reopen = async (definitions: readonly TableDefinition[] = [orders]): Promise<void> => {
      await rows.close();
      rows = harness.open();
      await rows.define(definitions);
    };

    beforeEach(async () => {
      harness = makeHarness();
      rows = harness.open();
      await rows.define([orders]);
    });

    afterEach(async () => {
      await rows.close();
      await harness.clean();
    });

    cursorTests(() => rows);
    rowTests(() => rows);
    pagingTests(() => rows);
    mistakeTests(() => rows);

    test('what was written is there after a restart, and so are the cursors', async () => {
      await rows.apply(move(0, 3, ofAcme({ a: '2024-01-01' })));
      await reopen();
      expect(await found(rows)).toEqual(['a']);
      expect(await rows.cursors('orders')).toEqual(new Map([['orders/00', at(3)]]));
    });

    test('defining a table again keeps its rows', async () => {
      await rows.apply(move(0, 1, ofAcme({ a: 1 })));
      await rows.define([orders]);
      expect(await found(rows)).toEqual(['a']);
    });

    test.each([
      ['a new version', { ...orders, version: 2 }],
      ['another index', { ...orders, indexes: { byDay: ['tenantId', 'day', 'id'] } }],
      ['an older version', { ...orders, version: 0 }],
    ])('%s of a table begins without rows and without cursors', async (_name, definition) => {
      await rows.apply(move(0, 1, ofAcme({ a: 1 })));
      await rows.apply(move(0, 1, [], 'another'));
      await reopen([definition]);
      expect(await found(rows)).toEqual([]);
      expect(await rows.cursors('orders')).toEqual(new Map());
      expect((await rows.cursors('another')).size).toBe(1);
    });

    test('tables of one consumer are rebuilt together, those of others stay', async () => {
      const lines: TableDefinition = {
        name: 'lines',
        version: 1,
        indexes: { byTenant: ['tenantId'] },
        consumer: 'orders',
      };
      const carts: TableDefinition = { name: 'carts', version: 1, indexes: { byTenant: ['tenantId'] } };
      await reopen([orders, lines, carts]);
      const row = { tenantId: 'acme' };
      await rows.apply(move(0, 1, [put('acme/a', row), { table: 'lines', key: 'acme/l', row }]));
      await rows.write([{ table: 'carts', key: 'acme/c', row }]);
      await reopen([orders, { ...lines, version: 2 }, carts]);
      expect(await rows.get('orders', ['acme/a'])).toEqual([undefined]);
      expect(await rows.get('lines', ['acme/l'])).toEqual([undefined]);
      expect(await rows.get('carts', ['acme/c'])).toEqual([row]);
      expect(await rows.cursors('orders')).toEqual(new Map());
    });

    test('a failing engine says so, changes nothing, and works again when it is mended', async () => {
      await rows.apply(move(0, 1, ofAcme({ a: 1 })));
      const mend = harness.fail();
      await expect(rows.apply(move(1, 2, ofAcme({ b: 2 })))).rejects.toMatchObject(unavailable);
      await expect(rows.write([remove('acme/a')])).rejects.toMatchObject(unavailable);
      mend();
      expect(await found(rows)).toEqual(['a']);
      expect(await rows.apply(move(1, 2, ofAcme({ b: 2 })))).toBe(true);
      expect(await found(rows)).toEqual(['a', 'b']);
    });

    test('closed rows are unavailable', async () => {
      await rows.close();
      await expect(rows.get('orders', ['acme/a'])).rejects.toMatchObject(unavailable);
    });
  });
}
