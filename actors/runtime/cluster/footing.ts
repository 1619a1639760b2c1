import type { Cancel, World } from '../world.ts';

/** How a node sees that its journal is there. */
export type JournalSigns = {
  /** Asks it something small, which counts among its answers. */
  readonly ask: () => Promise<unknown>;
  /** How often it has answered anything so far. */
  readonly answers: () => number;
};

export type FootingOptions = {
  readonly world: World;
  readonly journal: JournalSigns;
  /** Hears every second that the journal is out of reach, and once that it is there again. */
  readonly onAway: (isAway: boolean) => void;
};

const everyMs = 500;
/** Three seconds, if the node has time at all: one that is too busy to look has missed nothing. */
const missesToBeAway = 6;
const ticksToSayAgain = 2;

/** Looks whether this node reaches the journal: one that is busy answers something, one that is cut off nothing. */
export class Footing {
  readonly #options: FootingOptions;
  #cancel: Cancel | undefined;
  #isAsking = false;
  #answers = 0;
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
      this.#look();
      void this.#ask();
      this.#tickLater();
    });
  }

  #look(): void {
    const { journal, onAway } = this.#options;
    const answers = journal.answers();
    const wasAway = this.#misses >= missesToBeAway;
    this.#misses = answers === this.#answers ? this.#misses + 1 : 0;
    this.#answers = answers;
    const over = this.#misses - missesToBeAway;
    if (over >= 0 && over % ticksToSayAgain === 0) onAway(true);
    if (over < 0 && wasAway) onAway(false);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.#options.journal.ask().catch(() => undefined);
    this.#isAsking = false;
  }
}
