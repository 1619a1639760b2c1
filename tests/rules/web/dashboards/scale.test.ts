import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  areaBelow,
  labelledOf,
  lineThrough,
  pieceAt,
  scaleOf,
  ticksOf,
} from '../../../../gateway/web/dashboards/charts/scale.ts';

test('an axis counts in round steps from nothing, and over all that is drawn', () => {
  expect(ticksOf(0, 97)).toEqual([0, 50, 100]);
  expect(ticksOf(0, 3)).toEqual([0, 1, 2, 3]);
  expect(ticksOf(-120, 310)).toEqual([-200, 0, 200, 400]);
  expect(ticksOf(0, 0)).toEqual([0, 1]);
});

test('whatever is drawn lies between the first and the last step, which are few', () => {
  const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      const [least, most] = [Math.min(one, other), Math.max(one, other)];
      const ticks = ticksOf(least, most);
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(least, 0));
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(most, 0));
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks).toContain(0);
    }),
  );
});

test('a pointer means the piece that lies next to it', () => {
  const width = 1_076;
  const { x } = scaleOf({ width, height: 200 }, 11, [0, 10]);
  expect(Array.from({ length: 11 }, (_, at) => pieceAt(x(at) + 20, width, 11))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
  expect([pieceAt(-50, width, 11), pieceAt(5_000, width, 11), pieceAt(40, 0, 1)]).toEqual([0, 10, 0]);
});

test('a line goes through its places, and an area down to its ground', () => {
  const places = [
    { x: 0, y: 5 },
    { x: 10, y: 2 },
  ];
  expect(lineThrough(places)).toBe('M0.0,5.0L10.0,2.0');
  expect(areaBelow(places, 9)).toBe('M0.0,5.0L10.0,2.0L10.0,9.0L0.0,9.0Z');
  expect(areaBelow([], 9)).toBe('');
});

test('as many pieces are named as there is room for', () => {
  expect(labelledOf(30, 500)).toEqual([0, 6, 12, 18, 24]);
  expect(labelledOf(3, 2_000)).toEqual([0, 1, 2]);
  expect(labelledOf(60, 100)).toEqual([0]);
});
