import { accessSync, constants, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncDirectory } from '../sqlite/file.ts';
import { isBusy } from '../sqlite/trouble.ts';

/** A directory that this process alone may use. */
export type DataDirectory = {
  /** Absolute. */
  readonly path: string;
  readonly close: () => void;
};

/** One sentence: which directory, what is wrong, what helps. */
export class DataDirectoryError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataDirectoryError';
  }
}

const { R_OK, W_OK, X_OK } = constants;

/** A lock that nobody refers to would be collected, and be free. */
const held = new Set<DatabaseSync>();

/**
 * Makes the directory if it is not there, for its owner's eyes only, and keeps it for this process until `close`. The
 * lock is the operating system's: it goes with the process however that ends, so there is nothing to clean up.
 */
export function openDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  make(path);
  const lock = takeLock(path);
  held.add(lock);
  writeFileSync(pidFile(path), `${process.pid}\n`);
  return {
    path,
    close: () => {
      held.delete(lock);
      if (lock.isOpen) lock.close();
    },
  };
}

const pidFile = (path: string): string => join(path, 'souk.pid');

function make(path: string): void {
  try {
    const first = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (first) keepNames(path, first);
  } catch (error) {
    throw isFile(path) ? aFile(path, error) : notMade(path, error);
  }
  try {
    accessSync(path, R_OK | W_OK | X_OK);
  } catch (error) {
    throw notOurs(path, error);
  }
}

/** What is acknowledged later must not hang on a directory whose name is lost with the power. */
function keepNames(path: string, first: string): void {
  for (let made = path; made.length >= first.length; made = dirname(made)) syncDirectory(dirname(made));
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function takeLock(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'lock.sqlite'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? inUse(path, error) : notOurs(path, error);
  }
}

function holder(path: string): string {
  try {
    return ` (process ${Number(readFileSync(pidFile(path), 'utf8'))})`;
  } catch {
    return '';
  }
}

const another = 'choose another directory with DATA_DIR';

const aFile = (path: string, cause: unknown): DataDirectoryError =>
  new DataDirectoryError(`The data directory ${path} is a file: move it away or ${another}.`, { cause });

const notMade = (path: string, cause: unknown): DataDirectoryError =>
  new DataDirectoryError(`The data directory ${path} cannot be made (${reason(cause)}): ${another}.`, { cause });

const notOurs = (path: string, cause: unknown): DataDirectoryError =>
  new DataDirectoryError(
    `The data directory ${path} cannot be read and written (${reason(cause)}): give it to this user or ${another}.`,
    { cause },
  );

const inUse = (path: string, cause: unknown): DataDirectoryError =>
  new DataDirectoryError(
    `The data directory ${path} is in use by another Souk${holder(path)}: stop that one or ${another}.`,
    { cause },
  );

/** `EACCES: permission denied`, without the path that the sentence names already. */
const reason = (error: unknown): string => String((error as Error).message).split(',')[0] as string;
