import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import { parseStamp, type Stamp } from '../../actors/runtime/headers.ts';
import { second } from '../../actors/runtime/time.ts';
import type { World } from '../../actors/runtime/world.ts';

/** What each caller wrote a moment ago, so that its next read of that thing waits until a view shows it. */
export type RecentWrites = {
  note(scope: string, stamp: Stamp): void;
  of(scope: string): readonly Stamp[];
};

type Written = { readonly stamps: readonly Stamp[]; readonly until: number };

const ageMs = 5 * second;
const mostScopes = 10_000;
const mostStamps = 8;

export function createRecentWrites(world: World): RecentWrites {
  const written = new LRUCache<string, Written>(atMost(mostScopes));
  const of = (scope: string): readonly Stamp[] => {
    const found = written.get(scope);
    return found && found.until > world.now() ? found.stamps : [];
  };
  return {
    of,
    note: (scope, stamp) => {
      const { stream } = parseStamp(stamp);
      const others = of(scope).filter((other) => parseStamp(other).stream !== stream);
      written.set(scope, { stamps: [...others, stamp].slice(-mostStamps), until: world.now() + ageMs });
    },
  };
}
