import { randomBytes } from 'node:crypto';
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

export const realWorld: World = {
  now: () => Date.now(),
  randomId: () => randomBytes(16).toString('base64url'),
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
