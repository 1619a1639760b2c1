import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { priceRanges } from '../../../actors/search/prices.ts';

describe('ranges of prices', () => {
  test('have round bounds that part the products about equally', () => {
    expect(priceRanges([850, 1_200, 1_250, 1_450, 1_800, 1_950, 2_200, 2_400, 3_900, 4_400, 11_900])).toEqual([
      { from: 0, to: 1_000, count: 1 },
      { from: 1_000, to: 2_000, count: 5 },
      { from: 2_000, count: 5 },
    ]);
  });
  test('are one where all cost the same, and none where nothing is', () => {
    expect(priceRanges([500, 500, 500])).toEqual([{ from: 0, count: 3 }]);
    expect(priceRanges([0])).toEqual([{ from: 0, count: 1 }]);
    expect(priceRanges([])).toEqual([]);
  });
  test('hold every price once, in order, and none of them is empty', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { maxLength: 200 }), (prices) => {
        const ranges = priceRanges(prices);
        expect(ranges.reduce((sum, { count }) => sum + count, 0)).toBe(prices.length);
        expect(ranges.length).toBeLessThanOrEqual(5);
        expect(ranges.every(({ count }) => count > 0)).toBe(true);
        const starts = ranges.map(({ from }) => from);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    );
  });
});
