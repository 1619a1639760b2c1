import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cutShort } from '../../actors/runtime/sqlite/cut-short.ts';
import { temporary } from './sqlite.given.ts';

const pageBytes = 4_096;
let directory: string;
let file: string;
let database: DatabaseSync;

beforeEach(() => {
  directory = temporary('cut');
  file = join(directory, 'data.sqlite');
  database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (body TEXT)');
});

afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

const write = (rows: number): void => {
  for (let row = 0; row < rows; row += 1) database.exec(`INSERT INTO t VALUES ('${'x'.repeat(3_000)}')`);
};

const checkpoint = (): void => database.exec('PRAGMA wal_checkpoint(PASSIVE)');

/** The files as a process leaves them that is killed now. */
function killed(): string {
  const left = join(directory, 'left.sqlite');
  for (const end of ['', '-wal', '-shm']) copyFileSync(file + end, left + end);
  return left;
}

test('a file whose log holds what it has not yet is whole', () => {
  write(50);
  expect(statSync(file).size).toBeLessThan(50 * pageBytes);
  expect(cutShort(killed())).toBeUndefined();
});

test('one that was checkpointed, and written again from the beginning of its log, is whole', () => {
  write(50);
  checkpoint();
  write(3);
  const left = killed();
  expect(statSync(`${left}-wal`).size).toBeGreaterThan(4 * pageBytes);
  expect(cutShort(left)).toBeUndefined();
});

test('one that was cut lacks the pages that its log has not', () => {
  write(50);
  checkpoint();
  write(1);
  const left = killed();
  truncateSync(left, 10 * pageBytes + 7);
  expect(cutShort(left)).toMatch(/left.sqlite was cut short: \d+ of its pages are gone/);
});

/** Cuts off the last bytes of the log. */
function cutLog(left: string, bytes: number): void {
  const log = readFileSync(`${left}-wal`);
  writeFileSync(`${left}-wal`, log.subarray(0, log.length - bytes));
}

test('one without a log that was cut within its last page lacks that page', () => {
  write(50);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const left = killed();
  expect(cutShort(left)).toBeUndefined();
  truncateSync(left, statSync(left).size - 100);
  expect(cutShort(left)).toMatch(/left.sqlite was cut short: 1 of its pages are gone/);
});

test('a log that a crash tore counts up to its last commit: nobody was told of more', () => {
  write(50);
  const left = killed();
  rmSync(`${left}-shm`);
  cutLog(left, 100);
  expect(cutShort(left)).toBeUndefined();
  const cut = new DatabaseSync(left);
  expect(cut.prepare('SELECT count(*) AS rows FROM t').get()).toEqual({ rows: 49 });
  cut.close();
});

test('a log that is shorter than at its last commit was cut', () => {
  write(50);
  const left = killed();
  cutLog(left, 100);
  expect(cutShort(left)).toMatch(/left.sqlite-wal was cut short: 1 of its pages are gone/);
  rmSync(`${left}-wal`);
  expect(cutShort(left)).toMatch(/-wal was cut short: \d\d+ of its pages are gone/);
});

test('a log whose pages are all in the file may go', () => {
  write(50);
  checkpoint();
  const left = killed();
  rmSync(`${left}-wal`);
  expect(cutShort(left)).toBeUndefined();
});

test('a file without a log, or none at all, is for SQLite to judge', () => {
  expect(cutShort(join(directory, 'nothing.sqlite'))).toBeUndefined();
  const left = killed();
  for (const end of ['-wal', '-shm']) rmSync(left + end);
  expect(cutShort(left)).toBeUndefined();
});
