import { expect, test } from '@jest/globals';
import { lineOf, loadOf, mostOf, withLook } from '../../../gateway/web/console/ops/load.ts';

const node = (id: string, waiting: number) => ({
  ...{ id, areas: [], partitions: 16, waiting, behind: 0, deadLetters: 0, memoryMb: 90 },
  ...{ requests: { underWay: 2, waiting: 1, refused: 40 }, breakers: [], since: '2026-01-01T00:00:00Z' },
});

test('the load of a node is what it has begun and what waits for it, and not what it refused', () => {
  expect(loadOf(node('a', 4))).toBe(7);
});

test('the last sixty looks are kept, and of a node that has gone none', () => {
  let loads = withLook(new Map(), [node('a', 0), node('b', 9)]);
  for (let look = 0; look < 70; look += 1) loads = withLook(loads, [node('a', look)]);
  expect([...loads.keys()]).toEqual(['a']);
  expect(loads.get('a')).toHaveLength(60);
  expect(mostOf(loads)).toBe(72);
  expect(mostOf(new Map())).toBe(0);
});

test('the latest look stands at the end of the line, and the most of all nodes on top', () => {
  expect(lineOf([0, 5, 10], 10)).toBe('57,9.5 58,5.0 59,0.5');
  expect(lineOf([0], 0)).toBe('59,9.5');
});
