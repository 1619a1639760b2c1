import type { Instant } from '../../../actors/runtime/time.ts';
import type { World } from '../../../actors/runtime/world.ts';
import type { Dice } from './dice.ts';
import type { Owner, Scheduler } from './scheduler.ts';

const morning: Instant = Date.UTC(2026, 10, 22, 9);

/** A world as one process sees it: its clock may be wrong and may jump, its timers count true time as real ones do. */
export class NodeClock implements World {
  readonly #scheduler: Scheduler;
  readonly #dice: Dice;
  readonly #owner: Owner;
  /** How far the clock is ahead of the truth. */
  offsetMs = 0;

  constructor(scheduler: Scheduler, dice: Dice, owner: Owner) {
    this.#scheduler = scheduler;
    this.#dice = dice;
    this.#owner = owner;
  }

  readonly now = (): Instant => Math.floor(morning + this.#scheduler.nowMs + this.offsetMs);

  readonly randomId = (): string => this.#dice.id();

  readonly after = (delayMs: number, run: () => void): (() => void) =>
    this.#scheduler.in(delayMs, this.#owner, 'timer', run);

  readonly soon = (run: () => void): void => {
    this.#scheduler.in(0, this.#owner, 'soon', run);
  };
}
