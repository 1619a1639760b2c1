import type { Domains } from '../domains.ts';
import type { Head, PartitionName } from '../journal/journal.ts';
import { partitionOf, partitionsOf } from '../placement.ts';
import { Partition, type PartitionOptions } from './partition.ts';

export type PartitionsOptions = Omit<PartitionOptions, 'partition' | 'actorsInMemory'> & {
  readonly domains: Domains;
  /** Partitions of each domain. */
  readonly count: number;
  /** Actors that stay in memory, all partitions together. */
  readonly actorsInMemory: number;
};

/** The partitions this node owns. */
export class Partitions {
  readonly #options: PartitionsOptions;
  readonly #owned = new Map<PartitionName, Partition>();

  constructor(options: PartitionsOptions) {
    this.#options = options;
  }

  /** Takes all partitions of all hosted domains, in one read and one round of appends. */
  async takeAll(): Promise<void> {
    const { domains, count, journal } = this.#options;
    const names = domains.areas.flatMap((area) => partitionsOf(area, count));
    const heads = await journal.heads(names);
    await Promise.all(names.map((name, place) => this.#take(name, heads[place] as Head, names.length)));
  }

  of(area: string, stream: string): Partition {
    const name = partitionOf(area, stream, this.#options.count);
    const partition = this.#owned.get(name);
    if (!partition) throw new Error(`this node does not own ${name}`);
    return partition;
  }

  nameOf(area: string, stream: string): PartitionName {
    return partitionOf(area, stream, this.#options.count);
  }

  heads(): ReadonlyMap<PartitionName, number> {
    return new Map([...this.#owned].map(([name, partition]) => [name, partition.head?.number ?? 0]));
  }

  get waiting(): number {
    return [...this.#owned.values()].reduce((sum, partition) => sum + partition.waiting, 0);
  }

  async drain(): Promise<void> {
    await Promise.all([...this.#owned.values()].map((partition) => partition.drain()));
  }

  async #take(name: PartitionName, head: Head, all: number): Promise<void> {
    // It must be able to hold the actors of two full batches.
    const fewest = 2 * this.#options.maxEntriesPerBatch + 24;
    const actorsInMemory = Math.max(fewest, Math.ceil(this.#options.actorsInMemory / all));
    const partition = new Partition({ ...this.#options, partition: name, actorsInMemory });
    await partition.take(head);
    this.#owned.set(name, partition);
  }
}
