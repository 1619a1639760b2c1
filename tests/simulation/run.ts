// npm run simulate: worlds full of faults, one a seed, until one breaks a promise or the time is up.
//
//   simulate                          1 minute of seeds, from a new start
//   simulate -- --seeds N             so many seeds
//   simulate -- --minutes M           so long
//   simulate -- --until-failure       until one fails
//   simulate -- --seed N [--verbose]  one seed, with its story
//   simulate -- --from N              begins there
//   simulate -- --faults crash,cut    only these kinds of faults
//   simulate -- --mutants [NAME]      plants bugs, and says which promise shows each: mutants/run.ts

import { parseArgs } from 'node:util';
import { minimise } from './minimise.ts';
import { type FaultName, faultNames } from './plan.ts';
import { runPool } from './pool.ts';
import type { Outcome } from './simulation.ts';
import { storyOf } from './tell-story.ts';

if (process.argv.includes('--mutants')) {
  await import('./mutants/run.ts');
  process.exit();
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    faults: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    'until-failure': { type: 'boolean', default: false },
  },
});

function faultsNamed(names: string | undefined): readonly FaultName[] | undefined {
  if (names === undefined) return undefined;
  return names.split(',').map((name) => {
    const known = faultNames.find((fault) => fault === name);
    if (!known) throw new Error(`there is no fault "${name}": the faults are ${faultNames.join(', ')}`);
    return known;
  });
}

const only = faultsNamed(values.faults);
const from = Number(values.from ?? values.seed ?? Date.now() % 1_000_000_000);
const most = values.seed !== undefined ? 1 : Number(values.seeds ?? Number.POSITIVE_INFINITY);
const isEndless = values['until-failure'] || values.seeds !== undefined || values.seed !== undefined;
const lastsMs = Number(values.minutes ?? (isEndless ? Number.POSITIVE_INFINITY : 1)) * 60_000;

/** Where a count cannot be written over. */
const seedsALine = 1_000;
const begun = performance.now();
const failed: Outcome[] = [];
const count = { begun: 0, seeds: 0, steps: 0, orders: 0 };

const perSecond = (what: number): string => (what / ((performance.now() - begun) / 1_000)).toFixed(0);

function next(): { seed: number; only?: readonly FaultName[] } | undefined {
  const isOver = failed.length > 0 || count.begun >= most || performance.now() - begun > lastsMs;
  if (isOver) return undefined;
  count.begun += 1;
  return { seed: from + count.begun - 1, ...(only && { only }) };
}

function note(outcome: Outcome): void {
  count.seeds += 1;
  count.steps += outcome.steps;
  count.orders += outcome.orders;
  if (outcome.broken.length > 0) failed.push(outcome);
  const line = `${count.seeds} seeds, ${perSecond(count.seeds)}/s`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line} `);
  else if (count.seeds % seedsALine === 0) console.log(line);
}

async function explain({ seed, broken }: Outcome): Promise<void> {
  console.log(`\nSeed ${seed} broke a promise (${broken[0]?.promise}): ${broken[0]?.sentence}`);
  const job = { seed, ...(only && { only }) };
  console.log('Looking for the smallest story that still breaks it ...');
  const { leaving, told } = await minimise(job, broken);
  for (const line of [...(await storyOf({ ...job, without: leaving }, values.verbose)), told]) console.log(line);
  console.log(`Again: npm run simulate -- --seed ${seed} --verbose`);
}

console.log(`Simulating from seed ${from}`);
await runPool({ next, onOutcome: note, ...(most === 1 && { workers: 1 }) });
const [first] = failed.sort((a, b) => a.seed - b.seed);
if (first) await explain(first);
else if (values.seed !== undefined && values.verbose) {
  for (const line of await storyOf({ seed: from, ...(only && { only }) }, true)) console.log(line);
}
const sums = `${count.seeds} seeds, ${count.steps} steps, ${count.orders} orders`;
const speed = `${perSecond(count.seeds)} seeds/s, ${perSecond(count.steps)} steps/s`;
console.log(`\n${sums}, ${speed}: ${failed.length === 0 ? 'every promise kept' : `${failed.length} failed`}`);
process.exitCode = failed.length === 0 ? 0 : 1;
