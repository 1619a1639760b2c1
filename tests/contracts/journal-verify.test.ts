import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { answerKeyOf } from '../../actors/runtime/journal/format.ts';
import type { NewBatch } from '../../actors/runtime/journal/journal.ts';
import { emptyDisk, type MemoryDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { journalFile, sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { append, chain, refused, reserve } from './journal.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

const eight = Array.from({ length: 8 }, (_, place) => [
  reserve('a', place + 1),
  reserve('b', place + 1),
  refused('c', 0, `no${place + 1}`),
]);

describe('a journal whose bytes do not fit', () => {
  let disk: MemoryDisk;

  beforeEach(async () => {
    disk = emptyDisk();
    await append(memoryJournal(disk), chain('orders/00'), ...eight);
    await append(memoryJournal(disk), chain('orders/01'), ...eight);
  });

  const batches = (): NewBatch[] => disk.logs.get('orders/00')?.batches ?? [];
  const problems = () => verifyJournal(memoryJournal(disk));

  const change = (number: number, by: (batch: NewBatch) => Partial<NewBatch>): void => {
    const batch = batches()[number - 1] as NewBatch;
    batches()[number - 1] = { ...batch, ...by(batch) };
  };

  const flipped = ({ bytes }: NewBatch): Partial<NewBatch> => {
    const copy = bytes.slice();
    copy[copy.length - 5] = (copy[copy.length - 5] as number) ^ 1;
    return { bytes: copy };
  };

  test('a flipped bit is named, and other partitions are read all the same', async () => {
    change(3, flipped);
    change(6, flipped);
    expect(await problems()).toEqual([
      { partition: 'orders/00', number: 3, problem: 'its bytes are not those that were stored' },
    ]);
  });

  test('a rewritten batch with a fitting hash breaks the chain at the next', async () => {
    const honest = chain('orders/02');
    const forged = chain('orders/02', 'n2');
    const journal = memoryJournal(disk);
    for (const entries of eight) {
      const [batch, other] = [honest.next(...entries), forged.next(...entries)];
      await journal.append('orders/02', batch.number < 5 ? other : batch);
    }
    expect(await problems()).toEqual([
      { partition: 'orders/02', number: 5, problem: 'it does not follow from the batch before' },
    ]);
  });

  test('a missing batch is named', async () => {
    batches().splice(4, 1);
    expect(await problems()).toMatchObject([{ number: 5, problem: 'it is missing' }]);
  });

  test('a batch that was put into another partition is named', async () => {
    const [first] = disk.logs.get('orders/01')?.batches ?? [];
    change(1, () => first as NewBatch);
    expect(await problems()).toMatchObject([{ number: 1, problem: 'it belongs to another place' }]);
  });

  test('a row that says another time than its header is named', async () => {
    change(2, () => ({ at: 5 }));
    expect(await problems()).toMatchObject([{ number: 2, problem: 'its row is not what its header says' }]);
  });

  test('a hole in the versions of a stream is named', async () => {
    const log = chain('orders/02');
    await append(memoryJournal(disk), log, [reserve('a', 1)], [reserve('a', 3)]);
    expect(await problems()).toMatchObject([
      { partition: 'orders/02', number: 1, problem: 'the index of a goes on elsewhere' },
    ]);
  });
});

describe('a journal whose indexes do not fit', () => {
  let directory: string;

  beforeEach(async () => {
    directory = temporary('journal');
    const journal = sqliteJournal({ directory });
    await append(journal, chain('orders/00'), ...eight);
    await journal.close();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const problemsAfter = async (sql: string, ...values: readonly number[]) => {
    const db = new DatabaseSync(journalFile(directory));
    db.prepare(sql).run(...values);
    db.close();
    const journal = sqliteJournal({ directory, readOnly: true });
    const problems = await verifyJournal(journal);
    await journal.close();
    return problems;
  };

  const row = (number: number): number => 2 ** 32 + number;

  test('a lost row of a stream is named where the stream breaks off', async () => {
    expect(await problemsAfter("DELETE FROM streams WHERE stream = 'a' AND version = 5")).toMatchObject([
      { number: 4, problem: 'the index of a goes on elsewhere' },
    ]);
  });

  test('a row of a stream that leads to another batch is named', async () => {
    const sql = "UPDATE streams SET batch = ? WHERE stream = 'b' AND version = 2";
    expect(await problemsAfter(sql, row(3))).toMatchObject([
      { number: 1, problem: 'the index of b goes on elsewhere' },
    ]);
  });

  test('a row too many is named', async () => {
    const sql =
      "INSERT INTO streams SELECT partition, stream, 9, batch, spans FROM streams WHERE stream = 'a' AND version = 8";
    expect(await problemsAfter(sql)).toMatchObject([{ number: 8, problem: 'the index of a goes on elsewhere' }]);
  });

  test('a lost answer is named with its command', async () => {
    expect(await problemsAfter('DELETE FROM young_answers WHERE batch = ?', row(6))).toMatchObject([
      { number: 6, problem: 'the answer to a#6 of a is not found' },
    ]);
  });

  test('an answer that leads to other bytes is named', async () => {
    const key = answerKeyOf('b', 'b#2');
    const blob = 'SELECT rows FROM young_answers WHERE batch = ?';
    const db = new DatabaseSync(journalFile(directory));
    const stored = db.prepare(blob).get(row(2)) as { readonly rows: Uint8Array };
    const rows = new Float64Array(stored.rows.buffer);
    rows[rows.indexOf(key) + 2] = (rows[rows.indexOf(key) + 2] as number) + 1;
    db.prepare('UPDATE young_answers SET rows = ? WHERE batch = ?').run(new Uint8Array(rows.buffer), row(2));
    db.close();
    expect(await problemsAfter('SELECT 1')).toMatchObject([
      { number: 2, problem: 'the answer to b#2 of b is not found' },
    ]);
  });

  test('a missing batch is named, in the middle and at the end', async () => {
    expect(await problemsAfter('DELETE FROM batches WHERE id = ?', row(8))).toMatchObject([{ number: 7 }]);
    expect(await problemsAfter('DELETE FROM batches WHERE id = ?', row(4))).toMatchObject([{ number: 3 }]);
  });
});
