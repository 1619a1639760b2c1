import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const temporary = (what: string): string => mkdtempSync(join(tmpdir(), `souk-${what}-`));

/** Holds the write lock as another process would; call the answer to let it go. */
export function lockedBy(directory: string, file: string): () => void {
  const other = new DatabaseSync(join(directory, file));
  other.exec('BEGIN IMMEDIATE');
  return () => other.close();
}

/** Overwrites the file behind SQLite's back, from a fraction of it on. */
export function spoil(path: string, from: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, Math.floor(statSync(path).size * from));
  writeFileSync(path, bytes);
}

/** Four bytes of nonsense at one place. */
export function spoilAt(path: string, place: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, place, place + 4);
  writeFileSync(path, bytes);
}

export const setAsideIn = (directory: string): string[] =>
  readdirSync(directory).filter((name) => /set-aside-\d$/.test(name));

/** What SQLite says it will do, a line a step. */
export const planOf = (database: DatabaseSync, sql: string, values: readonly (string | number | bigint)[]): string[] =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map((step) => String(step.detail));
