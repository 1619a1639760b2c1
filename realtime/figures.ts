import type { Instant } from '../actors/runtime/time.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import { figuresEveryMs } from './protocol.ts';

/** What is not shown yet: when the oldest and the newest of it were committed, and since when it waits. */
type Stir = { readonly first: Instant; readonly last: Instant; readonly since: Instant };

const minuteMs = 60_000;

/**
 * Figures follow what was committed a moment later: a channel is due once that is counted (or, where nobody says so, a
 * second later), at most once a second, and when a minute has begun: then the last minutes are others.
 */
export class Figures<Live extends object> {
  readonly #world: World;
  readonly #due: (live: Live) => void;
  readonly #stirs = new Map<Live, Stir>();
  readonly #shown = new WeakMap<Live, Instant>();
  #asOf: Instant = 0;
  #cancel: Cancel | undefined;

  constructor(world: World, due: (live: Live) => void) {
    this.#world = world;
    this.#due = due;
  }

  /** Something was committed at that instant. */
  stir(live: Live, at: Instant): void {
    const { first = at, last = at, since = this.#world.now() } = this.#stirs.get(live) ?? {};
    this.#stirs.set(live, { first, last: Math.max(last, at), since });
    this.#look();
  }

  /** All that was committed until then is counted. */
  counted(asOf: Instant): void {
    this.#asOf = Math.max(asOf, this.#asOf);
    this.#look();
  }

  /** Looks whether a minute has begun since these were shown. */
  turn(lives: Iterable<Live>): void {
    const minute = Math.floor(this.#world.now() / minuteMs);
    for (const live of lives) if (Math.floor((this.#shown.get(live) ?? 0) / minuteMs) < minute) this.stir(live, 0);
  }

  leave(live: Live): void {
    this.#stirs.delete(live);
  }

  stop(): void {
    this.#cancel?.();
    this.#stirs.clear();
  }

  #look(): void {
    const now = this.#world.now();
    let soonestMs = Number.POSITIVE_INFINITY;
    for (const [live, { first, last, since }] of this.#stirs) {
      const countedAt = first > this.#asOf ? since + figuresEveryMs : 0;
      const restMs = Math.max(countedAt, (this.#shown.get(live) ?? 0) + figuresEveryMs) - now;
      if (restMs > 0) soonestMs = Math.min(soonestMs, restMs);
      else this.#show(live, last, now);
    }
    this.#lookLater(soonestMs);
  }

  #show(live: Live, last: Instant, now: Instant): void {
    // What was committed since it was counted is shown the next time.
    if (last > this.#asOf) this.#stirs.set(live, { first: last, last, since: now });
    else this.#stirs.delete(live);
    this.#shown.set(live, now);
    this.#due(live);
  }

  #lookLater(delayMs: number): void {
    this.#cancel?.();
    if (Number.isFinite(delayMs)) this.#cancel = this.#world.after(delayMs, () => this.#look());
  }
}
