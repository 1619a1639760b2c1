import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { journalFile, sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { append, type Chain, chain, commandsOf, reserve, unavailable } from './journal.given.ts';
import { spoil, temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

let directory: string;
let open: Journal[];

beforeEach(() => {
  directory = temporary('journal');
  open = [];
});

afterEach(async () => {
  await Promise.all(open.map((journal) => journal.close()));
  rmSync(directory, { recursive: true });
});

function start(maxBytes?: number): Journal {
  const journal = sqliteJournal({ directory, ...(maxBytes === undefined ? {} : { maxBytes }) });
  open.push(journal);
  return journal;
}

/** A batch of about 60 KB. */
const large = (log: Chain) =>
  log.next(...Array.from({ length: 20 }, () => ({ stream: 'a', version: 0, commandId: 'x'.repeat(3_000) })));

/** Appends until it fails; how many were acknowledged. */
async function fill(journal: Journal, log: Chain): Promise<number> {
  for (let stored = 0; stored < 1_000; stored += 1) {
    try {
      await journal.append(log.partition, large(log));
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      return stored;
    }
  }
  throw new Error('the disk never became full');
}

async function filled(batches: number): Promise<void> {
  const journal = start();
  const log = chain('orders/00');
  await append(journal, log, [reserve('a', 1)]);
  for (let count = 0; count < batches; count += 1) await journal.append(log.partition, large(log));
  await journal.close();
}

test('a journal that may not grow any more keeps what it acknowledged, and reads on', async () => {
  const journal = start(400_000);
  const stored = await fill(journal, chain('orders/00'));
  expect(stored).toBeGreaterThan(2);
  expect(await journal.heads(['orders/00'])).toMatchObject([{ number: stored }]);
  expect(await journal.read('orders/00', 0, 10_000_000)).toHaveLength(stored);
  await expect(journal.append('carts/00', large(chain('carts/00')))).rejects.toThrow(/has no room left/);
  expect(await verifyJournal(journal)).toEqual([]);
});

test('a journal with room again goes on where it stopped', async () => {
  const small = start(400_000);
  const log = chain('orders/00');
  const stored = await fill(small, log);
  await small.close();
  const journal = start();
  expect(await journal.heads(['orders/00'])).toMatchObject([{ number: stored }]);
  const batch = await journal.batchAt('orders/00', stored);
  const again = chain('orders/00');
  for (let number = 0; number < stored; number += 1) large(again);
  const next = again.next(reserve('a', 1));
  expect(Buffer.from(next.bytes).toString()).toContain(batch?.hash as string);
  expect(await journal.append('orders/00', next)).toBe('stored');
  expect(await verifyJournal(journal)).toEqual([]);
});

test('of appends that share a commit, one that is at fault fails alone', async () => {
  const journal = start();
  const log = chain('orders/00');
  await append(journal, log, [reserve('a', 1)]);
  const outcomes = await Promise.allSettled([
    journal.append('orders/01', chain('orders/01').next(reserve('a', 1))),
    journal.append('orders/00', log.next(reserve('a', 1))),
    journal.append('orders/02', chain('orders/02').next(reserve('a', 1))),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await journal.heads(['orders/00', 'orders/01', 'orders/02'])).toMatchObject(
    [1, 1, 1].map((number) => ({ number })),
  );
  expect(await verifyJournal(journal)).toEqual([]);
});

test.each([
  ['cut in half', () => truncateSync(journalFile(directory), Math.floor(statSync(journalFile(directory)).size / 2))],
  ['emptied', () => truncateSync(journalFile(directory), 0)],
  ['overwritten from its start', () => spoil(journalFile(directory), 0)],
])('a journal file that was %s is refused by its name, and nothing is made in its place', async (_how, damage) => {
  await filled(6);
  damage();
  const size = statSync(journalFile(directory)).size;
  const journal = start();
  await expect(journal.heads(['orders/00'])).rejects.toThrow(journalFile(directory));
  await expect(journal.append('orders/00', chain('orders/00').next())).rejects.toMatchObject(unavailable);
  await expect(journal.read('orders/00', 0, 1)).rejects.toMatchObject(unavailable);
  expect(statSync(journalFile(directory)).size).toBe(size);
});

test('a write-ahead log without its journal is no new beginning', async () => {
  const journal = start();
  await append(journal, chain('orders/00'), [reserve('a', 1)]);
  const moved = temporary('moved');
  copyFileSync(`${journalFile(directory)}-wal`, join(moved, 'journal.sqlite-wal'));
  await journal.close();
  const elsewhere = sqliteJournal({ directory: moved });
  await expect(elsewhere.heads(['orders/00'])).rejects.toThrow(/is missing, but its .*-wal is there/);
  await elsewhere.close();
  rmSync(moved, { recursive: true });
});

test('damage in the middle is found by verification, which names the first wrong batch', async () => {
  await filled(12);
  const bytes = readFileSync(journalFile(directory));
  bytes.fill(0x5a, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.5) + 8_192);
  writeFileSync(journalFile(directory), bytes);
  const [problem] = await verifyJournal(start());
  expect(problem).toMatchObject({ partition: 'orders/00' });
  expect(problem?.number).toBeGreaterThan(1);
});

test('the tail of a commit that power cut short is forgotten, and what came before is whole', async () => {
  const journal = start();
  const log = chain('orders/00');
  await append(journal, log, [reserve('a', 1)], [reserve('a', 2)], [reserve('a', 3)]);
  const saved = temporary('torn');
  for (const end of ['', '-wal']) copyFileSync(journalFile(directory) + end, journalFile(saved) + end);
  truncateSync(`${journalFile(saved)}-wal`, statSync(`${journalFile(saved)}-wal`).size - 100);
  const torn = sqliteJournal({ directory: saved });
  expect(commandsOf(await torn.stream('orders/00', 'a', 0, 10))).toEqual(['a#1', 'a#2']);
  expect(await verifyJournal(torn)).toEqual([]);
  await torn.close();
  rmSync(saved, { recursive: true });
});

test('damaged snapshots make way for new ones', async () => {
  const journal = start();
  const snapshot = { stream: 'a', schema: 1, version: 1, bytes: new Uint8Array([1]) };
  await append(journal, chain('orders/00'), [reserve('a', 1)]);
  await journal.saveSnapshot('orders/00', snapshot);
  await journal.close();
  spoil(join(directory, 'snapshots.sqlite'), 0);
  const again = start();
  expect(await again.loadSnapshot('orders/00', 'a', 1)).toBeUndefined();
  await again.saveSnapshot('orders/00', snapshot);
  expect(await again.loadSnapshot('orders/00', 'a', 1)).toEqual(snapshot);
});

test('a snapshot of another history than the journal holds is not believed', async () => {
  const journal = start();
  await append(journal, chain('orders/00'), [reserve('a', 1)], [reserve('a', 2)]);
  await journal.saveSnapshot('orders/00', { stream: 'a', schema: 1, version: 2, bytes: new Uint8Array([1]) });
  await journal.close();
  rmSync(journalFile(directory));
  const restored = start();
  await append(restored, chain('orders/00', 'n2'), [reserve('a', 1)], [reserve('a', 2)]);
  expect(await restored.loadSnapshot('orders/00', 'a', 1)).toBeUndefined();
});
