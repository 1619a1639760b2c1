import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import { hash53 } from '../../actors/runtime/ids.ts';
import { type Instant, minute } from '../../actors/runtime/time.ts';

export type Bounds = {
  /** Visits of a tenant's minute that are all kept. */
  readonly wholeAMinute: number;
  /** Beyond so many in a minute none are taken. */
  readonly mostAMinute: number;
};

type Window = { readonly minute: number; seen: number };

const mostTenants = 10_000;

/**
 * A busy minute is sampled by whole sessions: beyond `wholeAMinute` every second one is kept, beyond twice that every
 * fourth, and so on. A session that is kept stands for as many.
 */
export class Sampling {
  readonly #bounds: Bounds;
  readonly #windows = new LRUCache<string, Window>(atMost(mostTenants));

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** How many sessions this one stands for; 0: it is left out; undefined: the tenant has brought too many. */
  weightOf(tenantId: string, session: string, now: Instant): number | undefined {
    const { wholeAMinute, mostAMinute } = this.#bounds;
    const window = this.#windowOf(tenantId, Math.floor(now / minute));
    window.seen += 1;
    if (window.seen > mostAMinute) return undefined;
    const weight = 2 ** Math.max(0, Math.ceil(Math.log2(window.seen / wholeAMinute)));
    return hash53(`${tenantId} ${session}`) % weight === 0 ? weight : 0;
  }

  #windowOf(tenantId: string, current: number): Window {
    const known = this.#windows.get(tenantId);
    if (known?.minute === current) return known;
    const window = { minute: current, seen: 0 };
    this.#windows.set(tenantId, window);
    return window;
  }
}
