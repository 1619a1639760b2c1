import type { Actions } from '../registry.ts';
import type { Caller } from '../runtime/caller.ts';
import { runtimeError } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import type { Tokens } from '../runtime/tokens.ts';
import { vendorList } from './vendor.view.ts';

/** What the composition root gives to this area. */
export type VendorsParts = { readonly tokens: Tokens };

export type VendorsCtx = Ctx<Actions>;

export function self({ caller }: VendorsCtx): string {
  if (caller.accountId === undefined) throw runtimeError('UNAUTHENTICATED');
  return caller.accountId;
}

/** The operator and Souk itself decide for every shop, others as the member they are. */
const isOverAll = ({ kind, roles }: Caller): boolean => kind === 'internal' || roles.includes('operator');

export const byMember = ({ caller }: VendorsCtx): { readonly by?: string } =>
  isOverAll(caller) || caller.accountId === undefined ? {} : { by: caller.accountId };

export const maySeeAll = ({ caller }: VendorsCtx, vendorId: string): boolean =>
  isOverAll(caller) || caller.staff[vendorId] !== undefined;

/** The list may lag: two vendors approved at once may be one too many. */
export async function isLimitReached(ctx: VendorsCtx): Promise<boolean> {
  const { terms } = await ctx.call('tenants.terms', {});
  return terms !== undefined && (await ctx.count(vendorList, 'counted', [ctx.tenantId, 1])) >= terms.limits.vendors;
}
