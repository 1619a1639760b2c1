import type { World } from '../../actors/runtime/world.ts';
import { gatewayError } from '../codes.ts';
import { Lanes, type Purpose, type Waiting } from './lanes.ts';
import { type Rank, ranks } from './rank.ts';

/** Who comes for this enters only while less than such a share of all places is taken. */
const shareWhileFree: Readonly<Record<Rank, number>> = { paying: 1, browsing: 0.9, reporting: 0.25 };
/** Of all places one tenant, and one action, takes so much at most: the rest is left to others. */
const shareOfTenant = 0.75;
const shareOfAction = 0.5;
/** As many may wait as there are places, and for one tenant such a share of them. */
const waitingShareOfTenant = 0.5;
/** Who has waited so long is sent away: that caller has gone, or had better ask again. */
const patienceMs: Readonly<Record<Rank, number>> = { paying: 5_000, browsing: 2_000, reporting: 1_000 };
const askAgainMs: Readonly<Record<Rank, number>> = { paying: 1_000, browsing: 2_000, reporting: 10_000 };

/**
 * The requests that a gateway works on at once. Who finds no place waits, in turn with other tenants, or is refused
 * `TOO_BUSY` before anything of the request was begun.
 */
export class Places {
  readonly #world: World;
  readonly #most: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, number>();
  readonly #lanes = new Lanes();
  readonly #refused: Record<Rank, number> = { paying: 0, browsing: 0, reporting: 0 };
  #takenInAll = 0;

  /** `most`: requests at once. */
  constructor(world: World, most: number) {
    this.#world = world;
    this.#most = most;
  }

  get most(): number {
    return this.#most;
  }

  get taken(): number {
    return this.#takenInAll;
  }

  get waiting(): number {
    return this.#lanes.size;
  }

  /** Since the start. */
  get refused(): number {
    return ranks.reduce((sum, rank) => sum + this.#refused[rank], 0);
  }

  refusedOf(rank: Rank): number {
    return this.#refused[rank];
  }

  async run<Result>(purpose: Purpose, work: () => Promise<Result>): Promise<Result> {
    if (this.#mayEnter(purpose)) this.#take(purpose);
    else await this.#wait(purpose);
    try {
      return await work();
    } finally {
      this.#leave(purpose);
    }
  }

  readonly #mayEnter = ({ tenantId, action, rank }: Purpose): boolean =>
    this.#takenInAll < this.#bound(shareWhileFree[rank]) &&
    countOf(this.#taken, tenantOf(tenantId)) < this.#bound(shareOfTenant) &&
    countOf(this.#taken, actionOf(action)) < this.#bound(shareOfAction);

  #bound(share: number): number {
    return Math.max(1, Math.floor(this.#most * share));
  }

  #take({ tenantId, action }: Purpose): void {
    this.#takenInAll += 1;
    add(this.#taken, tenantOf(tenantId), 1);
    add(this.#taken, actionOf(action), 1);
  }

  #leave({ tenantId, action }: Purpose): void {
    this.#takenInAll -= 1;
    add(this.#taken, tenantOf(tenantId), -1);
    add(this.#taken, actionOf(action), -1);
    for (let next = this.#next(); next; next = this.#next()) this.#letIn(next);
  }

  #next(): Waiting | undefined {
    return this.#lanes.size === 0 ? undefined : this.#lanes.next(this.#mayEnter);
  }

  /** Its place is its own from now on, so that nobody comes between. */
  #letIn(waiting: Waiting): void {
    this.#forget(waiting);
    this.#take(waiting);
    waiting.enter();
  }

  #wait(purpose: Purpose): Promise<void> {
    const { tenantId, rank } = purpose;
    const isTenantFull = countOf(this.#waiting, tenantId) >= this.#bound(waitingShareOfTenant);
    if (isTenantFull || this.#lanes.size >= this.#most) {
      const least = this.#lanes.least(rank, isTenantFull ? tenantId : undefined);
      if (!least) return Promise.reject(this.#refusal(rank));
      this.#sendAway(least);
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        ...purpose,
        since: this.#world.now(),
        enter: resolve,
        refuse: () => reject(this.#refusal(rank)),
        cancel: this.#world.after(patienceMs[rank], () => this.#sendAway(waiting)),
      };
      add(this.#waiting, tenantId, 1);
      this.#lanes.add(waiting);
    });
  }

  #sendAway(waiting: Waiting): void {
    if (!this.#lanes.remove(waiting)) return;
    this.#forget(waiting);
    waiting.refuse();
  }

  #forget({ tenantId, cancel }: Waiting): void {
    cancel();
    add(this.#waiting, tenantId, -1);
  }

  #refusal(rank: Rank): Error {
    this.#refused[rank] += 1;
    return gatewayError('TOO_BUSY', { retryAfterMs: askAgainMs[rank] });
  }
}

const tenantOf = (tenantId: string): string => `tenant ${tenantId}`;
const actionOf = (action: string): string => `action ${action}`;

const countOf = (counts: ReadonlyMap<string, number>, name: string): number => counts.get(name) ?? 0;

function add(counts: Map<string, number>, name: string, more: number): void {
  const count = countOf(counts, name) + more;
  if (count > 0) counts.set(name, count);
  else counts.delete(name);
}
