import { sleep, type World } from '../actors/runtime/world.ts';

/** Counts what is under way, so that a stop can wait for it. */
export class UnderWay {
  readonly #world: World;
  #count = 0;
  #onIdle: (() => void)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      if (this.#count === 0) for (const tell of this.#onIdle.splice(0)) tell();
    }
  }

  /** Resolves once nothing is under way, or when the time is up. */
  async idle(withinMs: number): Promise<void> {
    if (this.#count === 0) return;
    await Promise.race([new Promise<void>((resolve) => this.#onIdle.push(resolve)), sleep(this.#world, withinMs)]);
  }
}
