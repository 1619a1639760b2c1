import { LRUCache } from 'lru-cache';
import { second } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import { cacheKey } from '../tenants/isolation.ts';
import type { Answer } from './answer.ts';

/** Answers that are the same for every visitor of a tenant, kept as ready bytes for a moment. */
export type HotReads = {
  find(tenantId: string, url: string): Answer | undefined;
  /** One load a page at a time: all others wait for it. A load that began before an invalidation is not kept. */
  load(tenantId: string, url: string, load: () => Promise<Answer>): Promise<Answer>;
  /** What a tenant's visitors see has changed. */
  invalidate(tenantId: string): void;
  readonly bytes: () => number;
};

export type HotBounds = { readonly ageMs: number; readonly mostBytes: number };

const bounds: HotBounds = { ageMs: 2 * second, mostBytes: 32 * 1_048_576 };

type Kept = { readonly answer: Answer; readonly until: number; readonly epoch: number };
type Loading = { readonly answer: Promise<Answer>; readonly epoch: number };

const mostTenants = 10_000;
const entryOverhead = 1_000;

export function createHotReads(world: World, { ageMs, mostBytes } = bounds): HotReads {
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ answer }, key) => (answer.body?.length ?? 0) + key.length + entryOverhead,
  });
  const loading = new Map<string, Loading>();
  // An epoch never comes twice, so a tenant that falls out of this map costs a load, never a stale page.
  const epochs = new LRUCache<string, number>({ max: mostTenants });
  let lastEpoch = 0;
  const epochOf = (tenantId: string): number => epochs.get(tenantId) ?? 0;

  const begin = async (tenantId: string, key: string, load: () => Promise<Answer>): Promise<Answer> => {
    const epoch = epochOf(tenantId);
    const until = world.now() + ageMs;
    const begun = { answer: load(), epoch };
    loading.set(key, begun);
    try {
      const answer = await begun.answer;
      if (answer.status === 200 && epoch === epochOf(tenantId)) kept.set(key, { answer, until, epoch });
      return answer;
    } finally {
      if (loading.get(key) === begun) loading.delete(key);
    }
  };
  return {
    find: (tenantId, url) => {
      const found = kept.get(cacheKey(tenantId, url));
      return found && found.epoch === epochOf(tenantId) && found.until > world.now() ? found.answer : undefined;
    },
    load: (tenantId, url, load) => {
      const key = cacheKey(tenantId, url);
      const now = loading.get(key);
      return now && now.epoch === epochOf(tenantId) ? now.answer : begin(tenantId, key, load);
    },
    invalidate: (tenantId) => {
      lastEpoch += 1;
      epochs.set(tenantId, lastEpoch);
    },
    bytes: () => kept.calculatedSize,
  };
}
