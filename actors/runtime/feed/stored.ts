import type { FeedBatch } from '../journal/entry.ts';
import { entryLinesOf } from '../journal/format.ts';
import type { Batch, PartitionName } from '../journal/journal.ts';
import type { FeedOptions } from './consumer.ts';

const maxReadBytes = 1024 * 1024;

/** A stored batch as consumers read it. */
export async function decodeBatch(
  { codec }: Pick<FeedOptions, 'codec'>,
  partition: PartitionName,
  { number, hash, at, bytes }: Omit<Batch, 'nonce'>,
): Promise<FeedBatch> {
  const lines = entryLinesOf(bytes).map((line) => Buffer.from(line).toString());
  return { partition, number, hash, at, entries: await codec.decode(lines) };
}

/** Batches `after` to `last` of a partition, in pieces of about 1 MB. Rejects where one cannot be read. */
export async function* storedBatches(
  options: Pick<FeedOptions, 'codec' | 'journal'>,
  partition: PartitionName,
  after: number,
  last: number,
): AsyncGenerator<readonly FeedBatch[]> {
  for (let read = after; read < last; ) {
    const stored = await options.journal.read(partition, read, maxReadBytes);
    const wanted = stored.filter(({ number }) => number <= last);
    if (wanted.length === 0) throw new Error(`batch ${read + 1} of ${partition} cannot be read yet`);
    yield await Promise.all(wanted.map((batch) => decodeBatch(options, partition, batch)));
    read = wanted.at(-1)?.number ?? last;
  }
}
