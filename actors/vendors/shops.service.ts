import { task } from '../registry.ts';
import { notFound } from '../runtime/errors.ts';
import type { Shop, Vendor } from './contract.ts';
import type { VendorsCtx } from './parts.service.ts';
import type { VendorsHandlers } from './shown.service.ts';
import { vendorList } from './vendor.view.ts';

/** Handles have no underscore, and every id has one. */
const isId = (idOrHandle: string): boolean => idOrHandle.includes('_');

const shopOf = ({ id, name, handle, description, createdAt }: Vendor): Shop => ({
  id,
  name,
  handle,
  description,
  createdAt,
});

async function idOf(idOrHandle: string, ctx: VendorsCtx): Promise<string> {
  if (isId(idOrHandle)) return idOrHandle;
  const { owner } = await ctx.call('claims.owner', { kind: 'vendorHandle', value: idOrHandle });
  if (owner === undefined) throw notFound('vendor');
  return owner;
}

export const shopHandlers: Pick<VendorsHandlers, 'vendors.shop' | 'vendors.shops'> = {
  'vendors.shop': task(async ({ idOrHandle }, ctx) => {
    const vendor = await ctx.call('vendors.whole', { id: await idOf(idOrHandle, ctx) });
    // Its staff, too, sees here what everybody sees.
    if (vendor.status !== 'approved') throw notFound('vendor');
    return shopOf(vendor);
  }),
  'vendors.shops': task(async ({ limit = 20, cursor }, ctx) => {
    const page = await ctx.find(vendorList, {
      index: 'byStatus',
      where: [ctx.tenantId, 'approved'],
      descending: true,
      limit,
      ...(cursor && { after: cursor }),
    });
    return { items: page.rows.map(({ vendor }) => shopOf(vendor)), ...(page.next && { next: page.next }) };
  }),
};
