import { existsSync, renameSync, rmSync } from 'node:fs';
import { cutShort } from '../sqlite/cut-short.ts';

const sqliteError = 1;
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;
const mostKept = 3;
const parts = ['', '-wal', '-shm'];

/** Extended codes keep the primary one in their lowest byte. */
export const sqliteCode = (error: unknown): number | undefined => {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
};

export function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase || (code === sqliteError && isFormatUnknown(error));
}

/** SQLite has no code of its own for a header whose format number is spoilt. */
const isFormatUnknown = (error: unknown): boolean => (error as Error).message === 'unsupported file format';

/** Renames a file that SQLite cannot read and answers its new name; at most three are kept, the third is overwritten. */
export function setAside(path: string): string {
  const names = Array.from({ length: mostKept }, (_, place) => `${path}.set-aside-${place + 1}`);
  const name = names.find((free) => !existsSync(free)) ?? (names.at(-1) as string);
  for (const part of parts) {
    rmSync(name + part, { force: true });
    if (existsSync(path + part)) renameSync(path + part, name + part);
  }
  return name;
}

/** The same for one that was cut short, before anybody has opened it; undefined: it was not. */
export const setAsideIfCut = (path: string): string | undefined => cutShort(path) && setAside(path);
