import { expect, test } from '@jest/globals';
import { stockItemOf } from '../../../actors/analytics/assortment.service.ts';
import { day, hour } from '../../../actors/runtime/time.ts';

const tally = {
  sku: 'a',
  vendorId: 'ven_1',
  left: 6,
  units: 24,
  received: 30,
  outMs: 0,
  knownMs: 10 * day,
  average: 12,
  boughtUnits: 24,
  boughtGross: { GBP: 24_000 },
};

test('What is left lasts so long at the pace of the span', () => {
  // 24 in ten days are 2.4 a day, and six are left.
  expect(stockItemOf(tally)).toEqual({
    ...{ sku: 'a', vendorId: 'ven_1', left: 6, units: 24, received: 30 },
    ...{
      turnover: 200,
      daysOfCover: 25,
      sellThrough: 8_000,
      outOfStockHours: 0,
      missedUnits: 0,
      missedGross: { GBP: 0 },
    },
  });
});

test('A stock that was out would have sold on at the pace of its other hours', () => {
  // 24 in five days, and five days without.
  expect(stockItemOf({ ...tally, outMs: 5 * day })).toMatchObject({ outOfStockHours: 120, missedUnits: 24 });
});

test('What a stock missed would have brought as much a unit as was paid for the others, in each currency', () => {
  const out = { ...tally, outMs: 5 * day };
  expect(stockItemOf(out).missedGross).toEqual({ GBP: 24_000 });
  // A half of a penny is one.
  const both = { units: 5, boughtUnits: 6, boughtGross: { EUR: 1_203, GBP: 7 } };
  expect(stockItemOf({ ...out, ...both })).toMatchObject({ missedUnits: 5, missedGross: { EUR: 1_003, GBP: 6 } });
});

test('A stock that nobody bought in the span has no price, and tells no worth', () => {
  const unbought = { outMs: 5 * day, boughtUnits: 0, boughtGross: {} };
  expect(stockItemOf({ ...tally, ...unbought })).toMatchObject({ missedUnits: 24, missedGross: {} });
});

test.each([
  ['was never sold', { units: 0 }, { turnover: 0, sellThrough: 0, missedUnits: 0 }],
  ['was not there yet', { units: 0, left: 0, knownMs: 0, average: 0 }, { turnover: 0, sellThrough: 0 }],
  [
    'was out all the time',
    { units: 0, left: 0, outMs: 10 * day, average: 0 },
    { outOfStockHours: 240, missedUnits: 0 },
  ],
  ['came back more often than it was sold', { units: -3 }, { turnover: 0, sellThrough: 0, missedUnits: 0 }],
])('A stock that %s has no cover', (_, more, expected) => {
  const item = stockItemOf({ ...tally, ...more });
  expect(item).toMatchObject(expected);
  expect(item).not.toHaveProperty('daysOfCover');
});

test('Half an hour without counts as one', () => {
  expect(stockItemOf({ ...tally, outMs: hour / 2 }).outOfStockHours).toBe(1);
});
