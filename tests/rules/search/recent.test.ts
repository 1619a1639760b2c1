import { describe, expect, test } from '@jest/globals';
import { recent } from '../../../actors/search/recent.ts';

/** Counts its loads, and answers with the count. */
const counter = () => {
  let loads = 0;
  return { load: async () => ++loads, loads: () => loads };
};

describe('what was loaded', () => {
  test('is kept for its time and no longer', async () => {
    const { load } = counter();
    const kept = recent<number>(2_000, 10);
    expect(await Promise.all([kept('acme', 0, load), kept('acme', 1_999, load), kept('acme', 2_000, load)])).toEqual([
      1, 1, 2,
    ]);
  });
  test('is loaded once for all who ask at the same time', async () => {
    const { load, loads } = counter();
    const kept = recent<number>(2_000, 10);
    await Promise.all(Array.from({ length: 50 }, () => kept('acme', 0, load)));
    expect(loads()).toBe(1);
  });
  test('belongs to one tenant', async () => {
    const { load } = counter();
    const kept = recent<number>(2_000, 10);
    expect([await kept('acme', 0, load), await kept('other', 0, load), await kept('acme', 0, load)]).toEqual([1, 2, 1]);
  });
  test('goes when there are too many, the oldest first', async () => {
    const { load } = counter();
    const kept = recent<number>(2_000, 2);
    for (const tenant of ['a', 'b', 'c']) await kept(tenant, 0, load);
    expect([await kept('b', 0, load), await kept('c', 0, load), await kept('a', 0, load)]).toEqual([2, 3, 4]);
  });
});

test('what could not be loaded is tried again', async () => {
  const kept = recent<number>(2_000, 10);
  await expect(kept('acme', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept('acme', 0, async () => 7)).toBe(7);
});
