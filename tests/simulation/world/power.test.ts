import { expect, test } from '@jest/globals';
import { encodeBatch } from '../../../actors/runtime/journal/format.ts';
import type { NewBatch } from '../../../actors/runtime/journal/journal.ts';
import { emptyDisk, memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { recover } from './power.ts';

const partition = 'stock/00';
const stream = 'acme/stock/tea';

function batch(number: number, previousHash: string): NewBatch {
  const header = { partition, number, previousHash, node: 'one', nonce: `nonce ${number}`, at: number };
  const entry = { stream, version: number, commandId: `command ${number}`, events: [{ type: 'received' }] };
  return encodeBatch(header, [JSON.stringify(entry)], [{ ...entry, events: 1 }]);
}

const first = batch(1, '');
const last = batch(2, first.hash);

/** What a journal shows after its machine lost its power while `last` was written, of which this is on the disk. */
async function afterTheCut(bytes: Uint8Array) {
  const disk = emptyDisk();
  await memoryJournal(disk).append(partition, first);
  await memoryJournal(disk).saveSnapshot(partition, { stream, schema: 1, version: 1, bytes: first.bytes });
  await recover(disk, { partition, batch: { ...last, bytes } });
  return memoryJournal(disk);
}

test('Of a write that was torn nothing is there, and all before it is', async () => {
  const torn = [...last.bytes.keys()].flatMap((at) => [
    last.bytes.subarray(0, at),
    last.bytes.slice().fill(0, at, at + 8),
  ]);
  for (const bytes of torn) {
    const journal = await afterTheCut(bytes);
    expect(await journal.heads([partition])).toEqual([{ number: 1, hash: first.hash, at: 1 }]);
    expect(await journal.stream(partition, stream, 0, 10)).toMatchObject([{ batch: 1, version: 1 }]);
  }
});

test('A write that was whole is there, though nobody was told so', async () => {
  const journal = await afterTheCut(last.bytes);
  expect(await journal.stream(partition, stream, 0, 10)).toMatchObject([{ batch: 1 }, { batch: 2, version: 2 }]);
  expect(await journal.append(partition, last)).toBe('stored');
});

test('A snapshot that was only in memory is gone', async () => {
  const journal = await afterTheCut(last.bytes.subarray(0, 5));
  expect(await journal.loadSnapshot(partition, stream, 1)).toBeUndefined();
});
