import type { PartitionName } from './journal/journal.ts';

/** The other nodes of a cluster: what they are told of this one. */
export type Others = {
  /** `bytes`: the batch as it is stored. */
  stored(partition: PartitionName, number: number, bytes: Uint8Array): void;
  /** A consumer that follows here has come so far. */
  handled(consumer: string, partition: PartitionName, number: number): void;
  /** The key of a person was destroyed. */
  forgotten(person: string): void;
};
