import { LRUCache } from 'lru-cache';
import { cacheKey } from '../../tenants/isolation.ts';
import { atMost } from './at-most.ts';
import type { Instant } from './time.ts';

/** So many tries within a window that slides. */
export type TryLimit = { readonly tries: number; readonly windowMs: number };

/** Counts tries. It only makes guessing slow, so it may forget, and each node may count for itself. */
export interface Throttle {
  /** Counts a try and answers 0, or counts nothing and answers how many ms to wait. */
  take(tenantId: string, what: string, limit: TryLimit): Promise<number>;
  /** Uncounts the latest try, which turned out to be none. */
  giveBack(tenantId: string, what: string): Promise<void>;
}

/** In memory, for the most recent `most` things that were tried. */
export function memoryThrottle(now: () => Instant, most = 100_000): Throttle {
  const counted = new LRUCache<string, Instant[]>(atMost(most));
  return {
    take: async (tenantId, what, { tries, windowMs }) => {
      const key = cacheKey(tenantId, what);
      const recent = (counted.get(key) ?? []).filter((at) => at > now() - windowMs);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= tries) return oldest + windowMs - now();
      counted.set(key, [...recent, now()]);
      return 0;
    },
    giveBack: async (tenantId, what) => {
      counted.get(cacheKey(tenantId, what))?.pop();
    },
  };
}
