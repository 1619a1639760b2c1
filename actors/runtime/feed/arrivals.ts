import { hash } from 'node:crypto';
import type { FeedBatch } from '../journal/entry.ts';
import { type BatchHeader, readHeader } from '../journal/format.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { FeedOptions } from './consumer.ts';
import { decodeBatch } from './stored.ts';

/** Of one partition; beyond it readers go to the journal. */
const mostWaiting = 64;

/** Who may want what arrives. */
type Wanting = {
  isExpected(partition: PartitionName, number: number): boolean;
  offer(batch: FeedBatch): void;
  announce(partition: PartitionName, number: number): void;
};

/** Batches as other nodes have stored them, those of one partition one after another. */
export class Arrivals {
  readonly #options: Pick<FeedOptions, 'codec'>;
  readonly #readers: Wanting;
  readonly #waiting = new Map<PartitionName, { readonly last: Promise<void>; readonly count: number }>();

  constructor(options: Pick<FeedOptions, 'codec'>, readers: Wanting) {
    this.#options = options;
    this.#readers = readers;
  }

  hear(bytes: Uint8Array): void {
    const header = readHeader(bytes);
    const { partition, number } = header;
    const before = this.#waiting.get(partition);
    if (before && before.count >= mostWaiting) return this.#readers.announce(partition, number);
    if (!before && !this.#readers.isExpected(partition, number)) return this.#readers.announce(partition, number);
    const last = (before?.last ?? Promise.resolve()).then(() => this.#bring(header, bytes));
    const place = { last, count: (before?.count ?? 0) + 1 };
    this.#waiting.set(partition, place);
    void last.then(() => this.#waiting.get(partition) === place && this.#waiting.delete(partition));
  }

  /** What cannot be read here is read from the journal, where it can be tried again. */
  async #bring({ partition, number, at }: BatchHeader, bytes: Uint8Array): Promise<void> {
    if (this.#readers.isExpected(partition, number)) {
      const batch = { number, at, bytes, hash: hash('sha256', bytes) };
      const decoded = await decodeBatch(this.#options, partition, batch).catch(() => undefined);
      if (decoded) this.#readers.offer(decoded);
    }
    this.#readers.announce(partition, number);
  }
}
