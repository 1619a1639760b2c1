import { expect, test } from '@jest/globals';
import { simulateAll } from './pool.ts';
import { seedsThatFailed } from './seeds.ts';

const seeds = Number(process.env.SOUK_SIMULATED_SEEDS ?? 60);
const from = Number(process.env.SOUK_SIMULATED_FROM ?? 1);

const numbers = (count: number) => Array.from({ length: count }, (_, place) => from + place);
const timeoutMs = 900_000;

const broken = async (some: readonly number[]) =>
  (await simulateAll(some)).filter((outcome) => outcome.broken.length > 0);

test(
  `Whatever fails, dies or lies, every promise of Souk is kept: seeds ${from} to ${from + seeds - 1}`,
  async () => {
    expect(await broken(numbers(seeds))).toEqual([]);
  },
  timeoutMs,
);

test(
  'No seed that ever failed fails again',
  async () => {
    expect(await broken(seedsThatFailed.map(({ seed }) => seed))).toEqual([]);
  },
  timeoutMs,
);

test(
  'The same seed is the same run, step for step and byte for byte, in whichever process it runs',
  async () => {
    const some = numbers(20);
    const [first, second] = [await simulateAll(some), await simulateAll(some.toReversed())];
    expect(second.toReversed()).toEqual(first);
  },
  timeoutMs,
);
