import type { Instant } from '../runtime/time.ts';

type Kept<Value> = { readonly until: Instant; readonly value: Promise<Value> };

/**
 * Keeps what was loaded for a moment: one load a key at a time, at most `most` keys, the oldest goes first. What could
 * not be loaded is not kept.
 */
export function recent<Value>(keepMs: number, most: number) {
  const kept = new Map<string, Kept<Value>>();
  const load = (key: string, now: Instant, loading: () => Promise<Value>): Promise<Value> => {
    const value = loading();
    const mine = { until: now + keepMs, value };
    kept.delete(key);
    for (const oldest of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(oldest);
    }
    kept.set(key, mine);
    value.catch(() => kept.get(key) === mine && kept.delete(key));
    return value;
  };
  return (key: string, now: Instant, loading: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key);
    return known && now < known.until ? known.value : load(key, now, loading);
  };
}
