import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import type { Instant } from '../../actors/runtime/time.ts';
import type { Cancel } from '../../actors/runtime/world.ts';
import { type Rank, ranks } from './rank.ts';

/** What a request takes a place for. */
export type Purpose = { readonly tenantId: string; readonly action: string; readonly rank: Rank };

export type Waiting = Purpose & {
  readonly since: Instant;
  readonly enter: () => void;
  readonly refuse: () => void;
  readonly cancel: Cancel;
};

/** Those who wait for the same, first come first. */
type Lane = { readonly purpose: Purpose; readonly waiting: Waiting[] };

/** Tenants whose turn is remembered; another one has its turn at once. */
const mostTurns = 10_000;

/** Everybody who waits, by what they wait for. */
export class Lanes {
  readonly #lanes: Readonly<Record<Rank, Map<string, Lane>>> = {
    paying: new Map(),
    browsing: new Map(),
    reporting: new Map(),
  };
  readonly #turns = new LRUCache<string, number>(atMost(mostTurns));
  #turn = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(waiting: Waiting): void {
    const lanes = this.#lanes[waiting.rank];
    const name = nameOf(waiting);
    const lane = lanes.get(name) ?? { purpose: waiting, waiting: [] };
    lanes.set(name, lane);
    lane.waiting.push(waiting);
    this.#size += 1;
  }

  /** False: it is not here any more. */
  remove(waiting: Waiting): boolean {
    const lane = this.#lanes[waiting.rank].get(nameOf(waiting));
    const place = lane?.waiting.indexOf(waiting) ?? -1;
    if (!lane || place < 0) return false;
    lane.waiting.splice(place, 1);
    if (lane.waiting.length === 0) this.#lanes[waiting.rank].delete(nameOf(waiting));
    this.#size -= 1;
    return true;
  }

  /** Whoever may go now and matters most; among equals the tenant whose turn is longest ago. */
  next(mayGo: (purpose: Purpose) => boolean): Waiting | undefined {
    for (const rank of ranks) {
      const lane = this.#first([...this.#lanes[rank].values()].filter(({ purpose }) => mayGo(purpose)));
      const [first] = lane?.waiting ?? [];
      if (!first) continue;
      this.remove(first);
      this.#turn += 1;
      this.#turns.set(first.tenantId, this.#turn);
      return first;
    }
    return undefined;
  }

  /** Of those who matter less than `rank`, and of one tenant if it is named: who matters least and came first. */
  least(rank: Rank, tenantId?: string): Waiting | undefined {
    for (const lower of ranks.slice(ranks.indexOf(rank) + 1).reverse()) {
      const lanes = [...this.#lanes[lower].values()];
      const heads = lanes.flatMap(({ waiting: [head] }) => (head && isOf(head, tenantId) ? [head] : []));
      if (heads.length > 0) return heads.reduce((one, other) => (other.since < one.since ? other : one));
    }
    return undefined;
  }

  #first(lanes: readonly Lane[]): Lane | undefined {
    const turnOf = ({ purpose }: Lane) => this.#turns.peek(purpose.tenantId) ?? 0;
    return lanes.reduce<Lane | undefined>(
      (one, other) => (one === undefined || turnOf(other) < turnOf(one) ? other : one),
      undefined,
    );
  }
}

const nameOf = ({ tenantId, action }: Purpose): string => `${tenantId} ${action}`;

const isOf = (waiting: Waiting, tenantId: string | undefined): boolean =>
  tenantId === undefined || waiting.tenantId === tenantId;
