import { on, service, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { notFound } from '../runtime/errors.ts';
import { deriveId } from '../runtime/ids.ts';
import type { AnyService } from '../runtime/service.ts';
import { vendorsCodes } from './codes.schemas.ts';
import { vendorsContract } from './contract.schemas.ts';
import type { Vendor, VendorsActions } from './contract.ts';
import { handlesFor } from './handle.ts';
import { isLimitReached, maySeeAll, self, type VendorsCtx, type VendorsParts } from './parts.service.ts';
import { shopHandlers } from './shops.service.ts';
import { isSettled, keyOf, ownerOf, shown, shownOrNone, type VendorsHandlers } from './shown.service.ts';
import { staffHandlers } from './staff.service.ts';
import { type VendorCommand, vendor } from './vendor.ts';
import { vendorList } from './vendor.view.ts';
import type { VendorState } from './vendor-state.ts';

const { command, read } = on(vendor);

const nothing = () => ({});

/** The same command makes the same vendor, wherever it is asked for the id. */
const newVendorId = ({ commandId }: VendorsCtx): string => deriveId('ven', commandId);

async function application(
  { name, handle, description = '' }: VendorsActions['vendors.apply']['params'],
  ctx: VendorsCtx,
): Promise<VendorCommand> {
  return {
    type: 'open',
    name,
    ...handlesFor(newVendorId(ctx), name, handle),
    description,
    ownerId: self(ctx),
    approved: false,
    isLimitReached: await isLimitReached(ctx),
  };
}

/** Once decided, a taken handle is an error to whoever asked for it. */
function opened(state: VendorState, where: { readonly id: string }): Vendor {
  if (state.status === 'refused') throw codeError(vendorsCodes, 'VENDOR_HANDLE_TAKEN', { handle: state.handle });
  return shown(state, where);
}

/** What a stranger may know. */
const inPublic = ({ reason: _, commissionRate: __, ...vendor }: Vendor): Vendor => vendor;

async function seen({ id }: { readonly id: string }, ctx: VendorsCtx): Promise<Vendor> {
  const found = await ctx.call('vendors.whole', { id });
  if (maySeeAll(ctx, id)) return found;
  if (found.status !== 'approved') throw notFound('vendor');
  return inPublic(found);
}

const decisions: Pick<
  VendorsHandlers,
  'vendors.change' | 'vendors.approve' | 'vendors.reject' | 'vendors.suspend' | 'vendors.setCommission'
> = {
  'vendors.change': command({
    key: keyOf,
    owner: ownerOf,
    command: ({ id: _, ...fields }) => ({ type: 'change', ...fields }),
    answer: (state, _, about) => shown(state, about),
  }),
  'vendors.approve': command({
    key: keyOf,
    command: async ({ id: _, ...fields }, ctx) => ({
      type: 'approve',
      ...fields,
      isLimitReached: await isLimitReached(ctx),
    }),
    answer: (state, _, about) => shown(state, about),
  }),
  'vendors.reject': command({
    key: keyOf,
    command: ({ reason }) => ({ type: 'reject', reason }),
    answer: (state, _, about) => shown(state, about),
  }),
  'vendors.suspend': command({
    key: keyOf,
    command: ({ reason }) => ({ type: 'suspend', reason }),
    answer: (state, _, about) => shown(state, about),
  }),
  'vendors.setCommission': command({
    key: keyOf,
    command: ({ commissionRate }) => ({ type: 'setCommission', commissionRate }),
    answer: (state, _, about) => shown(state, about),
  }),
};

const openings: Pick<
  VendorsHandlers,
  'vendors.apply' | 'vendors.open' | 'vendors.acceptHandle' | 'vendors.refuseHandle'
> = {
  'vendors.apply': command({
    key: (_, ctx) => newVendorId(ctx),
    command: application,
    until: isSettled,
    answer: (state, _, about) => opened(state, about),
  }),
  'vendors.open': command({
    key: keyOf,
    command: ({ id: _, approved = false, ...fields }) => ({ type: 'open', ...fields, approved, isLimitReached: false }),
    until: isSettled,
    answer: (state, _, about) => opened(state, about),
  }),
  'vendors.acceptHandle': command({
    key: keyOf,
    command: ({ handle }) => ({ type: 'acceptHandle', handle }),
    answer: nothing,
  }),
  'vendors.refuseHandle': command({
    key: keyOf,
    command: ({ handle }) => ({ type: 'refuseHandle', handle }),
    answer: nothing,
  }),
};

const looks: Pick<
  VendorsHandlers,
  'vendors.get' | 'vendors.list' | 'vendors.whole' | 'vendors.terms' | 'vendors.termsOf'
> = {
  'vendors.get': task(seen),
  'vendors.whole': read({ key: keyOf, answer: (state, _, about) => shownOrNone(state, about) }),
  'vendors.list': task(async ({ status, limit = 20, cursor }, ctx) => {
    const page = await ctx.find(vendorList, {
      index: status ? 'byStatus' : 'byAge',
      where: [ctx.tenantId, ...(status ? [status] : [])],
      descending: true,
      limit,
      ...(cursor && { after: cursor }),
    });
    return { items: page.rows.map((row) => row.vendor), ...(page.next && { next: page.next }) };
  }),
  'vendors.terms': task(async ({ vendorIds }, ctx) => {
    const ids = [...new Set(vendorIds)];
    const found = await Promise.all(ids.map((id) => ctx.call('vendors.termsOf', { id })));
    return { vendors: found.flatMap(({ terms }) => terms ?? []) };
  }),
  'vendors.termsOf': read({
    key: keyOf,
    answer: ({ status, name, commissionRate }, { id }) =>
      status === 'none'
        ? {}
        : { terms: { vendorId: id, status, name, ...(commissionRate !== undefined && { commissionRate }) } },
  }),
};

/** Shops and who works in them. */
export const vendors = (parts: VendorsParts): AnyService =>
  service<VendorsActions>(vendorsContract, {
    ...openings,
    ...decisions,
    ...looks,
    ...shopHandlers,
    ...staffHandlers(parts),
  });
