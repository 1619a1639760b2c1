import { randomFillSync } from 'node:crypto';
import type { Instant } from './time.ts';

export type Cancel = () => void;

/** All that is not decided by the input: a simulator brings its own. The only file in `actors/` that may ask the machine. */
export type World = {
  readonly now: () => Instant;
  /** 128 random bits, base64url. */
  readonly randomId: () => string;
  /** Runs once after `delayMs`; never keeps a process alive. */
  readonly after: (delayMs: number, run: () => void) => Cancel;
  /** Runs after what is ready now. */
  readonly soon: (run: () => void) => void;
};

const idBytes = 16;
/** The system is asked for many ids at once: one call costs as much as the rest of a small command. */
const pool = Buffer.alloc(idBytes * 512);
let used = pool.length;

function randomId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += idBytes;
  return pool.toString('base64url', used - idBytes, used);
}

export const realWorld: World = {
  now: () => Date.now(),
  randomId,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
  soon: (run) => {
    setImmediate(run);
  },
};

export const sleep = (world: World, delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    world.after(delayMs, resolve);
  });
