import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import type { FindProducts } from './contract.ts';
import type { FindQuery } from './product-index.ts';

export type SearchCtx = Ctx<Actions>;

/** Handles have no underscore, and every id has one. */
export const isId = (idOrHandle: string): boolean => idOrHandle.includes('_');

async function vendorIdOf(idOrHandle: string, ctx: SearchCtx): Promise<string | undefined> {
  if (isId(idOrHandle)) return idOrHandle;
  return (await ctx.call('claims.owner', { kind: 'vendorHandle', value: idOrHandle })).owner;
}

const categoryIdOf = async (idOrHandle: string, ctx: SearchCtx): Promise<string | undefined> =>
  (await ctx.call('catalog.categoryId', { idOrHandle })).id;

/** The query with ids for handles; undefined: it names a category or a vendor that is not there, so nothing is found. */
export async function queryOf(asked: FindProducts, currency: string, ctx: SearchCtx): Promise<FindQuery | undefined> {
  const { category, vendor, cursor, q = '', limit = 20, sort = 'relevance', ...filters } = asked;
  const [categoryId, vendorId] = await Promise.all([
    category === undefined ? undefined : categoryIdOf(category, ctx),
    vendor === undefined ? undefined : vendorIdOf(vendor, ctx),
  ]);
  if ((category !== undefined && categoryId === undefined) || (vendor !== undefined && vendorId === undefined))
    return undefined;
  return {
    tenantId: ctx.tenantId,
    currency,
    q,
    limit,
    sort,
    ...filters,
    ...(categoryId !== undefined && { category: categoryId }),
    ...(vendorId !== undefined && { vendorId }),
    ...(cursor !== undefined && { after: cursor }),
  };
}
