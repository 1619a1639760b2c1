import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import type { Instant } from '../../actors/runtime/time.ts';
import type { PersonKey, Vault } from '../../actors/runtime/vault/vault.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { personOf } from '../../tenants/isolation.ts';

/** In the vault the key of a tenant's pseudonyms stands beside its people's: forgetting it cuts every tie to them. */
const keyName = 'analytics-pseudonyms';

const mostTenants = 1_000;
/** Of a tenant: who comes again costs no hash. */
const mostKnown = 2_000;
const characters = 22;
/** A key that was destroyed is forgotten here too after that. */
const keyLastsMs = 60_000;

/** Names for people that tell nothing to whoever has not the tenant's key. Empty for nobody, and once the key is gone. */
export type Pseudonyms = {
  /** Brings the keys of these tenants; `of` then knows them. */
  ready(tenantIds: Iterable<string>): Promise<void>;
  of(tenantId: string, accountId: string | undefined): string;
};

type Tenant = {
  readonly key: KeyObject | undefined;
  readonly known: LRUCache<string, string>;
  /** Then the vault is asked again. */
  readonly until: Instant;
};

/** A raw key would be checked anew for every hash. */
function tenantOf(raw: PersonKey | undefined, before: Tenant | undefined, until: Instant): Tenant {
  const key = raw && createSecretKey(raw);
  if (key && before?.key?.equals(key)) return { ...before, until };
  return { key, known: new LRUCache(atMost(mostKnown)), until };
}

/** Makes the keys that are not there yet; undefined: it was destroyed. */
export const keysOf = (vault: Vault, tenantIds: readonly string[]): Promise<readonly (PersonKey | undefined)[]> =>
  vault.ensure(tenantIds.map((tenantId) => personOf(tenantId, keyName)));

export function createPseudonyms(
  bring: (tenantIds: readonly string[]) => ReturnType<typeof keysOf>,
  now: () => Instant = realWorld.now,
): Pseudonyms {
  const keys = new LRUCache<string, Tenant>({ max: mostTenants });
  return {
    ready: async (tenantIds) => {
      const missing = [...new Set(tenantIds)].filter((tenantId) => (keys.get(tenantId)?.until ?? 0) <= now());
      if (missing.length === 0) return;
      const found = await bring(missing);
      for (const [place, tenantId] of missing.entries()) {
        keys.set(tenantId, tenantOf(found[place], keys.peek(tenantId), now() + keyLastsMs));
      }
    },
    of: (tenantId, accountId) => {
      const tenant = keys.get(tenantId);
      if (accountId === undefined || !tenant) return '';
      const known = tenant.known.get(accountId) ?? pseudonymOf(tenant.key, accountId);
      tenant.known.set(accountId, known);
      return known;
    },
  };
}

function pseudonymOf(key: KeyObject | undefined, accountId: string): string {
  if (!key) return '';
  return createHmac('sha256', key).update(accountId).digest('base64url').slice(0, characters);
}
