import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { journalFile, sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { append, type Chain, chain, reserve } from './journal.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

const script = fileURLToPath(new URL('../../cli/journal.ts', import.meta.url));

let directory: string;
let journal: Journal;
let log: Chain;

beforeEach(async () => {
  directory = temporary('journal');
  journal = sqliteJournal({ directory });
  log = chain('orders/00');
  await append(journal, log, [reserve('a', 1)], [reserve('a', 2)], [reserve('a', 3)]);
});

afterEach(async () => {
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
});

async function command(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args]);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

test('verify proves a journal while Souk runs', async () => {
  expect(await command('verify', '--data', directory)).toEqual({
    out: 'orders/00: 3 batches in order\nThe journal is in order: 3 batches.\n',
    err: '',
    code: 0,
  });
  await append(journal, log, [reserve('a', 4)]);
});

test('verify names the first wrong batch and exits with 1', async () => {
  await journal.close();
  const db = new DatabaseSync(journalFile(directory));
  db.exec("UPDATE batches SET bytes = CAST(replace(CAST(bytes AS TEXT), 'a#2', 'a#9') AS BLOB)");
  db.close();
  expect(await command('verify', '--data', directory)).toEqual({
    out: '',
    err: 'orders/00: batch 2: its bytes are not those that were stored\n',
    code: 1,
  });
});

test('verify of a journal after a crash reads what its write-ahead log holds, and changes nothing', async () => {
  const crashed = temporary('crashed');
  for (const end of ['', '-wal']) copyFileSync(journalFile(directory) + end, journalFile(crashed) + end);
  expect(await command('verify', '--data', crashed)).toMatchObject({ code: 0, err: '' });
  rmSync(crashed, { recursive: true });
});

test('a directory without a journal is named', async () => {
  const { err, code } = await command('verify', '--data', '/nowhere');
  expect({ err, code }).toEqual({
    err: 'There is no journal in /nowhere: name the data directory with --data.\n',
    code: 1,
  });
});

test.each([
  [['--help'], 0],
  [[], 2],
  [['mend'], 2],
  [['verify', '--hurry'], 1],
])('%j exits with %d', async (args, code) => {
  expect((await command(...args)).code).toBe(code);
});
