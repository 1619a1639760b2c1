import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { measuresOf, nothing, rate, rounded, type Sums } from '../../../actors/analytics/measures.ts';

const sums: Sums = {
  currency: 'GBP',
  orders: 3,
  units: 7,
  gross: 12_001,
  tax: 2_000,
  commission: 1_000,
  refunds: 1_200,
  refundedTax: 200,
  refundedCommission: 100,
};

test('What is kept of sales is neither tax nor paid back', () => {
  expect(measuresOf(sums)).toEqual({
    currency: 'GBP',
    orders: 3,
    units: 7,
    gross: 12_001,
    tax: 1_800,
    commission: 900,
    refunds: 1_200,
    net: 9_001,
    averageOrder: 4_000,
  });
});

test('Where nothing was sold everything is zero, also the average', () => {
  const { currency, ...measures } = measuresOf(nothing('EUR'));
  expect([currency, ...new Set(Object.values(measures))]).toEqual(['EUR', 0]);
});

test('Rates are basis points, half up', () => {
  expect([rate(1, 3), rate(2, 3), rate(0, 0), rounded(5, 2), rounded(7, 2)]).toEqual([3_333, 6_667, 0, 3, 4]);
});

test('Gross is always what is kept, what is owed as tax and what was paid back together', () => {
  const amount = fc.nat(1_000_000_000);
  fc.assert(
    fc.property(amount, amount, amount, amount, (gross, tax, refunds, refundedTax) => {
      const { net, tax: kept } = measuresOf({ ...sums, gross, tax, refunds, refundedTax });
      expect(net + kept + refunds).toBe(gross);
    }),
  );
});
