import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addTotals, includedTax, lineTotals, maxAmount, share, split, sum } from '../../actors/runtime/money.ts';

const amount = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -maxAmount, max: maxAmount }));
const rate = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 1, 1_900, 2_500, 5_000, 10_000));
const weight = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: maxAmount }));
const weights = fc.array(weight, { minLength: 1, maxLength: 50 });

describe('a split', () => {
  test('loses no unit, and gives nobody more than a unit off the exact share', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const given = split(total, parts);
        const counted = parts.some((part) => part > 0) ? parts : parts.map(() => 1);
        const whole = BigInt(sum(counted));
        expect(sum(given)).toBe(total);
        for (const [place, part] of given.entries()) {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(counted[place] ?? 0);
          expect([place, off < whole && off > -whole]).toEqual([place, true]);
        }
      }),
    );
  });
  test('gives what is left over to the largest remainders, the earlier of two that are the same', () => {
    expect([split(10, [1, 1, 1]), split(-10, [1, 1, 1]), split(5, [3, 1, 1])]).toEqual([
      [4, 3, 3],
      [-4, -3, -3],
      [3, 1, 1],
    ]);
    expect([split(2, [0, 0, 0]), split(100, [1, 0, 2])]).toEqual([
      [1, 1, 0],
      [33, 0, 67],
    ]);
  });
  test('of no more than there is takes from nobody more than he has', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (parts, how) => {
        const given = split(Math.floor(sum(parts) * how), parts);
        for (const [place, part] of given.entries()) expect(part).toBeLessThanOrEqual(parts[place] ?? 0);
      }),
    );
  });
});

describe('a rate of an amount', () => {
  test('is rounded half away from zero, and of a debt as much as of a credit', () => {
    fc.assert(
      fc.property(amount, rate, (of, at) => {
        const exact = BigInt(of) * BigInt(at);
        const off = BigInt(share(of, at)) * 10_000n - exact;
        expect(off <= 5_000n && off >= -5_000n).toBe(true);
        if (off === 5_000n || off === -5_000n) expect(off > 0n).toBe(of > 0);
        expect(share(-of, at) + share(of, at)).toBe(0);
      }),
    );
  });
  test('that is in a price leaves a net price of which it is the rate', () => {
    fc.assert(
      fc.property(amount, rate, (price, at) => {
        const tax = includedTax(price, at);
        const off = BigInt(tax) * (10_000n + BigInt(at)) - BigInt(price) * BigInt(at);
        const half = (10_000n + BigInt(at)) / 2n + 1n;
        expect(off < half && off > -half).toBe(true);
        expect(Math.abs(tax) <= Math.abs(price)).toBe(true);
        expect(includedTax(-price, at) + tax).toBe(0);
      }),
    );
  });
});

test('the totals of lines are exact however they are added up, with the tax inside the prices or on top', () => {
  const line = fc.record({ quantity: fc.integer({ min: 1, max: 1_000 }), unitPrice: fc.nat({ max: 1_000_000 }) });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), rate, fc.boolean(), (lines, taxRate, pricesIncludeTax) => {
      const all = lines.map((one) => lineTotals(one, { taxRate, pricesIncludeTax }));
      const { subtotal, tax, total } = addTotals(all);
      expect(subtotal).toBe(sum(lines.map(({ quantity, unitPrice }) => quantity * unitPrice)));
      expect(total).toBe(pricesIncludeTax ? subtotal : subtotal + tax);
      expect(addTotals(all.toReversed())).toEqual({ subtotal, tax, total });
      expect(tax).toBeLessThanOrEqual(subtotal);
    }),
  );
});
