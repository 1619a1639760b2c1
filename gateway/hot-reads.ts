import { LRUCache } from 'lru-cache';
import { atMost } from '../actors/runtime/at-most.ts';
import { second } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import { cacheKey } from '../tenants/isolation.ts';
import type { Answer } from './answer.ts';
import type { SharedPages } from './shared-pages.ts';

export type HotBounds = { readonly ageMs: number; readonly mostBytes: number };

const bounds: HotBounds = { ageMs: 2 * second, mostBytes: 32 * 1_048_576 };

type Loaded = { readonly answer: Answer; readonly until: number };
type Kept = Loaded & { readonly epoch: number };
type Loading = { readonly loaded: Promise<Loaded>; readonly epoch: number };

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
  readonly #shared: () => SharedPages | undefined;
  #lastEpoch = 0;

  /** `shared`: where what is not kept here is looked for before it is loaded; asked each time. */
  constructor(world: World, { ageMs, mostBytes } = bounds, shared: () => SharedPages | undefined = () => undefined) {
    this.#world = world;
    this.#shared = shared;
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
    this.#shared()?.forget(tenantId);
  }

  find(tenantId: string, url: string): Answer | undefined {
    const found = this.#kept.get(cacheKey(tenantId, url));
    return found && this.#isNow(tenantId, found.epoch) && found.until > this.#world.now() ? found.answer : undefined;
  }

  /** One load a page at a time: all others wait for it. A load that began before an invalidation is not kept. */
  async load(tenantId: string, url: string, load: () => Promise<Answer>): Promise<Answer> {
    const key = cacheKey(tenantId, url);
    const loading = this.#loading.get(key);
    const isUnderWay = loading && this.#isNow(tenantId, loading.epoch);
    const { answer } = await (isUnderWay
      ? loading.loaded
      : this.#begin(tenantId, key, () => this.#get(tenantId, url, load)));
    return answer;
  }

  async #begin(tenantId: string, key: string, get: () => Promise<Loaded>): Promise<Loaded> {
    const epoch = this.#epochOf(tenantId);
    const begun = { loaded: get(), epoch };
    this.#loading.set(key, begun);
    try {
      const loaded = await begun.loaded;
      if (loaded.answer.status === 200 && this.#isNow(tenantId, epoch)) this.#kept.set(key, { ...loaded, epoch });
      return loaded;
    } finally {
      if (this.#loading.get(key) === begun) this.#loading.delete(key);
    }
  }

  /** Wherever it comes from, it is no older than `ageMs` when it is forgotten. */
  async #get(tenantId: string, url: string, load: () => Promise<Answer>): Promise<Loaded> {
    const until = this.#world.now() + this.#ageMs;
    const pages = this.#shared();
    const shared = await pages?.find(tenantId, url);
    if (shared?.found) {
      const { answer, leftMs } = shared.found;
      return { answer, until: Math.min(until, this.#world.now() + leftMs) };
    }
    const answer = await load();
    if (shared && answer.status === 200) pages?.keep(tenantId, url, shared.mark, answer, until - this.#world.now());
    return { answer, until };
  }

  #epochOf(tenantId: string): number {
    return this.#epochs.get(tenantId) ?? 0;
  }

  #isNow(tenantId: string, epoch: number): boolean {
    return this.#epochOf(tenantId) === epoch;
  }
}
