import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PersonKey, Vault } from '../../actors/runtime/vault/vault.ts';
import { personOf } from '../../tenants/isolation.ts';

/** In the vault the key of a tenant's pseudonyms stands beside its people's: forgetting it cuts every tie to them. */
const keyName = 'analytics-pseudonyms';

const mostTenants = 1_000;
const characters = 22;

/** Names for people that tell nothing to whoever has not the tenant's key. Empty for nobody, and once the key is gone. */
export type Pseudonyms = {
  /** Brings the keys of these tenants; `of` then knows them. */
  ready(tenantIds: Iterable<string>): Promise<void>;
  of(tenantId: string, accountId: string | undefined): string;
};

/** Makes the keys that are not there yet; undefined: it was destroyed. */
export const keysOf = (vault: Vault, tenantIds: readonly string[]): Promise<readonly (PersonKey | undefined)[]> =>
  vault.ensure(tenantIds.map((tenantId) => personOf(tenantId, keyName)));

export function createPseudonyms(bring: (tenantIds: readonly string[]) => ReturnType<typeof keysOf>): Pseudonyms {
  const keys = new LRUCache<string, { readonly key: PersonKey | undefined }>({ max: mostTenants });
  return {
    ready: async (tenantIds) => {
      const missing = [...new Set(tenantIds)].filter((tenantId) => !keys.has(tenantId));
      if (missing.length === 0) return;
      const found = await bring(missing);
      for (const [place, tenantId] of missing.entries()) keys.set(tenantId, { key: found[place] });
    },
    of: (tenantId, accountId) => {
      const key = keys.get(tenantId)?.key;
      if (accountId === undefined || !key) return '';
      return createHmac('sha256', key).update(accountId).digest('base64url').slice(0, characters);
    },
  };
}
