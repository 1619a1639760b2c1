import type { Followers } from '../followers.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Partitions } from './partitions.ts';

/** Partitions and all that goes with owning them, taken and left together. */
export class Holding {
  readonly partitions: Partitions;
  readonly #followers: Followers;

  constructor(partitions: Partitions, followers: Followers) {
    this.partitions = partitions;
    this.#followers = followers;
  }

  /** Rejects when some of them did not become ours. */
  async take(names: readonly PartitionName[]): Promise<void> {
    const { taken, problem } = await this.partitions.take(names);
    try {
      const heads = this.partitions.heads();
      await this.#followers.follow(new Map(taken.map((name) => [name, heads.get(name) ?? 0])));
    } catch (error) {
      for (const name of taken) this.leave(name);
      throw error;
    }
    // Some were given away while their followers were still beginning.
    for (const name of taken) if (!this.partitions.owns(name)) this.#followers.leave(name);
    if (problem !== undefined) throw problem;
  }

  /** Keeps places and snapshots, little by little: it goes on all the while. */
  async keep(): Promise<void> {
    await Promise.all([this.#followers.keep(), this.partitions.keep()]);
  }

  leave(partition: PartitionName): void {
    this.partitions.leave(partition);
    this.#followers.leave(partition);
  }
}
