// seeds.child.ts FIRST COUNT all|large [PROMISE ...]: runs seeds of the simulator until one breaks one of these promises, or any.
// Writes the number of each seed that runs as a line, and at last what came of them all.

import { isLarge } from '../scale.ts';
import { simulate } from '../simulation.ts';
import type { Tried } from './tried.ts';

const [first, count, worlds, ...promises] = process.argv.slice(2);

async function tryOne(seed: number, seeds: number): Promise<Tried | undefined> {
  try {
    const { broken: all } = await simulate(seed);
    const broken = all.find(({ promise }) => promises.length === 0 || promises.includes(promise));
    return broken && { caughtBy: broken.promise, sentence: broken.sentence, seed, seeds };
  } catch (error) {
    return { caughtBy: 'the run ends with an error', sentence: String(error), seed, seeds };
  }
}

async function tryAll(): Promise<Tried> {
  for (let seeds = 1; seeds <= Number(count); seeds += 1) {
    const seed = Number(first) + seeds - 1;
    if (worlds === 'large' && !isLarge(seed)) continue;
    process.stdout.write(`${seeds}\n`);
    const tried = await tryOne(seed, seeds);
    if (tried) return tried;
  }
  return { seeds: Number(count) };
}

process.stdout.write(`${JSON.stringify(await tryAll())}\n`);
