import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import type { Others } from '../others.ts';
import type { Rows } from '../rows/rows.ts';
import type { Spans } from '../spans.ts';
import type { World } from '../world.ts';
import type { HeardEvent } from './events.ts';

/** Whoever follows the batches of some domains, each partition in order and without holes. */
export type Consumer = {
  readonly name: string;
  readonly domains: readonly string[];
  /** Names of consumers that come first: a batch comes here once they have handled it. */
  readonly after?: readonly string[];
  /** It may lag this long, so that more batches come to it at once: a batch costs more than an event. */
  readonly paceMs?: number;
  /** So many partitions at once are read from the journal for it: what one brings takes memory until it is handled. */
  readonly readsAtOnce?: number;
  /**
   * Partition -> number of the last batch it has handled; `heads` themselves, for one that only wants what comes. Called
   * again when partitions come later.
   */
  start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>>;
  /**
   * A rejection means: again later, from where it stood; `CursorMoved`: from where that says. Batches may come twice
   * after a crash.
   */
  handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void>;
  /** Events that one it comes after could not handle in their time, and now has. */
  late?(heard: readonly HeardEvent[]): void;
  /** Those it comes after have handled all that was stored before it began: what it was shown until now may be older. */
  cameAfter?(): void;
  /** Another node goes on with this partition. */
  leave?(partition: PartitionName): void;
  /**
   * All that it kept beside the feed was lost while it followed. Brings back what memory knows of it; answers where it
   * begins again, or nothing if it goes on from where it is.
   */
  lost?(): Promise<ReadonlyMap<PartitionName, number> | undefined>;
  /** Keeps its places, and goes on. */
  keep?(): Promise<void>;
  /** Finishes what it has begun and keeps its place. */
  stop(): Promise<void>;
};

/** The place that a consumer keeps beside its rows is not the one it believed in: it goes on after `number`. */
export class CursorMoved extends Error {
  readonly number: number;

  constructor(consumer: string, partition: PartitionName, number: number) {
    super(`${consumer} stands at ${number} in ${partition}: somebody else moved it, or nobody told that it did`);
    this.name = 'CursorMoved';
    this.number = number;
  }
}

export type ConsumerLag = {
  readonly consumer: string;
  readonly partition: PartitionName;
  readonly handled: number;
  readonly head: number;
  /** Why it does not go on, if it does not. */
  readonly problem?: string;
};

/** Batches that are stored and not handled yet. */
export const behind = ({ head, handled }: ConsumerLag): number => Math.max(0, head - handled);

export type FeedOptions = {
  readonly journal: Pick<Journal, 'read'>;
  readonly codec: Pick<Codec, 'decode'>;
  readonly world: World;
  /** Undefined: this node is alone. */
  readonly others?: Pick<Others, 'handled'> | undefined;
  readonly spans: Spans;
};

/** What a consumer that keeps rows needs. */
export type ConsumerOptions = FeedOptions & {
  readonly journal: Journal;
  readonly codec: Codec;
  readonly rows: Rows;
  /** How long read models may lag so that they are written in larger steps. Default 0. */
  readonly paceMs?: number;
};
