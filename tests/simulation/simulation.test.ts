import { expect, test } from '@jest/globals';
import { runPool, simulateAll } from './pool.ts';
import { seedsThatFailed } from './seeds.ts';
import type { Outcome } from './simulation.ts';

/** A new start each time: what one run of the tests does not meet, another may. */
const from = Number(process.env.SOUK_SIMULATED_FROM ?? Date.now() % 1_000_000_000);
const lastsMs = process.env.CI === undefined ? 20_000 : 60_000;
/** Worlds: on whatever machine this runs, and whatever else it does. */
const [fewest, most] = [40, 300];
/** Of the whole test, on a machine that is busy with other things. */
const timeoutMs = 900_000;

const isBroken = ({ broken }: Outcome): boolean => broken.length > 0;

/** As many as there is time for. */
async function simulateFrom(first: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const until = performance.now() + lastsMs;
  let begun = 0;
  await runPool({
    next: () => {
      if (begun >= most || (begun >= fewest && performance.now() > until)) return undefined;
      begun += 1;
      return { seed: first + begun - 1 };
    },
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  return outcomes;
}

test(
  'Whatever fails, dies or lies, every promise of Souk is kept',
  async () => {
    process.stderr.write(`Simulating from seed ${from}\n`);
    const outcomes = await simulateFrom(from);
    expect(outcomes.filter(isBroken)).toEqual([]);
  },
  timeoutMs,
);

test(
  'No seed that ever failed fails again',
  async () => {
    const outcomes = await simulateAll(seedsThatFailed.map(({ seed }) => seed));
    expect(outcomes.filter(isBroken)).toEqual([]);
  },
  timeoutMs,
);

test(
  'The same seed is the same run, step for step and byte for byte, in whichever process it runs',
  async () => {
    const some = Array.from({ length: 200 }, (_, place) => 1 + place);
    const [first, second] = [await simulateAll(some), await simulateAll(some.toReversed())];
    expect(second.toReversed()).toEqual(first);
  },
  timeoutMs,
);
