import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import type { World } from '../world.ts';

/** What one partition needs of its node. */
export type PartitionOptions = {
  readonly partition: PartitionName;
  readonly nodeId: string;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly world: World;
  /** Commands that may wait for one actor. */
  readonly mailboxLimit: number;
  readonly actorsInMemory: number;
  readonly maxEntriesPerBatch: number;
  /** Hears every batch this node stored, in order, before the callers do. */
  readonly onStored: (batch: FeedBatch, bytes: Uint8Array) => void;
  /** Hears how far the partition has come, when that was read from the journal. */
  readonly onHead: (partition: PartitionName, number: number) => void;
};
