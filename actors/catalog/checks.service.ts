import type { Actions } from '../registry.ts';
import { invalid, notFound } from '../runtime/errors.ts';
import { sum } from '../runtime/money.ts';
import type { Ctx } from '../runtime/service.ts';
import type { VendorStatus } from '../vendors/contract.ts';
import { type ChangeProduct, type NewProduct, type ProductName, productOf } from './contract.ts';
import { productCount } from './product.view.ts';

export type CatalogCtx = Ctx<Actions>;

/** The runtime itself is believed: an import makes thousands of products a second, and its names are still claimed. */
const isBelieved = ({ caller }: CatalogCtx): boolean => caller.kind === 'internal';

async function checkCategories(ids: readonly string[], ctx: CatalogCtx): Promise<void> {
  if (ids.length === 0) return;
  const { unknown } = await ctx.call('catalog.unknownCategories', { ids });
  if (unknown.length === 0) return;
  throw invalid(
    unknown.map((id) => ({ field: `categoryIds.${ids.indexOf(id)}`, problem: 'there is no such category' })),
  );
}

/** Names the caller chose; those Souk makes are nobody's. */
export const namesIn = ({ handle, variants = [] }: NewProduct | ChangeProduct, vendorId: string): ProductName[] => [
  ...(handle === undefined ? [] : [{ kind: 'handle', value: handle } as const]),
  ...variants.flatMap(({ vendorSku }) =>
    vendorSku === undefined ? [] : [{ kind: 'vendorSku', scope: vendorId, value: vendorSku } as const],
  ),
];

/** Names that another product is known to have. */
async function findTaken(names: readonly ProductName[], productId: string, ctx: CatalogCtx): Promise<ProductName[]> {
  const owners = await Promise.all(names.map((name) => ctx.call('claims.owner', name)));
  return names.filter((_, place) => {
    const owner = owners[place]?.owner;
    return owner !== undefined && productOf(owner) !== productId;
  });
}

/** The count is a view's: a few products made in the same moment may slip past the plan's limit. */
async function isLimitReached(ctx: CatalogCtx): Promise<boolean> {
  const query = { index: 'byTenant', where: [ctx.tenantId], limit: 1_000 };
  const [{ terms }, { rows }] = await Promise.all([ctx.call('tenants.terms', {}), ctx.find(productCount, query)]);
  return sum(rows.map(({ products }) => products)) >= (terms?.limits.products ?? 0);
}

async function statusOf(vendorId: string, ctx: CatalogCtx): Promise<VendorStatus | undefined> {
  const { vendors } = await ctx.call('vendors.terms', { vendorIds: [vendorId] });
  return vendors[0]?.status;
}

/**
 * What a new product must be told by others. The claims decide about names; asking first keeps a name that has long been
 * taken from leaving a refused product, opened stock and claims to undo behind.
 */
export async function creation(id: string, product: NewProduct, ctx: CatalogCtx) {
  const { vendorId, categoryIds = [] } = product;
  await checkCategories(categoryIds, ctx);
  if (isBelieved(ctx)) return { type: 'create', id, product, isLimitReached: false, taken: [] } as const;
  const [status, limitReached, taken] = await Promise.all([
    statusOf(vendorId, ctx),
    isLimitReached(ctx),
    findTaken(namesIn(product, vendorId), id, ctx),
  ]);
  if (status === undefined) throw notFound('vendor');
  return { type: 'create', id, product, isLimitReached: limitReached, taken } as const;
}

export async function changing(change: ChangeProduct, ctx: CatalogCtx) {
  await checkCategories(change.categoryIds ?? [], ctx);
  if (isBelieved(ctx) || namesIn(change, '').length === 0) return { type: 'change', change, taken: [] } as const;
  const { vendorId } = await ctx.call('catalog.product', { id: change.id });
  const taken = await findTaken(namesIn(change, vendorId), change.id, ctx);
  return { type: 'change', change, taken } as const;
}

export async function publication(id: string, ctx: CatalogCtx) {
  if (isBelieved(ctx)) return { type: 'publish', isVendorApproved: true } as const;
  const { vendorId } = await ctx.call('catalog.product', { id });
  return { type: 'publish', isVendorApproved: (await statusOf(vendorId, ctx)) === 'approved' } as const;
}
