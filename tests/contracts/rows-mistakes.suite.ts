import { expect, test } from '@jest/globals';
import type { Rows } from '../../actors/runtime/rows/rows.ts';
import { byDay, move, ofAcme, orders, put, remove, wrongCursor } from './rows.given.ts';

export function mistakeTests(rows: () => Rows): void {
  test('a cursor that was tampered with is refused as the caller’s mistake', async () => {
    await rows().write(ofAcme({ a: 1, b: 2, c: 3 }));
    const { next = '' } = await rows().find('orders', byDay({ limit: 1 }));
    const forged = [
      ['orders/byDay', 'k'],
      ['orders/byDay', 'k', {}],
      ['orders/byDay', 7, 1],
      ['orders/byVendor', 'k', 1],
      {},
    ];
    const tokens = forged.map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
    for (const after of ['', 'x', '%%%', next.slice(2), `${next}x`.repeat(500), ...tokens]) {
      await expect(rows().find('orders', byDay({ after }))).rejects.toMatchObject(wrongCursor);
    }
  });

  test('a cursor outside of the bounds is refused', async () => {
    await rows().write(ofAcme({ a: 1, b: 2, c: 3 }));
    const { next = '' } = await rows().find('orders', byDay({ limit: 1 }));
    await expect(rows().find('orders', byDay({ after: next, from: 2 }))).rejects.toMatchObject(wrongCursor);
  });

  test.each([
    ['a page of no rows', { limit: 0 }],
    ['a page without bound', { limit: 1_001 }],
    ['a query without a tenant', { where: [] }],
    ['more values than fields', { where: ['acme', 1, 2] }],
    ['a bound without a field', { where: ['acme', 1], from: 2 }],
    ['an unknown index', { index: 'byNothing' }],
    ['bounds of two types', { from: 1, to: 'z' }],
  ])('%s is a bug, and says so', async (_name, query) => {
    const bug = { name: expect.stringMatching(/^(Range|Type)Error$/) };
    await expect(rows().find('orders', byDay(query))).rejects.toMatchObject(bug);
  });

  test('an unknown table, a bad name and a bad key are bugs', async () => {
    await expect(rows().get('nothing', ['a'])).rejects.toThrow(TypeError);
    await expect(rows().write([{ table: 'nothing', key: 'a', row: {} }])).rejects.toThrow(TypeError);
    await expect(rows().define([{ ...orders, name: 'a"; DROP TABLE x' }])).rejects.toThrow(TypeError);
    await expect(rows().write([put('', {})])).rejects.toThrow(RangeError);
    await expect(rows().write([put('k'.repeat(513), {})])).rejects.toThrow(RangeError);
    await expect(rows().write([put('k', { long: 'x'.repeat(1_000_001) })])).rejects.toThrow(RangeError);
  });

  test('reads and writes have a bound', async () => {
    await expect(rows().get('orders', Array.from({ length: 1_001 }, String))).rejects.toThrow(RangeError);
    const many = Array.from({ length: 20_001 }, () => remove('k'));
    await expect(rows().write(many)).rejects.toThrow(RangeError);
    await expect(rows().apply(move(0, 1, many))).rejects.toThrow(RangeError);
  });
}
