import type { DatabaseSync } from 'node:sqlite';
import { threadGone } from '../thread-client.ts';
import { DamagedFile } from './file.ts';

/** SQLite's primary result codes that tell of the machine, not of our SQL. */
const troubles: Readonly<Record<number, string>> = {
  3: 'may not be used by this user',
  5: 'is held by another process',
  6: 'is held by another connection',
  7: 'found no memory',
  8: 'is read-only',
  9: 'was interrupted',
  10: 'is on a disk that reports errors',
  11: 'is damaged or was cut short: restore it from a backup',
  13: 'has no room left on its disk',
  14: 'cannot be opened',
  15: 'is locked by a protocol error',
  22: 'needs large files, which its disk lacks',
  26: 'is damaged: it is no SQLite file',
};

/** After these the connection is as good as before. */
const harmless: ReadonlySet<number> = new Set([5, 6, 13]);

type EngineError = { readonly errcode?: unknown; readonly syscall?: unknown };

const codeOf = (error: unknown): number => Number((error as EngineError | undefined)?.errcode ?? 0) & 0xff;

/** Making a file meets the system itself. */
const isSystemError = (error: unknown): boolean => typeof (error as EngineError | undefined)?.syscall === 'string';

export const isTrouble = (error: unknown): boolean =>
  codeOf(error) in troubles || error instanceof DamagedFile || isSystemError(error);

export const isBusy = (error: unknown): boolean => codeOf(error) === 5;

/** What is in the file cannot be trusted. */
export const isDamage = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 11 || code === 26 || error instanceof DamagedFile;
};

/** The engine cannot do its work now. It crosses from the thread by its name. */
export class SqliteUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SqliteUnavailable';
  }
}

const explain = (file: string, error: unknown): SqliteUnavailable => {
  const { message } = error as Error;
  const trouble = troubles[codeOf(error)];
  return new SqliteUnavailable(trouble ? `${file} ${trouble} (${message})` : message, { cause: error });
};

/** On the main side: the reason if the thread could not do its work now, undefined for a bug of ours. */
export function reasonOf(error: unknown): string | undefined {
  const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown };
  return name === 'SqliteUnavailable' || code === threadGone ? String(message) : undefined;
}

export type Connected = { readonly db: DatabaseSync };

/** A connection that is made when it is needed, and made again after trouble that may have spoilt it. */
export class Connection<Opened extends Connected> {
  readonly #file: string;
  readonly #open: () => Opened;
  #opened: Opened | undefined;
  #busy = false;

  constructor(file: string, open: () => Opened) {
    this.#file = file;
    this.#open = open;
  }

  /** Trouble leaves as `SqliteUnavailable`, anything else as it is. A use within a use leaves both to the outer one. */
  use<Result>(work: (opened: Opened) => Result): Result {
    if (this.#busy && this.#opened) return work(this.#opened);
    this.#busy = true;
    try {
      this.#opened ??= this.#open();
      return work(this.#opened);
    } catch (error) {
      if (this.#isSpoilt(error)) this.close();
      throw isTrouble(error) ? explain(this.#file, error) : error;
    } finally {
      this.#busy = false;
    }
  }

  ifOpen<Result>(work: (opened: Opened) => Result): Result | undefined {
    return this.#opened && this.use(work);
  }

  #isSpoilt(error: unknown): boolean {
    const { db } = this.#opened ?? {};
    return Boolean(db?.isOpen && db.isTransaction) || (isTrouble(error) && !harmless.has(codeOf(error)));
  }

  close(): void {
    const { db } = this.#opened ?? {};
    this.#opened = undefined;
    if (db?.isOpen) db.close();
  }
}

/** All or nothing. An error that SQLite has already rolled back for is not rolled back twice. */
export function transaction<Result>(db: DatabaseSync, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => Result): Result {
  db.exec(begin);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
