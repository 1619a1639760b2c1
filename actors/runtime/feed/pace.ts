import type { World } from '../world.ts';

/** Who may lag goes on together with all others who may: so what they write travels and is stored together. */
export class Pace {
  readonly #world: World;
  readonly #ticks = new Map<number, Promise<void>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** At most `paceMs`. */
  tick(paceMs: number): Promise<void> {
    const tick = this.#ticks.get(paceMs) ?? this.#next(paceMs);
    this.#ticks.set(paceMs, tick);
    return tick;
  }

  #next(paceMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.after(paceMs, () => {
        this.#ticks.delete(paceMs);
        resolve();
      });
    });
  }
}
