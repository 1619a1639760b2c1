import type { Dice } from '../world/dice.ts';
import type { Owner, Scheduler } from '../world/scheduler.ts';

/** Chances, 0 to 1, of what befalls a connection each time something comes through it; `loses`: one frame on its way to it. */
export type CableFaults = { cuts: number; stalls: number; loses: number };

export const noCableFaults = (): CableFaults => ({ cuts: 0, stalls: 0, loses: 0 });

const usualMs = 30;
const stallMs = 6_000;
/** What the machine keeps for a reader that does not read. */
const heldBack = 100;

/** One direction of a connection: what is sent arrives in its order, some time later, or not at all. */
class Pipe {
  readonly #scheduler: Scheduler;
  readonly #receiver: Owner;
  #waiting: (() => void)[] = [];
  #lastAt = 0;

  constructor(scheduler: Scheduler, receiver: Owner) {
    this.#scheduler = scheduler;
    this.#receiver = receiver;
  }

  send(label: string, delayMs: number, arrive: () => void): void {
    const { nowMs } = this.#scheduler;
    this.#lastAt = Math.max(this.#lastAt, nowMs + delayMs);
    this.#waiting.push(arrive);
    // Whichever step comes first brings what was sent first.
    this.#scheduler.in(this.#lastAt - nowMs, this.#receiver, label, () => this.#waiting.shift()?.());
  }

  /** What waits in it. */
  get length(): number {
    return this.#waiting.length;
  }

  cut(): void {
    this.#waiting = [];
  }
}

export type CableOptions = {
  readonly scheduler: Scheduler;
  readonly dice: Dice;
  readonly faults: CableFaults;
  readonly browser: Owner;
  readonly server: Owner;
};

const browserHearsMs = 200;
/** A connection that is cut in the middle is noticed by what is not answered any more. */
const serverHearsMs = 3_000;
const nothing = (): void => undefined;

/** A connection between a browser and a process, until one of them is gone or somebody cuts it. */
export class Cable {
  readonly #options: CableOptions;
  readonly #up: Pipe;
  readonly #down: Pipe;
  #stalledUntilMs = 0;
  isCut = false;
  /** What each end does when it notices that it was cut. */
  readonly ends = { browser: nothing, server: nothing };

  constructor(options: CableOptions) {
    this.#options = options;
    this.#up = new Pipe(options.scheduler, options.server);
    this.#down = new Pipe(options.scheduler, options.browser);
  }

  toServer(label: string, arrive: () => void): void {
    this.#send(this.#up, label, arrive, 0);
  }

  toBrowser(label: string, arrive: () => void): void {
    const { dice, faults, scheduler } = this.#options;
    if (faults.stalls > 0 && dice.happens(faults.stalls)) {
      this.#stalledUntilMs = scheduler.nowMs + dice.roll() * stallMs;
    }
    this.#send(this.#down, label, arrive, Math.max(0, this.#stalledUntilMs - scheduler.nowMs));
  }

  /** What is sent to many at once may miss one of them. */
  missesFrame(): boolean {
    const { dice, faults } = this.#options;
    return faults.loses > 0 && dice.happens(faults.loses);
  }

  /** As the sender sees it. */
  get waiting(): number {
    const isStalled = this.#options.scheduler.nowMs < this.#stalledUntilMs;
    return this.#down.length + (isStalled ? heldBack : 0);
  }

  /** From now on nothing comes through. */
  cut(): void {
    if (this.isCut) return;
    const { scheduler, dice, browser, server } = this.#options;
    this.isCut = true;
    this.#up.cut();
    this.#down.cut();
    scheduler.in(dice.roll() * browserHearsMs, browser, 'loses its connection', () => this.ends.browser());
    scheduler.in(dice.roll() * serverHearsMs, server, 'loses a socket', () => this.ends.server());
  }

  #send(pipe: Pipe, label: string, arrive: () => void, extraMs: number): void {
    const { dice, faults } = this.#options;
    if (this.isCut) return;
    if (faults.cuts > 0 && dice.happens(faults.cuts)) return this.cut();
    pipe.send(label, dice.roll() * usualMs + extraMs, arrive);
  }
}
