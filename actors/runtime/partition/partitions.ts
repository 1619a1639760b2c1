import type { Domains } from '../domains.ts';
import { runtimeError } from '../errors.ts';
import type { Head, PartitionName } from '../journal/journal.ts';
import { partitionOf, partitionsOf } from '../placement.ts';
import type { PartitionOptions } from './options.ts';
import { Partition } from './partition.ts';

export type PartitionsOptions = Omit<PartitionOptions, 'partition' | 'actorsInMemory'> & {
  readonly domains: Domains;
  /** Partitions of each domain. */
  readonly count: number;
  /** Actors that stay in memory, all partitions together. */
  readonly actorsInMemory: number;
  /** The node that owns a partition which is not ours, as far as we know. */
  readonly ownerOf: (partition: PartitionName) => string | undefined;
};

/** The partitions this node owns. */
export class Partitions {
  /** All partitions of all hosted domains, ours and others'. */
  readonly names: readonly PartitionName[];
  readonly #options: PartitionsOptions;
  readonly #owned = new Map<PartitionName, Partition>();
  /** Hear of what becomes ours. */
  readonly #hearers = new Set<(name: PartitionName) => void>();

  constructor(options: PartitionsOptions) {
    this.#options = options;
    this.names = options.domains.areas.flatMap((area) => partitionsOf(area, options.count));
  }

  /** In one read and one round of appends. The answer: what became ours, and the first problem of what did not. */
  async take(
    names: readonly PartitionName[],
  ): Promise<{ readonly taken: PartitionName[]; readonly problem?: unknown }> {
    const heads = await this.#options.journal.heads(names);
    const tried = await Promise.allSettled(names.map((name, place) => this.#take(name, heads[place] as Head)));
    const taken = names.filter((_, place) => tried[place]?.status === 'fulfilled');
    const failed = tried.find(({ status }) => status === 'rejected');
    return { taken, ...(failed && { problem: (failed as PromiseRejectedResult).reason }) };
  }

  /** What is asked for from now on is answered with `WRONG_NODE`. */
  leave(name: PartitionName): void {
    this.#owned.get(name)?.leave();
    this.#owned.delete(name);
  }

  of(area: string, stream: string): Partition {
    const name = this.nameOf(area, stream);
    const partition = this.#owned.get(name);
    if (partition) return partition;
    const owner = this.#options.ownerOf(name);
    throw runtimeError('WRONG_NODE', owner === undefined || owner === this.#options.nodeId ? {} : { owner });
  }

  owns(name: PartitionName): boolean {
    return this.#owned.has(name);
  }

  /** As far as we know; undefined while there is none. */
  ownerOf(name: PartitionName): string | undefined {
    return this.owns(name) ? this.#options.nodeId : this.#options.ownerOf(name);
  }

  /** Resolves once it is ours, or after a while all the same. */
  async taken(name: PartitionName, withinMs: number): Promise<void> {
    if (this.owns(name)) return;
    await new Promise<void>((resolve) => {
      const hear = (taken: PartitionName) => taken === name && done();
      const cancel = this.#options.world.after(withinMs, () => done());
      const done = () => {
        cancel();
        this.#hearers.delete(hear);
        resolve();
      };
      this.#hearers.add(hear);
    });
  }

  nameOf(area: string, stream: string): PartitionName {
    return partitionOf(area, stream, this.#options.count);
  }

  /** Read from the journal. */
  async headsOfAll(): Promise<ReadonlyMap<PartitionName, number>> {
    const { names } = this;
    const heads = await this.#options.journal.heads(names);
    return new Map(names.map((name, place) => [name, heads[place]?.number ?? 0]));
  }

  /** Whether somebody else wrote into what is ours: an owner that only reads would never learn it. */
  async look(): Promise<void> {
    const owned = [...this.#owned];
    if (owned.length === 0) return;
    const heads = await this.#options.journal.heads(owned.map(([name]) => name));
    for (const [place, [, partition]] of owned.entries()) partition.hear(heads[place] as Head);
  }

  /** Of those that are ours. */
  heads(): ReadonlyMap<PartitionName, number> {
    return new Map([...this.#owned].map(([name, partition]) => [name, partition.head?.number ?? 0]));
  }

  get waiting(): number {
    return [...this.#owned.values()].reduce((sum, partition) => sum + partition.waiting, 0);
  }

  /** Of the partition that is furthest behind. */
  get backlogMs(): number {
    return Math.max(0, ...[...this.#owned.values()].map((partition) => partition.backlogMs));
  }

  /** Snapshots of all that is worth one, of one partition after the other. */
  async keep(): Promise<void> {
    for (const partition of [...this.#owned.values()]) await partition.keep();
  }

  async drain(): Promise<void> {
    await Promise.all([...this.#owned.values()].map((partition) => partition.drain()));
  }

  async #take(name: PartitionName, head: Head): Promise<void> {
    const { actorsInMemory: together, maxEntriesPerBatch } = this.#options;
    // It must be able to hold the actors of two full batches.
    const fewest = 2 * maxEntriesPerBatch + 24;
    const actorsInMemory = Math.max(fewest, Math.ceil(together / this.names.length));
    const partition = new Partition({ ...this.#options, partition: name, actorsInMemory });
    await partition.take(head).catch((error: unknown) => {
      partition.leave();
      throw error;
    });
    this.#owned.set(name, partition);
    for (const hear of [...this.#hearers]) hear(name);
  }
}
