import type { PartitionName } from '../journal/journal.ts';

/** A consumer of a partition, as one name: neither holds a space. */
export const placeOf = (consumer: string, partition: PartitionName): string => `${consumer} ${partition}`;

/** How far the consumers of other nodes have come, as those tell: at once, and again every second. */
export class Elsewhere {
  readonly #reached = new Map<string, number>();
  readonly #waiting = new Map<PartitionName, (() => void)[]>();

  heard(consumer: string, partition: PartitionName, number: number): void {
    const place = placeOf(consumer, partition);
    this.#reached.set(place, Math.max(number, this.#reached.get(place) ?? 0));
    this.wake(partition);
  }

  hasReached(consumer: string, partition: PartitionName, number: number): boolean {
    return (this.#reached.get(placeOf(consumer, partition)) ?? 0) >= number;
  }

  /** Resolves when there is news of the partition: another node has come further in it, or this one takes it, or ends. */
  news(partition: PartitionName): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(partition, [...(this.#waiting.get(partition) ?? []), resolve]);
    });
  }

  wake(partition: PartitionName): void {
    const waiting = this.#waiting.get(partition) ?? [];
    this.#waiting.delete(partition);
    for (const resolve of waiting) resolve();
  }
}
