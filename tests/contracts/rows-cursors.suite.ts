import { expect, test } from '@jest/globals';
import { type Rows, startCursor } from '../../actors/runtime/rows/rows.ts';
import { at, found, move, ofAcme, put, remove } from './rows.given.ts';

export function cursorTests(rows: () => Rows): void {
  test('a consumer that never came begins at the start', async () => {
    expect(await rows().cursors('orders')).toEqual(new Map());
  });

  test('rows and cursor move together', async () => {
    expect(await rows().apply(move(0, 1, ofAcme({ a: 1 })))).toBe(true);
    expect(await rows().cursors('orders')).toEqual(new Map([['orders/00', at(1)]]));
    expect(await found(rows())).toEqual(['a']);
  });

  test.each([
    ['an older number', at(1)],
    ['a later number', at(3)],
    ['the same number of another history', { number: 2, hash: 'other' }],
    ['the start', startCursor],
  ])('%s moves nothing', async (_name, expected) => {
    await rows().apply(move(0, 2, ofAcme({ a: 1 })));
    const late = { ...move(0, 3, [...ofAcme({ b: 2 }), remove('acme/a')]), expected };
    expect(await rows().apply(late)).toBe(false);
    expect(await found(rows())).toEqual(['a']);
    expect(await rows().cursors('orders')).toEqual(new Map([['orders/00', at(2)]]));
  });

  test('of two owners that write at once exactly one wins', async () => {
    const both = await Promise.all([
      rows().apply(move(0, 1, ofAcme({ a: 1 }))),
      rows().apply({ ...move(0, 1, ofAcme({ b: 1 })), next: { number: 1, hash: 'other' } }),
    ]);
    expect(both).toEqual([true, false]);
    expect(await found(rows())).toEqual(['a']);
  });

  test('a late owner does not disturb those that write beside it', async () => {
    await rows().apply(move(0, 1));
    const results = await Promise.all([
      rows().apply(move(1, 2, ofAcme({ a: 1 }))),
      rows().apply(move(0, 9, ofAcme({ b: 1 }))),
      rows().apply(move(2, 3, ofAcme({ c: 1 }))),
      rows().apply({ ...move(0, 1, ofAcme({ d: 1 })), partition: 'orders/01' }),
      rows().apply(move(0, 1, ofAcme({ e: 1 }), 'another')),
    ]);
    expect(results).toEqual([true, false, true, true, true]);
    expect(await found(rows())).toEqual(['a', 'c', 'd', 'e']);
  });

  test('each consumer and partition has a cursor of its own', async () => {
    await rows().apply(move(0, 1));
    await rows().apply({ ...move(0, 7), partition: 'orders/01' });
    await rows().apply(move(0, 9, [], 'another'));
    expect(await rows().cursors('orders')).toEqual(
      new Map([
        ['orders/00', at(1)],
        ['orders/01', at(7)],
      ]),
    );
  });

  test('a row that cannot be stored stops its whole move', async () => {
    const bad = put('acme/b', { tenantId: 'acme', day: true });
    await expect(rows().apply(move(0, 1, [...ofAcme({ a: 1 }), bad]))).rejects.toThrow(TypeError);
    expect(await found(rows())).toEqual([]);
    expect(await rows().apply(move(0, 1, ofAcme({ c: 1 })))).toBe(true);
  });
}
