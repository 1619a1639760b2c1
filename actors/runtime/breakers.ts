import { LRUCache } from 'lru-cache';
import { atMost } from './at-most.ts';
import { runtimeError } from './errors.ts';
import { type Instant, second, toIso } from './time.ts';
import type { World } from './world.ts';

/** A node that does not answer one action, though it lives and may answer others. */
export type OpenBreaker = {
  readonly node: string;
  readonly action: string;
  /** `trying`: one call has been let through, and decides. */
  readonly state: 'open' | 'trying';
  readonly since: string;
};

type Breaker = {
  readonly node: string;
  readonly action: string;
  readonly endsAt: Instant;
  silent: number;
  silentAt: Instant;
  /** Undefined: closed. */
  openedAt?: Instant;
  opensMs: number;
  triesAt: Instant;
  isTrying: boolean;
};

/**
 * So many silences in a row, within such a time, open it: a node that answers now and then is slow, and waiting is right.
 * Of calls that were under way together one silence counts: a crowd that came at once shows no more than one of them.
 */
const silencesToOpen = 3;
const windowMs = 30 * second;
/** How long it is open before one call tries; twice as long after each that met silence again. */
const firstOpenMs = 2 * second;
const longestOpenMs = 10 * second;
const mostBreakers = 10_000;

/**
 * Whoever calls a node that was silent too often is refused at once, instead of waiting for silence again. It never sends
 * a call elsewhere: the owner of an actor is the owner. Only trouble is remembered, so that a healthy call costs a look.
 */
export class Breakers {
  readonly #world: World;
  readonly #breakers = new LRUCache<string, Breaker>(atMost(mostBreakers));

  constructor(world: World) {
    this.#world = world;
  }

  isOpen(node: string, action: string): boolean {
    const breaker = this.#breakers.get(nameOf(node, action));
    return breaker?.openedAt !== undefined && !this.#mayTry(breaker);
  }

  /** Whether a call is on its way that will tell. */
  isTrying(node: string, action: string): boolean {
    return this.#breakers.get(nameOf(node, action))?.isTrying ?? false;
  }

  /** Throws `BREAKER_OPEN`. Of those who come when it has been open long enough, the first tries. */
  enter(node: string, action: string): void {
    const breaker = this.#breakers.get(nameOf(node, action));
    if (breaker?.openedAt === undefined) return;
    if (!this.#mayTry(breaker)) throw runtimeError('BREAKER_OPEN', { retryAfterMs: this.#waitMsOf(breaker) });
    breaker.isTrying = true;
    // Whoever tries may go without a word: then the next one may.
    breaker.triesAt = this.#world.now() + breaker.opensMs;
  }

  /** A yes and a no are both signs of life. */
  answered(node: string, action: string): void {
    if (this.#breakers.size > 0) this.#breakers.delete(nameOf(node, action));
  }

  /** `sentAt`: when the call was made that nobody answered. */
  silent(node: string, action: string, sentAt: Instant): void {
    const name = nameOf(node, action);
    const breaker = this.#current(name) ?? this.#made(node, action);
    this.#breakers.set(name, breaker);
    if (sentAt < breaker.silentAt) return;
    breaker.silentAt = this.#world.now();
    breaker.silent += 1;
    if (breaker.openedAt !== undefined) this.#reopen(breaker);
    else if (breaker.silent >= silencesToOpen) this.#open(breaker, firstOpenMs);
  }

  /** Of those that are gone nobody asks any more. */
  open(): readonly OpenBreaker[] {
    return [...this.#breakers.values()].flatMap(({ node, action, openedAt, isTrying }) =>
      openedAt === undefined
        ? []
        : [{ node, action, state: isTrying ? ('trying' as const) : ('open' as const), since: toIso(openedAt) }],
    );
  }

  #made(node: string, action: string): Breaker {
    const now = this.#world.now();
    const closed = { silent: 0, silentAt: 0, opensMs: 0, triesAt: 0, isTrying: false };
    return { node, action, endsAt: now + windowMs, ...closed };
  }

  /** Undefined: what it counted is too long ago. */
  #current(name: string): Breaker | undefined {
    const breaker = this.#breakers.get(name);
    return breaker?.openedAt !== undefined || (breaker && breaker.endsAt > this.#world.now()) ? breaker : undefined;
  }

  #open(breaker: Breaker, forMs: number): void {
    const now = this.#world.now();
    breaker.openedAt ??= now;
    Object.assign(breaker, { opensMs: forMs, triesAt: now + forMs, isTrying: false });
  }

  /** Silences of calls that were on their way when it opened are no news. */
  #reopen(breaker: Breaker): void {
    if (breaker.isTrying) this.#open(breaker, Math.min(2 * breaker.opensMs, longestOpenMs));
  }

  #mayTry({ triesAt }: Breaker): boolean {
    return this.#world.now() >= triesAt;
  }

  #waitMsOf({ triesAt }: Breaker): number {
    return Math.max(1, triesAt - this.#world.now());
  }
}

const nameOf = (node: string, action: string): string => `${node} ${action}`;
