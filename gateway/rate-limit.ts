import { LRUCache } from 'lru-cache';
import { atMost } from '../actors/runtime/at-most.ts';
import { minute } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import type { TenantTerms } from '../actors/tenants/contract.ts';
import { flatten } from './answer.ts';
import { gatewayError } from './codes.ts';
import { mostKeysAtOnce, type SharedCounts } from './shared-counts.ts';

/** Requests a minute, counted in whole minutes from the first; 0 means without bound. */
export type Bound = { readonly key: string; readonly perMinute: number };

/** What the installation allows; 0: any number. A tenant has its plan besides. */
export type PerMinute = {
  readonly all: number;
  readonly address: number;
  /** An account, a guest by the secret of a cart or order, or else an address; in each tenant by itself. */
  readonly caller: number;
};

export type RateLimit = {
  /**
   * Counts one request under each key; throws `RATE_LIMITED` when there were too many under one. The headers tell how many
   * are left, of the bound that leaves fewest.
   */
  take(...bounds: readonly Bound[]): readonly string[];
};

type Window = {
  readonly endsAt: number;
  /** Counted here; `told` of them to the other nodes. */
  own: number;
  told: number;
  /** Counted by the others, as far as they have told. */
  others: number;
};

const mostKeys = 50_000;
const unbounded: readonly string[] = [];
/** So much later a node learns what the others have let through: the bound is that much softer, and a request waits for nobody. */
const tellEveryMs = 100;

/**
 * Alone each node counts for itself, from the first request on. With `shared` all count together, in the minutes of the
 * clock; while they cannot be had, each for itself again.
 */
export function createRateLimit(world: World, shared?: SharedCounts): RateLimit {
  const windows = new LRUCache<string, Window>(atMost(mostKeys));
  const told = shared && new Telling(world, shared, windows);
  const windowOf = (key: string, now: number): Window => {
    const open = windows.get(key);
    if (open && open.endsAt > now) return open;
    const window = { endsAt: told ? endOfMinute(now) : now + minute, own: 0, told: 0, others: 0 };
    windows.set(key, window);
    return window;
  };
  const count = (key: string, now: number): Window => {
    const window = windowOf(key, now);
    window.own += 1;
    told?.later(key);
    return window;
  };
  return {
    take: (...bounds) => {
      const now = world.now();
      let tightest: Standing | undefined;
      for (const { key, perMinute } of bounds) {
        if (perMinute === 0) continue;
        const standing = standingOf(count(key, now), perMinute, now);
        if (tightest === undefined || standing.left < tightest.left) tightest = standing;
      }
      return tightest ? headersOf(tightest) : unbounded;
    },
  };
}

const endOfMinute = (now: number): number => (Math.floor(now / minute) + 1) * minute;

type Standing = { readonly perMinute: number; readonly left: number; readonly leftMs: number };

function standingOf({ own, others, endsAt }: Window, perMinute: number, now: number): Standing {
  const leftMs = endsAt - now;
  const left = perMinute - own - others;
  if (left < 0) throw gatewayError('RATE_LIMITED', { perMinute, retryAfterMs: leftMs });
  return { perMinute, left, leftMs };
}

const headersOf = ({ perMinute, left, leftMs }: Standing): readonly string[] =>
  flatten({
    'RateLimit-Limit': String(perMinute),
    'RateLimit-Remaining': String(left),
    'RateLimit-Reset': String(Math.ceil(leftMs / 1_000)),
  });

/** Tells the other nodes what was counted here, and learns what they counted, off the path of any request. */
class Telling {
  readonly #world: World;
  readonly #shared: SharedCounts;
  readonly #windows: LRUCache<string, Window>;
  readonly #untold = new Set<string>();
  #isTelling = false;

  constructor(world: World, shared: SharedCounts, windows: LRUCache<string, Window>) {
    this.#world = world;
    this.#shared = shared;
    this.#windows = windows;
  }

  later(key: string): void {
    if (this.#untold.size < mostKeys) this.#untold.add(key);
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#world.after(tellEveryMs, () => void this.#tell());
  }

  async #tell(): Promise<void> {
    const keys = [...this.#untold].slice(0, mostKeysAtOnce);
    for (const key of keys) this.#untold.delete(key);
    await this.#tellOf(keys);
    this.#isTelling = false;
    const [next] = this.#untold;
    if (next !== undefined) this.later(next);
  }

  async #tellOf(keys: readonly string[]): Promise<void> {
    const now = this.#world.now();
    const open = keys.flatMap((key) => {
      const window = this.#windows.get(key);
      return window && window.endsAt > now ? [{ key, window, count: window.own - window.told }] : [];
    });
    if (open.length === 0) return;
    const sums = await this.#shared.add(Math.floor(now / minute), new Map(open.map(({ key, count }) => [key, count])));
    for (const { key, window, count } of sums ? open : []) {
      window.told += count;
      // Less than we told: it was emptied meanwhile.
      window.others = Math.max(0, (sums?.get(key) ?? 0) - window.told);
    }
  }
}

/** All requests to a tenant together. Undefined: the tenant `platform`, which no plan bounds. */
export const boundOfTenant = (tenantId: string, terms: TenantTerms | undefined): Bound => ({
  key: tenantId,
  perMinute: terms?.limits.requestsPerMinute ?? 0,
});

/** All requests to the installation together. */
export const boundOfAll = (perMinute: number): Bound => ({ key: 'all', perMinute });
