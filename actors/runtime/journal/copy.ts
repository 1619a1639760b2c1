import { type Instant, toIso } from '../time.ts';
import { answerKeyOf, entryLinesOf, readEntry } from './format.ts';
import { type Batch, emptyHead, type Head, type Journal, type NewBatch, type PartitionName } from './journal.ts';

const readBytes = 4_194_304;
/** Partitions that are copied side by side. */
const lanes = 8;

export type Copied = { readonly partition: PartitionName; readonly batches: number };

/** One sentence: why there can be no copy, or why it is none. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/** Throws a `CopyError` unless what the other holds is the beginning of this journal: nothing, or a part of a copy. */
export async function refuseOtherJournal(from: Journal, to: Journal): Promise<void> {
  const names = new Set(await from.names());
  if (names.size === 0) throw new CopyError('There is no journal to copy.');
  for (const partition of await to.names()) {
    if (!names.has(partition)) throw elsewhere(partition);
    await commonHead(from, to, partition);
  }
}

/**
 * Brings a journal to where another one is, byte for byte; a copy that was interrupted goes on when it is asked for
 * again. Throws a `CopyError` where another journal is, or when somebody wrote meanwhile.
 */
export async function copyJournal(from: Journal, to: Journal, onCopied: (copied: Copied) => void): Promise<void> {
  await copyUntil(from, to, Number.POSITIVE_INFINITY, onCopied);
  await compareHeads(from, to, await from.names());
}

/**
 * Copies what was stored until an instant, and no more, also while somebody writes: what follows from a batch is stored
 * later than it, so no effect is there without its cause, as far as the clocks of the nodes agree. Throws a `CopyError`
 * where what is there already goes further.
 */
export async function copyUntil(
  from: Journal,
  to: Journal,
  until: Instant,
  onCopied: (copied: Copied) => void,
): Promise<void> {
  const left = await from.names();
  await copyPartitionCount(from, to);
  const lane = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      onCopied(await copyPartition(from, to, name, until));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const usualPartitions = 16;

async function copyPartitionCount(from: Journal, to: Journal): Promise<void> {
  const count = await from.partitions(usualPartitions);
  const made = await to.partitions(count);
  if (made !== count) throw new CopyError(`The other journal was made with ${made} partitions, this one has ${count}.`);
}

async function copyPartition(from: Journal, to: Journal, partition: PartitionName, until: Instant): Promise<Copied> {
  let at = await commonHead(from, to, partition);
  if (at.at > until) throw new CopyError(`What is there of ${partition} goes further than ${toIso(until)}.`);
  for (;;) {
    const batches = await from.read(partition, at.number, readBytes);
    if (batches.length === 0) return { partition, batches: at.number };
    for (const batch of batches) {
      if (batch.at > until) return { partition, batches: at.number };
      if ((await to.append(partition, toNewBatch(batch))) !== 'stored') throw elsewhere(partition);
      at = batch;
    }
  }
}

const headOf = async (journal: Journal, partition: PartitionName): Promise<Head> =>
  (await journal.heads([partition]))[0] ?? emptyHead;

async function commonHead(from: Journal, to: Journal, partition: PartitionName): Promise<Head> {
  const head = await headOf(to, partition);
  if (head.number === 0) return head;
  const same = await from.batchAt(partition, head.number);
  if (same?.hash !== head.hash) throw elsewhere(partition);
  return head;
}

const elsewhere = (partition: PartitionName): CopyError =>
  new CopyError(
    `There is another journal where the copy should be: its ${partition} is not the beginning of this one.`,
  );

async function compareHeads(from: Journal, to: Journal, names: readonly PartitionName[]): Promise<void> {
  const [left, right] = await Promise.all([from.heads(names), to.heads(names)]);
  const moved = names.find((_, place) => left[place]?.hash !== right[place]?.hash);
  if (moved) throw new CopyError(`${moved} went on while it was copied: stop every Souk that uses it, and copy again.`);
}

/** The index of a batch, made again from its bytes. */
export function toNewBatch(batch: Batch): NewBatch {
  const entries = entryLinesOf(batch.bytes).map((line) => {
    const { stream, version, events, commandId } = readEntry(line);
    const offset = line.byteOffset - batch.bytes.byteOffset;
    const answerKey = answerKeyOf(stream, commandId);
    return { stream, version, events: events.length, answerKey, offset, length: line.byteLength };
  });
  return { ...batch, entries };
}
