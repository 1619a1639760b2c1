// seeds.child.ts FIRST COUNT: runs seeds of the simulator until one breaks a promise. Writes the number of each seed as a
// line, and at last what came of them all.

import { simulate } from '../simulation.ts';
import type { Tried } from './tried.ts';

const [first = 1, count = 1] = process.argv.slice(2).map(Number);

async function tryOne(seed: number, seeds: number): Promise<Tried | undefined> {
  try {
    const [broken] = (await simulate(seed)).broken;
    return broken && { caughtBy: broken.promise, sentence: broken.sentence, seed, seeds };
  } catch (error) {
    return { caughtBy: 'the run ends with an error', sentence: String(error), seed, seeds };
  }
}

async function tryAll(): Promise<Tried> {
  for (let seeds = 1; seeds <= count; seeds += 1) {
    process.stdout.write(`${seeds}\n`);
    const tried = await tryOne(first + seeds - 1, seeds);
    if (tried) return tried;
  }
  return { seeds: count };
}

process.stdout.write(`${JSON.stringify(await tryAll())}\n`);
