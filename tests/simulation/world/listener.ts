import type { Consumer } from '../../../actors/runtime/feed/consumer.ts';
import type { FeedBatch } from '../../../actors/runtime/journal/entry.ts';
import type { Dice } from './dice.ts';

/** Follows everything from the first batch on, forgets all when its process dies, and throws now and then. */
export class Listener implements Consumer {
  readonly name = 'listener';
  readonly domains: readonly string[];
  /** Partition -> the last batch it has heard. */
  readonly heard = new Map<string, number>();
  readonly problems: string[] = [];
  readonly #dice: Dice;
  readonly #throws: () => number;

  /** `throws`: how likely it throws at what it hears. */
  constructor(domains: readonly string[], dice: Dice, throws: () => number) {
    this.domains = domains;
    this.#dice = dice;
    this.#throws = throws;
  }

  async start(): Promise<ReadonlyMap<string, number>> {
    return new Map();
  }

  async handle(partition: string, batches: readonly FeedBatch[]): Promise<void> {
    if (this.#dice.happens(this.#throws())) throw new Error('by the dice');
    for (const { number } of batches) {
      const last = this.heard.get(partition) ?? 0;
      if (number !== last + 1) this.problems.push(`a listener heard batch ${number} of ${partition} after ${last}`);
      this.heard.set(partition, number);
    }
  }

  async stop(): Promise<void> {}
}
