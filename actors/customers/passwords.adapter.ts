import { hash as digest } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { second } from '../runtime/time.ts';
import { refusal } from './refusals.service.ts';

export interface Passwords {
  /** The same salt makes the same hash, so that a retried command says the same. */
  hash(password: string, salt: Uint8Array): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody knows: checking against it takes as long as against any other. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$MyN6PgFVaMyjIszcHwsGrw$zYmmavoMTTnT0SsmGqxPKF9Ewiagz+D53RVI2uM1zWA';

/** A salt of its own for each command: it must differ, not be secret. */
export const saltFrom = (...parts: readonly string[]): Uint8Array =>
  digest('sha256', ['salt', ...parts].join('\n'), 'buffer').subarray(0, 16);

/** One keyboard writes a letter in one code, another in two. */
const typed = (password: string): string => password.normalize('NFKC');

/** Argon2id in threads; three at once, because there are four for everything and the disk needs one. */
export function argon2Passwords(atOnce = 3, waiting = 100): Passwords {
  const inTurn = turns(atOnce, waiting);
  return {
    hash: (password, salt) => inTurn(() => hash(typed(password), { ...cost, salt })),
    verify: (known, password) => inTurn(() => proves(known, typed(password))),
  };
}

/** An account that nobody may log in to has no hash, but some other text: it takes as long as any. */
const proves = async (known: string, password: string): Promise<boolean> =>
  known.startsWith('$argon2id$') ? verify(known, password) : verify(nobodysHash, password).then(() => false);

/** Runs so many at once, lets so many wait and refuses the rest. */
function turns(atOnce: number, waiting: number) {
  const queue: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) throw refusal('TOO_MANY_LOGINS', { retryAfterMs: second });
    await new Promise<void>((resolve) => {
      queue.push(resolve);
    });
  };
  /** Hands the place to the next, or leaves it empty. */
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
