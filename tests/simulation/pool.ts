import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job } from './job.ts';
import type { Outcome } from './simulation.ts';

const file = new URL('./simulate.worker.ts', import.meta.url);
/** So that no worker waits for its next seed. */
const ahead = 2;

export type PoolOptions = {
  /** The next seed; undefined: no more. */
  readonly next: () => Job | undefined;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly workers?: number;
};

/** Runs seeds on all cores; resolves when none is left. */
export async function runPool({ next, onOutcome, workers = availableParallelism() }: PoolOptions): Promise<void> {
  await Promise.all(Array.from({ length: workers }, () => runWorker(next, onOutcome)));
}

function runWorker(next: PoolOptions['next'], onOutcome: PoolOptions['onOutcome']): Promise<void> {
  const worker = new Worker(file, { execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'] });
  const ended = new Promise<void>((resolve, reject) => {
    const asked: number[] = [];
    const ask = (): void => {
      const job = next();
      if (job) {
        asked.push(job.seed);
        worker.postMessage(job);
      } else if (asked.length === 0) resolve();
    };
    worker.on('message', (outcome: Outcome) => {
      asked.shift();
      onOutcome(outcome);
      ask();
    });
    worker.on('error', (error) => reject(new Error(`seed ${asked[0]} ended its worker`, { cause: error })));
    for (let place = 0; place < ahead; place += 1) ask();
  });
  return ended.finally(() => worker.terminate());
}

/** In the order of the seeds given. */
export async function simulateAll(seeds: readonly number[]): Promise<readonly Outcome[]> {
  const found = new Map<number, Outcome>();
  let place = 0;
  await runPool({
    next: () => {
      const seed = seeds[place];
      place += 1;
      return seed === undefined ? undefined : { seed };
    },
    onOutcome: (outcome) => found.set(outcome.seed, outcome),
  });
  return seeds.map((seed) => found.get(seed) as Outcome);
}
