import { LRUCache } from 'lru-cache';
import { atMost } from '../actors/runtime/at-most.ts';
import { minute } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import type { TenantTerms } from '../actors/tenants/contract.ts';
import { flatten } from './answer.ts';
import { gatewayError } from './codes.ts';

/** Requests a minute, counted in whole minutes from the first; 0 means without bound. */
export type RateLimit = {
  /** Counts one request; throws `RATE_LIMITED` when there were too many. The headers tell how many are left. */
  take(key: string, perMinute: number): readonly string[];
};

type Window = { readonly endsAt: number; count: number };

const mostKeys = 50_000;
const unbounded: readonly string[] = [];

/** Each node counts for itself: an address or a tenant that is served by three nodes has three times as many. */
export function createRateLimit(world: World): RateLimit {
  const windows = new LRUCache<string, Window>(atMost(mostKeys));
  const windowOf = (key: string, now: number): Window => {
    const open = windows.get(key);
    if (open && open.endsAt > now) return open;
    const window = { endsAt: now + minute, count: 0 };
    windows.set(key, window);
    return window;
  };
  return {
    take: (key, perMinute) => {
      if (perMinute === 0) return unbounded;
      const now = world.now();
      const window = windowOf(key, now);
      window.count += 1;
      const leftMs = window.endsAt - now;
      if (window.count > perMinute) throw gatewayError('RATE_LIMITED', { perMinute, retryAfterMs: leftMs });
      return flatten({
        'RateLimit-Limit': String(perMinute),
        'RateLimit-Remaining': String(perMinute - window.count),
        'RateLimit-Reset': String(Math.ceil(leftMs / 1_000)),
      });
    },
  };
}

/** Undefined: the tenant `platform`, which no plan bounds. */
export const perMinuteOf = (terms: TenantTerms | undefined): number => terms?.limits.requestsPerMinute ?? 0;
