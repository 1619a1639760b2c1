import { setImmediate as onNextLoop } from 'node:timers';
import { setImmediate as nextLoop } from 'node:timers/promises';
import { digestId } from '../../actors/runtime/ids.ts';
import type { Instant } from '../../actors/runtime/time.ts';
import type { World } from '../../actors/runtime/world.ts';

type Timer = { readonly dueAt: number; readonly order: number; readonly run: () => void };

export const morning: Instant = Date.UTC(2026, 10, 22, 9);

/** A world whose time passes only when a test says so, and whose ids are the same in every run. */
export class FakeWorld implements World {
  /** Timers count this, as real ones do: a clock that is set back does not stop them. */
  #elapsed = 0;
  #clockAtStart = morning;
  #timers: Timer[] = [];
  #soon = 0;
  #made = 0;

  readonly now = (): Instant => this.#clockAtStart + this.#elapsed;

  readonly randomId = (): string => {
    this.#made += 1;
    return Buffer.from(digestId(`id ${this.#made}`).slice(0, 16)).toString('base64url');
  };

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    this.#made += 1;
    const timer: Timer = { dueAt: this.#elapsed + Math.max(0, delayMs), order: this.#made, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  readonly soon = (run: () => void): void => {
    this.#soon += 1;
    onNextLoop(() => {
      this.#soon -= 1;
      run();
    });
  };

  /** All that can happen without time passing has happened. */
  async settle(): Promise<void> {
    do await nextLoop();
    while (this.#soon > 0);
  }

  /** Time passes: timers run in their order, and each time all that follows happens before the next one. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    await this.settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#elapsed = Math.max(this.#elapsed, next.dueAt);
      this.#timers = this.#timers.filter((other) => other !== next);
      next.run();
      await this.settle();
    }
    this.#elapsed = until;
  }

  /** Somebody sets the clock; no time passes. */
  setClock(at: Instant): void {
    this.#clockAtStart = at - this.#elapsed;
  }

  #next(until: number): Timer | undefined {
    const due = this.#timers.filter(({ dueAt }) => dueAt <= until);
    return due.sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)[0];
  }
}
