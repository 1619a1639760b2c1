import { beforeEach, expect, test } from '@jest/globals';
import { copyJournal, copyUntil, refuseOtherJournal } from '../../actors/runtime/journal/copy.ts';
import type { Batch, Journal } from '../../actors/runtime/journal/journal.ts';
import { emptyDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { append, type Chain, chain, refused, reserve } from './journal.given.ts';

let from: Journal;
let to: Journal;
let log: Chain;

beforeEach(async () => {
  from = memoryJournal(emptyDisk());
  to = memoryJournal(emptyDisk());
  log = chain('orders/00');
  await from.partitions(4);
  await append(from, log, [reserve('a', 1), refused('b', 0, 'no')], [], [reserve('a', 2)]);
  await append(from, chain('carts/01'), [{ stream: 'ü', version: 2, events: ['日本', '🛒'], commandId: 'c' }]);
});

const copy = () => copyJournal(from, to, () => undefined);
const refusal = (words: string) => ({ name: 'CopyError', message: expect.stringContaining(words) });

async function isSame(): Promise<void> {
  for (const partition of await from.names()) {
    expect(await to.read(partition, 0, 1_000_000)).toEqual(await from.read(partition, 0, 1_000_000));
  }
  expect(await to.names()).toEqual(await from.names());
  expect(await verifyJournal(to)).toEqual([]);
  expect(await to.partitions(16)).toBe(4);
}

test('a copy is the journal itself, byte for byte, and its indexes lead to the same', async () => {
  const copied: unknown[] = [];
  await refuseOtherJournal(from, to);
  await copyJournal(from, to, (one) => copied.push(one));
  expect(copied).toEqual(
    expect.arrayContaining([
      { partition: 'carts/01', batches: 1 },
      { partition: 'orders/00', batches: 3 },
    ]),
  );
  await isSame();
});

test('a copy that was interrupted goes on, and takes what came since', async () => {
  await copy();
  await append(from, log, [reserve('a', 3)]);
  await refuseOtherJournal(from, to);
  await copy();
  await isSame();
});

test('where another journal is nothing is copied', async () => {
  await append(to, chain('orders/00', 'n2'), [reserve('x', 1)]);
  await expect(refuseOtherJournal(from, to)).rejects.toMatchObject(refusal('another journal'));
  await to.partitions(4);
  await expect(copy()).rejects.toMatchObject(refusal('another journal'));
});

test('a journal that is ahead, or has more logs, is another one', async () => {
  await copy();
  await append(to, log, [reserve('a', 3)]);
  await expect(refuseOtherJournal(from, to)).rejects.toMatchObject(refusal('orders/00'));
  to = memoryJournal(emptyDisk());
  await append(to, chain('users/00'), []);
  await expect(refuseOtherJournal(from, to)).rejects.toMatchObject(refusal('users/00'));
});

test('another number of partitions, or nothing to copy, is said', async () => {
  await to.partitions(8);
  await expect(copy()).rejects.toMatchObject(refusal('made with 8 partitions, this one has 4'));
  await expect(refuseOtherJournal(memoryJournal(emptyDisk()), to)).rejects.toMatchObject(refusal('no journal'));
});

test('a journal that somebody writes meanwhile is no copy, and is said to be none', async () => {
  const heads = from.heads.bind(from);
  from.heads = async (names) => {
    await append(from, log, [reserve('a', log.length())]);
    return heads(names);
  };
  await expect(copyJournal(from, to, () => undefined)).rejects.toMatchObject(refusal('went on while it was copied'));
});

test('a copy until a moment has what was stored until then and no more, goes on later, and never goes back', async () => {
  const batches = await from.read('orders/00', 0, 1_000_000);
  const [first, second] = batches as [Batch, Batch];
  const heads = async () => (await to.heads(['orders/00']))[0]?.number;
  const until = (at: number) => copyUntil(from, to, at, () => undefined);
  await until(first.at);
  expect(await heads()).toBe(1);
  expect(await verifyJournal(to)).toEqual([]);
  await until(second.at);
  expect(await heads()).toBe(2);
  await expect(until(first.at)).rejects.toMatchObject(refusal('goes further than'));
  await copy();
  await isSame();
});
