import { expect, test } from '@jest/globals';
import { seedsThatFailed } from './seeds.ts';
import { simulate } from './simulation.ts';

const seeds = Number(process.env.SOUK_SIMULATED_SEEDS ?? 40);
const from = Number(process.env.SOUK_SIMULATED_FROM ?? 1);

const numbers = Array.from({ length: seeds }, (_, place) => from + place);

test(`Whatever fails, dies or lies, every promise of Souk holds: seeds ${from} to ${from + seeds - 1}`, async () => {
  for (const seed of numbers) expect(await simulate(seed)).toMatchObject({ seed, broken: [] });
}, 600_000);

test.each(seedsThatFailed)(
  'Seed $seed, which once showed that $problem, holds',
  async ({ seed }) => {
    expect(await simulate(seed)).toMatchObject({ seed, broken: [] });
  },
  600_000,
);

test('The same seed is the same run, step for step and byte for byte', async () => {
  for (const seed of numbers.slice(0, 10)) expect(await simulate(seed)).toEqual(await simulate(seed));
}, 600_000);
