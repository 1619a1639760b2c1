import type { PartitionName } from '../journal/journal.ts';
import type { World } from '../world.ts';

type Waiting = { readonly place: string; readonly number: number; readonly resolve: () => void };

/** What is told of it is repeated every second: whoever waits longer waits for a node that is gone. */
const longestWaitMs = 2_000;

const placeOf = (consumer: string, partition: PartitionName): string => `${consumer} ${partition}`;

/** How far the consumers of other nodes have come, as those tell. */
export class Elsewhere {
  readonly #world: World;
  readonly #reached = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();

  constructor(world: World) {
    this.#world = world;
  }

  heard(consumer: string, partition: PartitionName, number: number): void {
    const place = placeOf(consumer, partition);
    this.#reached.set(place, Math.max(number, this.#reached.get(place) ?? 0));
    for (const one of this.#waiting) if (one.place === place && one.number <= number) one.resolve();
  }

  /** Resolves once it is known to have come so far, after 2 s at the latest. */
  async reached(consumer: string, partition: PartitionName, number: number): Promise<void> {
    const place = placeOf(consumer, partition);
    if ((this.#reached.get(place) ?? 0) >= number) return;
    await new Promise<void>((resolve) => {
      const waiting: Waiting = { place, number, resolve: () => this.#done(waiting, cancel, resolve) };
      const cancel = this.#world.after(longestWaitMs, waiting.resolve);
      this.#waiting.add(waiting);
    });
  }

  #done(waiting: Waiting, cancel: () => void, resolve: () => void): void {
    this.#waiting.delete(waiting);
    cancel();
    resolve();
  }
}
