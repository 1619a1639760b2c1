import type { World } from '../../actors/runtime/world.ts';
import type { TenantTerms } from '../../actors/tenants/contract.ts';
import type { AskInternally } from '../ask.ts';
import { createBriefCache } from '../brief-cache.ts';
import { gatewayError } from '../codes.ts';

/** What the gateway must know of a tenant before anything else, remembered for a second. */
export type Directory = {
  /** Throws `UNKNOWN_TENANT`. Undefined: the tenant `platform`, which has no terms. */
  known(tenantId: string, traceId: string): Promise<TenantTerms | undefined>;
  /** Only what is remembered. */
  peek(tenantId: string): TenantTerms | undefined;
};

const remembered = { ageMs: 1_000, most: 10_000 };
const platform = 'platform';

export function createDirectory(askInternally: AskInternally, world: World): Directory {
  const tenants = createBriefCache<{ readonly terms?: TenantTerms }>(world, remembered);
  return {
    peek: (tenantId) => tenants.peek(tenantId)?.terms,
    known: async (tenantId, traceId) => {
      if (tenantId === platform) return undefined;
      const { terms } = await tenants.get(tenantId, () => askInternally(tenantId, 'tenants.terms', {}, traceId));
      if (!terms) throw gatewayError('UNKNOWN_TENANT');
      return terms;
    },
  };
}
