import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';

/** Without `caughtBy` the bug has survived so many seeds. */
export type Tried = {
  /** The promise that was seen to be broken. */
  readonly caughtBy?: string;
  readonly sentence?: string;
  readonly seed?: number;
  readonly seeds: number;
};

export type TryOptions = {
  readonly first: number;
  /** At most so many seeds, one after the other. */
  readonly seeds: number;
  /** A seed that takes longer counts as one that never ends. */
  readonly seedTimeoutMs: number;
};

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What the planted bug alone is to blame for: a seed that fails without it as well says nothing of it. */
export async function tryMutant(mutant: Mutant, options: TryOptions): Promise<Tried> {
  const tried = await trySeeds(mutant, options);
  if (!tried.caughtBy || tried.seed === undefined) return tried;
  const clean = await trySeeds(undefined, { ...options, first: tried.seed, seeds: 1 });
  const left = options.seeds - tried.seeds;
  if (!clean.caughtBy || left <= 0) return clean.caughtBy ? { seeds: options.seeds } : tried;
  const later = await tryMutant(mutant, { ...options, first: tried.seed + 1, seeds: left });
  return { ...later, seeds: later.seeds + tried.seeds };
}

/** Runs the simulator in a process of its own in which the bug is planted; without one it should find nothing. */
export async function trySeeds(mutant: Mutant | undefined, options: TryOptions): Promise<Tried> {
  const { first, seeds, seedTimeoutMs } = options;
  const planted = mutant ? ['--import', here('plant.preload.ts')] : [];
  const worlds = mutant?.isRare ? 'large' : 'all';
  const run = [here('seeds.child.ts'), `${first}`, `${seeds}`, worlds, ...(mutant?.caughtBy ?? [])];
  const args = ['--disable-warning=ExperimentalWarning', ...planted, ...run];
  const env = { ...process.env, PLANTED_BUG: mutant?.name ?? '', NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [last, troubles, [code, signal]] = await Promise.all([
    lastLine(child, seedTimeoutMs),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (last.startsWith('{')) return JSON.parse(last) as Tried;
  const tried = { seed: first + Number(last) - 1, seeds: Number(last) };
  if (signal) return { ...tried, caughtBy: 'the run never ends', sentence: `nothing for ${seedTimeoutMs / 1_000} s` };
  return { ...tried, caughtBy: 'the run ends with an error', sentence: `${code}: ${troubles.trim().slice(-400)}` };
}

/** Kills a child that has said nothing for so long. */
async function lastLine(child: ChildProcess, silenceMs: number): Promise<string> {
  let last = '0';
  if (!child.stdout) return last;
  const watch = setTimeout(() => child.kill('SIGKILL'), silenceMs);
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    watch.refresh();
  }
  clearTimeout(watch);
  return last;
}
