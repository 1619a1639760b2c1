import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import { storedBatches } from './stored.ts';

export type PastOptions = { readonly journal: Pick<Journal, 'read'>; readonly codec: Pick<Codec, 'decode'> };

/** What has been stored, for those who do not follow. */
export class Past {
  readonly #options: PastOptions;

  constructor(options: PastOptions) {
    this.#options = options;
  }

  /** Of a partition, from after a batch to a batch. Rejects where one cannot be read. */
  stored(partition: PartitionName, after: number, last: number): AsyncGenerator<readonly FeedBatch[]> {
    return storedBatches(this.#options, partition, after, last);
  }
}
