import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import type { Consumer } from './consumer.ts';
import type { Feed } from './feed.ts';
import { storedBatches } from './stored.ts';

export type LatecomersOptions = {
  readonly journal: Journal;
  readonly codec: Codec;
  readonly feed: Feed;
  readonly heads: () => ReadonlyMap<PartitionName, number>;
};

/** Consumers that come and go while the node runs: nobody waits for them, not even its start. */
export class Latecomers {
  readonly #options: LatecomersOptions;

  constructor(options: LatecomersOptions) {
    this.#options = options;
  }

  follow(consumer: Consumer): Promise<void> {
    return this.#options.feed.add(consumer, this.#options.heads());
  }

  unfollow(consumer: Consumer): Promise<void> {
    return this.#options.feed.remove(consumer);
  }

  /** How far each partition has come. */
  heads(): ReadonlyMap<PartitionName, number> {
    return this.#options.heads();
  }

  /** The past of a partition, from after a batch to a batch. */
  stored(partition: PartitionName, after: number, last: number): AsyncGenerator<readonly FeedBatch[]> {
    return storedBatches(this.#options, partition, after, last);
  }
}
