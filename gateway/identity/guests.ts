import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import { anyone, type Caller } from '../../actors/runtime/caller.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import type { Tokens } from '../../actors/runtime/tokens.ts';
import { cacheKey } from '../../tenants/isolation.ts';

const mostGuests = 20_000;

/** Visitors, each by the secret it shows. A guest asks many times, and its secret is the same for good: looked at once. */
export class Guests {
  readonly #tokens: Tokens;
  readonly #known = new LRUCache<string, Caller>(atMost(mostGuests));

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** A secret that opens nothing is told so: its holder should not go on as if it were one. */
  find(tenantId: string, token: string | undefined): Caller {
    if (token === undefined) return anyone;
    const key = cacheKey(tenantId, token);
    const caller = this.#known.get(key) ?? this.#open(tenantId, token);
    this.#known.set(key, caller);
    return caller;
  }

  #open(tenantId: string, token: string): Caller {
    for (const kind of ['cart', 'order'] as const) {
      const [id] = this.#tokens.open(kind, tenantId, token) ?? [];
      if (id !== undefined) return { ...anyone, guestOf: `${kind}:${id}` };
    }
    throw runtimeError('UNAUTHENTICATED');
  }
}
