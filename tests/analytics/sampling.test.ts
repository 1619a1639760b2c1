import { expect, test } from '@jest/globals';
import { Sampling } from '../../analytics/visits/sampling.ts';

const now = Date.UTC(2026, 10, 22, 9);
const bounds = { wholeAMinute: 100, mostAMinute: 10_000 };

const weights = (sampling: Sampling, many: number, at = now, tenant = 'acme') =>
  Array.from({ length: many }, (_, number) => sampling.weightOf(tenant, `session-${number}`, at));

test('A quiet minute is kept whole', () => {
  expect(new Set(weights(new Sampling(bounds), 100))).toEqual(new Set([1]));
});

test('A busy minute is kept in part, and what is kept stands for about all of it', () => {
  const found = weights(new Sampling(bounds), 6_400);
  const kept = found.filter((weight) => weight !== undefined && weight > 0);
  expect(kept.length).toBeLessThan(1_200);
  const stoodFor = kept.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  expect(stoodFor).toBeGreaterThan(4_800);
  expect(stoodFor).toBeLessThan(8_000);
});

test('A minute that nobody could read is taken no further, and the next one begins anew', () => {
  const sampling = new Sampling(bounds);
  expect(weights(sampling, 10_001).at(-1)).toBeUndefined();
  expect(weights(sampling, 1, now + 60_000)).toEqual([1]);
});

test('A tenant that is busy costs no other one', () => {
  const sampling = new Sampling(bounds);
  weights(sampling, 6_400);
  expect(new Set(weights(sampling, 50, now, 'other'))).toEqual(new Set([1]));
});
