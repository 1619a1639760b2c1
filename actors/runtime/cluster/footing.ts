import type { Cancel, World } from '../world.ts';

export type FootingOptions = {
  readonly world: World;
  /** Asks the journal something small; what it answers does not matter. */
  readonly ask: () => Promise<unknown>;
  /** Hears every second that the journal is out of reach, and once that it is there again. */
  readonly onAway: (isAway: boolean) => void;
};

const everyMs = 500;
/** Two seconds, if the node has time at all: one that is too busy to look has missed nothing. */
const missesToBeAway = 4;
const ticksToSayAgain = 2;

/** Looks whether this node reaches the journal. */
export class Footing {
  readonly #options: FootingOptions;
  #cancel: Cancel | undefined;
  #isAsking = false;
  #misses = 0;

  constructor(options: FootingOptions) {
    this.#options = options;
    this.#tickLater();
  }

  stop(): void {
    this.#cancel?.();
  }

  #tickLater(): void {
    this.#cancel = this.#options.world.after(everyMs, () => {
      this.#tick();
      this.#tickLater();
    });
  }

  #tick(): void {
    if (!this.#isAsking) void this.#ask();
    this.#misses += 1;
    const over = this.#misses - missesToBeAway;
    if (over >= 0 && over % ticksToSayAgain === 0) this.#options.onAway(true);
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      await this.#options.ask();
      const wasAway = this.#misses >= missesToBeAway;
      this.#misses = 0;
      if (wasAway) this.#options.onAway(false);
    } catch {
      // It counts as no answer.
    } finally {
      this.#isAsking = false;
    }
  }
}
