import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { behind, indexKey, partOf } from '../../actors/runtime/rows/mongo/index-key.ts';
import { compareText, compareTuples, type IndexValue } from '../../actors/runtime/rows/order.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('\u0000', '\u0001', 'a', '0', '9', '\u{10ffff}'), maxLength: 4 }),
);
const number = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(0, -0, 1, -1));
const value: fc.Arbitrary<IndexValue> = fc.oneof(text, number, fc.constant(null));
const row = fc.tuple(
  value,
  value,
  text.filter((key) => key !== ''),
);

const sign = (order: number): number => Math.sign(order) + 0;

test('keys of an index have the order of the values they are made of', () => {
  fc.assert(
    fc.property(row, row, ([a, b, key], [c, d, other]) => {
      const order = compareText(indexKey([a, b], key), indexKey([c, d], other));
      expect(sign(order)).toBe(sign(compareTuples([a, b, key], [c, d, other])));
    }),
    { numRuns: 2_000 },
  );
});

test('all rows with equal first values lie between their part and what is behind it, and no others do', () => {
  fc.assert(
    fc.property(value, row, (first, [a, b, key]) => {
      const part = partOf([first]);
      const within = indexKey([a, b], key);
      const isBetween = compareText(within, part) >= 0 && compareText(within, behind(part)) < 0;
      expect(isBetween).toBe(compareTuples([a], [first]) === 0);
    }),
    { numRuns: 2_000 },
  );
});
