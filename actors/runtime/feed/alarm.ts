import type { Instant } from '../time.ts';
import type { Cancel, World } from '../world.ts';

/** Runs one task again and again: at the soonest time that anybody asked for, never twice at once. */
export class Alarm {
  readonly #world: World;
  readonly #run: () => Promise<void>;
  #cancel: Cancel | undefined;
  #at: Instant = 0;
  #running = false;
  /** It rang while the task was running. */
  #again = false;
  #stopped = false;

  constructor(world: World, run: () => Promise<void>) {
    this.#world = world;
    this.#run = run;
  }

  /** In so many milliseconds of true time, whatever becomes of the clock; earlier if that was asked for already. */
  ringIn(delayMs: number): void {
    const at = this.#world.now() + delayMs;
    if (this.#stopped || (this.#cancel && this.#at <= at)) return;
    this.#cancel?.();
    this.#at = at;
    this.#cancel = this.#world.after(delayMs, () => void this.#ring());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #ring(): Promise<void> {
    this.#cancel = undefined;
    this.#again = this.#running;
    if (this.#running) return;
    this.#running = true;
    await this.#run();
    this.#running = false;
    if (this.#again) this.ringIn(0);
  }
}
