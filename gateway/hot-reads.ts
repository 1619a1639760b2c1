import { LRUCache } from 'lru-cache';
import { atMost } from '../actors/runtime/at-most.ts';
import { second } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import { cacheKey } from '../tenants/isolation.ts';
import type { Answer } from './answer.ts';

export type HotBounds = { readonly ageMs: number; readonly mostBytes: number };

const bounds: HotBounds = { ageMs: 2 * second, mostBytes: 32 * 1_048_576 };

type Kept = { readonly answer: Answer; readonly until: number; readonly epoch: number };
type Loading = { readonly answer: Promise<Answer>; readonly epoch: number };

const mostTenants = 10_000;
const entryOverhead = 1_000;

/** Answers that are the same for every visitor of a tenant, kept as ready bytes for a moment. */
export class HotReads {
  readonly #world: World;
  readonly #ageMs: number;
  readonly #kept: LRUCache<string, Kept>;
  readonly #loading = new Map<string, Loading>();
  /** An epoch never comes twice: a tenant that falls out of this map costs a load, never a stale page. */
  readonly #epochs = new LRUCache<string, number>(atMost(mostTenants));
  #lastEpoch = 0;

  constructor(world: World, { ageMs, mostBytes } = bounds) {
    this.#world = world;
    this.#ageMs = ageMs;
    this.#kept = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ answer }, key) => (answer.body?.length ?? 0) + key.length + entryOverhead,
    });
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** What a tenant's visitors see has changed. */
  invalidate(tenantId: string): void {
    this.#lastEpoch += 1;
    this.#epochs.set(tenantId, this.#lastEpoch);
  }

  find(tenantId: string, url: string): Answer | undefined {
    const found = this.#kept.get(cacheKey(tenantId, url));
    return found && this.#isNow(tenantId, found.epoch) && found.until > this.#world.now() ? found.answer : undefined;
  }

  /** One load a page at a time: all others wait for it. A load that began before an invalidation is not kept. */
  load(tenantId: string, url: string, load: () => Promise<Answer>): Promise<Answer> {
    const key = cacheKey(tenantId, url);
    const loading = this.#loading.get(key);
    return loading && this.#isNow(tenantId, loading.epoch) ? loading.answer : this.#begin(tenantId, key, load);
  }

  async #begin(tenantId: string, key: string, load: () => Promise<Answer>): Promise<Answer> {
    const epoch = this.#epochOf(tenantId);
    const until = this.#world.now() + this.#ageMs;
    const begun = { answer: load(), epoch };
    this.#loading.set(key, begun);
    try {
      const answer = await begun.answer;
      if (answer.status === 200 && this.#isNow(tenantId, epoch)) this.#kept.set(key, { answer, until, epoch });
      return answer;
    } finally {
      if (this.#loading.get(key) === begun) this.#loading.delete(key);
    }
  }

  #epochOf(tenantId: string): number {
    return this.#epochs.get(tenantId) ?? 0;
  }

  #isNow(tenantId: string, epoch: number): boolean {
    return this.#epochOf(tenantId) === epoch;
  }
}
