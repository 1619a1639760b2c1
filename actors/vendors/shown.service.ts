import type { Owner } from '../runtime/caller.ts';
import { notFound } from '../runtime/errors.ts';
import type { Handler } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import type { Vendor, VendorsActions } from './contract.ts';
import type { VendorState } from './vendor-state.ts';

export type VendorsHandlers = {
  readonly [Name in keyof VendorsActions]: Handler<VendorsActions[Name]['params'], VendorsActions[Name]['result']>;
};

type Where = { readonly id: string };

export const keyOf = ({ id }: Where): string => id;

export const ownerOf = ({ status }: VendorState, { id }: Where): Owner | undefined =>
  status === 'none' ? undefined : { vendorId: id };

/** Its handle is decided, and whoever joined or left knows it. */
export const isSettled = ({ status, unsettled }: VendorState): boolean => status !== 'pending' && unsettled === 0;

export function shownOrNone(vendor: VendorState, { id }: Where): Vendor | undefined {
  const { status, name, handle, description, reason, commissionRate, createdAt } = vendor;
  if (status === 'none') return undefined;
  return {
    id,
    name,
    handle,
    description,
    status,
    ...(reason !== undefined && { reason }),
    ...(commissionRate !== undefined && { commissionRate }),
    createdAt: toIso(createdAt),
  };
}

export function shown(vendor: VendorState, where: Where): Vendor {
  const found = shownOrNone(vendor, where);
  if (!found) throw notFound('vendor');
  return found;
}
