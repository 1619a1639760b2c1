import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, jest, test } from '@jest/globals';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { sqliteRows } from '../../actors/runtime/rows/sqlite.ts';
import { sqliteVault } from '../../actors/runtime/vault/sqlite.ts';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import { append, chain, reserve } from './journal.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads, and a disk that others use too.
jest.setTimeout(60_000);

/** Inodes on which some process holds a lock, as Linux tells it. */
function locked(): ReadonlySet<number> {
  const lines = existsSync('/proc/locks') ? readFileSync('/proc/locks', 'utf8') : '';
  return new Set([...lines.matchAll(/:(\d+) \d+ (?:\d+|EOF)$/gm)].map(([, inode]) => Number(inode)));
}

/** Not every system, and not every disk of one, shows its locks by the numbers of its files. */
function showsLocks(): boolean {
  const directory = temporary('locks');
  const file = join(directory, 'control.sqlite');
  const database = new DatabaseSync(file);
  database.exec('BEGIN EXCLUSIVE');
  const isShown = locked().has(statSync(file).ino);
  database.close();
  rmSync(directory, { recursive: true });
  return isShown;
}

// A process that closes a file, however it had opened it, lets go of all its locks on it. Another process then takes the
// file for abandoned and cuts its shared memory, and whoever has that mapped dies of SIGBUS.
(showsLocks() ? test : test.skip)('every file keeps its locks while it is used', async () => {
  const directory = temporary('locks');
  const warn = () => undefined;
  const journal = sqliteJournal({ directory });
  const [vault, rows] = [sqliteVault(directory), sqliteRows({ directory, warn })];
  const index = sqliteProductIndex({ directory, warn, version: 1 });
  await append(journal, chain('orders/00'), [reserve('a', 1)]);
  await journal.saveSnapshot('orders/00', { stream: 'a', schema: 1, version: 1, bytes: new Uint8Array([1]) });
  await Promise.all([journal.read('orders/00', 0, 1_000), vault.ensure(['acme/ann'])]);
  await Promise.all([rows.cursors('any'), index.cursors('any')]);
  const files = ['journal.sqlite', 'snapshots.sqlite', 'vault.sqlite', 'views.db', 'search.db'];
  const held = locked();
  expect(files.filter((name) => !held.has(statSync(join(directory, `${name}-shm`)).ino))).toEqual([]);
  await Promise.all([journal, vault, rows, index].map((engine) => engine.close()));
  rmSync(directory, { recursive: true });
});
