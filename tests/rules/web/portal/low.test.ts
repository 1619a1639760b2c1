import { expect, test } from '@jest/globals';
import { usualBelow as stocks } from '../../../../actors/inventory/stock-alert.ts';
import { belowOf, isLow, newlyLow, usualBelow } from '../../../../gateway/web/portal/stock/low.ts';

test('what is running out is so by its own alert, or by the usual one of the stock', () => {
  expect(usualBelow).toBe(stocks);
  expect(isLow({ available: 4 })).toBe(true);
  expect(isLow({ available: 5 })).toBe(false);
  expect(isLow({ available: 9, alert: { below: 10, mailTo: [] } })).toBe(true);
  expect(isLow({ available: 0, alert: { below: 0, mailTo: [] } })).toBe(false);
  expect(belowOf({ alert: { below: 0, mailTo: [] } })).toBe(0);
});

test('the bell rings for what begins to run out, and not for what was low before or never came in', () => {
  const warehouses = [{ warehouse: 'main', held: 1, available: 1 }];
  const [one, other, unborn] = [
    { sku: 'a', warehouses },
    { sku: 'b', warehouses },
    { sku: 'c', warehouses: [] },
  ];
  expect(newlyLow(undefined, [one])).toEqual([]);
  expect(newlyLow(new Set(['a']), [one, other, unborn])).toEqual([other]);
});
