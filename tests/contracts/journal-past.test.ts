import { rmSync } from 'node:fs';
import { afterAll, expect, test } from '@jest/globals';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { sqlitePast } from '../../actors/runtime/journal/sqlite-past.ts';
import { append, chain, reserve } from './journal.given.ts';
import { temporary } from './sqlite.given.ts';

const directories: string[] = [];

function directory(): string {
  const made = temporary('past');
  directories.push(made);
  return made;
}

afterAll(() => {
  for (const one of directories) rmSync(one, { recursive: true });
});

const megabyte = 1_048_576;

test('Whoever reads beside the writer of a journal sees each batch once it is stored, as the writer sees it', async () => {
  const place = directory();
  const journal = sqliteJournal({ directory: place });
  const log = chain('orders/00');
  await append(journal, log, [reserve('o1', 1)]);
  const past = sqlitePast(place);
  expect((await past.read('orders/00', 0, megabyte)).map(({ number }) => number)).toEqual([1]);
  await append(journal, log, [reserve('o1', 2)], [reserve('o2', 1)]);
  expect(await past.read('orders/00', 1, megabyte)).toEqual(await journal.read('orders/00', 1, megabyte));
  expect(await past.read('orders/07', 0, megabyte)).toEqual([]);
  past.close();
  await append(journal, log, [reserve('o2', 2)]);
  await journal.close();
});

test('Whoever reads a journal that is not there is told so, and makes none', async () => {
  const past = sqlitePast(directory());
  await expect(past.read('orders/00', 0, megabyte)).rejects.toThrow('cannot be opened');
  past.close();
});
