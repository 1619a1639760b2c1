import { type Cursor, startCursor } from './rows.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** Where consumers stand, beside what they made of it: both move in one transaction. */
export const cursorSchema = `CREATE TABLE IF NOT EXISTS souk_cursors (consumer TEXT NOT NULL, partition TEXT NOT NULL,
  number INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (consumer, partition)) WITHOUT ROWID`;

export type CursorStep = {
  readonly consumer: string;
  readonly partition: string;
  readonly expected: Cursor;
  readonly next: Cursor;
};

export type StoredCursor = Cursor & { readonly partition: string };

export const readCursors = (file: SqliteFile, consumer: string): readonly StoredCursor[] =>
  file.all('SELECT partition, number, hash FROM souk_cursors WHERE consumer = ?', consumer);

/** False, and nothing changed: another one moved it. Call it inside a transaction. */
export function moveCursor(file: SqliteFile, { consumer, partition, expected, next }: CursorStep): boolean {
  const select = 'SELECT number, hash FROM souk_cursors WHERE consumer = ? AND partition = ?';
  const { number, hash } = file.one<Cursor>(select, consumer, partition) ?? startCursor;
  if (number !== expected.number || hash !== expected.hash) return false;
  const insert = 'INSERT OR REPLACE INTO souk_cursors (consumer, partition, number, hash) VALUES (?, ?, ?, ?)';
  file.run(insert, consumer, partition, next.number, next.hash);
  return true;
}

export const dropCursors = (file: SqliteFile, consumer: string): void =>
  file.run('DELETE FROM souk_cursors WHERE consumer = ?', consumer);

export const cursorMap = (found: readonly StoredCursor[]): ReadonlyMap<string, Cursor> =>
  new Map(found.map(({ partition, number, hash }) => [partition, { number, hash }]));
