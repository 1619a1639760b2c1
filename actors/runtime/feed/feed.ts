import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import type { World } from '../world.ts';
import { FeedReader } from './reader.ts';

/** Whoever follows the batches of some domains, each partition in order and without holes. */
export type Consumer = {
  readonly name: string;
  readonly domains: readonly string[];
  /** It may lag this long, so that more batches come to it at once: a batch costs more than an event. */
  readonly paceMs?: number;
  /** Partition -> number of the last batch it has handled; `heads` themselves, for one that only wants what comes. */
  start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>>;
  /** A rejection means: again later. Batches may come twice after a crash. */
  handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void>;
  /** Finishes what it has begun and keeps its place. */
  stop(): Promise<void>;
};

export type ConsumerLag = {
  readonly consumer: string;
  readonly partition: PartitionName;
  readonly handled: number;
  readonly head: number;
  /** Why it does not go on, if it does not. */
  readonly problem?: string;
};

export type FeedOptions = { readonly journal: Journal; readonly codec: Codec; readonly world: World };

const domainOf = (partition: PartitionName): string => partition.slice(0, partition.indexOf('/'));

/** Hands stored batches to consumers: from memory where they follow closely, from the journal where they do not. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #consumers: Consumer[] = [];
  readonly #readers = new Map<PartitionName, FeedReader[]>();
  /** Also of what was stored before its consumers came. */
  readonly #heads = new Map<PartitionName, number>();

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** `heads`: the partitions there are and how far each has come. */
  async add(consumer: Consumer, heads: ReadonlyMap<PartitionName, number>): Promise<void> {
    this.#consumers.push(consumer);
    const handled = await consumer.start(heads);
    for (const [partition, head] of heads) {
      if (!consumer.domains.includes(domainOf(partition))) continue;
      const reader = new FeedReader(this.#options, consumer, partition, handled.get(partition) ?? 0);
      this.#readers.set(partition, [...(this.#readers.get(partition) ?? []), reader]);
      reader.announce(Math.max(head, this.#heads.get(partition) ?? 0));
    }
  }

  publish(batch: FeedBatch): void {
    this.#heads.set(batch.partition, batch.number);
    for (const reader of this.#readers.get(batch.partition) ?? []) reader.offer(batch);
  }

  /** A partition has come so far, whoever wrote it. */
  announce(partition: PartitionName, number: number): void {
    this.#heads.set(partition, Math.max(number, this.#heads.get(partition) ?? 0));
    for (const reader of this.#readers.get(partition) ?? []) reader.announce(number);
  }

  lag(): readonly ConsumerLag[] {
    return [...this.#readers.values()].flat().map((reader) => reader.lag());
  }

  /** Resolves once every consumer has handled all that is stored now; for tests and for a drain. */
  async settled(): Promise<void> {
    await Promise.all([...this.#readers.values()].flat().map((reader) => reader.caughtUp()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#readers.values()].flat().map((reader) => reader.stop()));
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
  }
}
