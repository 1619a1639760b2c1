import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { FeedOptions } from './consumer.ts';
import { decodeBatch } from './stored.ts';

const maxReadBytes = 1024 * 1024;

/** A page of a partition on its way. */
export type PastRead = {
  /** Number of its last batch, before it is decoded. Undefined: there is none yet. */
  readonly last: Promise<number | undefined>;
  readonly batches: Promise<readonly FeedBatch[]>;
};

/** Reads of the past. Those who want the same page at the same time, as all do who begin together, share one. */
export class PastReads {
  readonly #options: Pick<FeedOptions, 'journal' | 'codec'>;
  readonly #reading = new Map<string, PastRead>();

  constructor(options: Pick<FeedOptions, 'journal' | 'codec'>) {
    this.#options = options;
  }

  read(partition: PartitionName, after: number): PastRead {
    const key = `${partition} ${after}`;
    const known = this.#reading.get(key);
    if (known) return known;
    const read = this.#begin(partition, after);
    this.#reading.set(key, read);
    const end = () => this.#reading.delete(key);
    read.batches.then(end, end);
    // Whoever asked hears of it; nobody may be left to hear.
    read.last.catch(() => undefined);
    return read;
  }

  #begin(partition: PartitionName, after: number): PastRead {
    const stored = this.#options.journal.read(partition, after, maxReadBytes);
    const decoded = async () =>
      Promise.all((await stored).map((batch) => decodeBatch(this.#options, partition, batch)));
    return { last: stored.then((batches) => batches.at(-1)?.number), batches: decoded() };
  }
}
