import { RowsUnavailable } from './rows.ts';
import { sqliteCode } from './set-aside.ts';

/** Codes of SQLite that tell of a mistake in our own statements: trying again cannot help. */
const bugs: ReadonlySet<number> = new Set([1, 19, 20, 21, 25]);

type FromThread = Error & { readonly setAside?: string; readonly code?: string };

/** Set when the file could not be read and was renamed; the next call finds a new, empty one. */
export const setAsideAs = (thrown: unknown): string | undefined => (thrown as FromThread | undefined)?.setAside;

/** A full disk, a lock, a dead thread are `RowsUnavailable`; a mistake stays what it is. */
export function asUnavailable(thrown: unknown): unknown {
  return isBug(thrown as FromThread) ? thrown : new RowsUnavailable((thrown as FromThread).message, { cause: thrown });
}

function isBug(thrown: FromThread): boolean {
  const code = sqliteCode(thrown);
  if (code !== undefined) return bugs.has(code);
  return thrown.code === undefined || thrown.name === 'TypeError' || thrown.name === 'RangeError';
}

/**
 * Asks the thread. When the file was set aside it says so and asks once more: nothing of the call was kept, and a
 * cursor that is gone makes the owner of the rows begin again.
 */
export async function askThread<Result>(
  ask: () => Promise<Result>,
  mend: (thrown: unknown) => Promise<boolean>,
): Promise<Result> {
  try {
    return await ask();
  } catch (thrown) {
    return await askAgain(thrown, ask, mend).catch((failure: unknown) => Promise.reject(asUnavailable(failure)));
  }
}

async function askAgain<Result>(
  thrown: unknown,
  ask: () => Promise<Result>,
  mend: (thrown: unknown) => Promise<boolean>,
): Promise<Result> {
  if (!(await mend(thrown))) throw thrown;
  return ask();
}
