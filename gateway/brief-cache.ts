import { LRUCache } from 'lru-cache';
import { atMost } from '../actors/runtime/at-most.ts';
import type { World } from '../actors/runtime/world.ts';

/** Remembers for a moment what was loaded; one load a key at a time. A load that fails is not remembered. */
export type BriefCache<Value> = {
  get(key: string, load: () => Promise<Value>): Value | Promise<Value>;
  /** Only what is here now. */
  peek(key: string): Value | undefined;
  drop(key: string): void;
};

type Bounds = { readonly ageMs: number; readonly most: number };
type Kept<Value> = { readonly value: Value; readonly until: number };

export function createBriefCache<Value>(world: World, { ageMs, most }: Bounds): BriefCache<Value> {
  const kept = new LRUCache<string, Kept<Value>>(atMost(most));
  const loading = new Map<string, Promise<Value>>();

  const peek = (key: string): Value | undefined => {
    const found = kept.get(key);
    return found && found.until > world.now() ? found.value : undefined;
  };
  const settle = (key: string, promise: Promise<Value>, until: number): Promise<void> =>
    promise
      .then((value) => {
        if (loading.get(key) === promise) kept.set(key, { value, until });
      })
      .catch(() => undefined)
      .finally(() => {
        if (loading.get(key) === promise) loading.delete(key);
      });

  return {
    peek,
    get: (key, load) => {
      const value = peek(key) ?? loading.get(key);
      if (value !== undefined) return value;
      const promise = load();
      loading.set(key, promise);
      void settle(key, promise, world.now() + ageMs);
      return promise;
    },
    drop: (key) => {
      kept.delete(key);
      loading.delete(key);
    },
  };
}
