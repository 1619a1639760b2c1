import { type Decider, type Decision, refuse, type Stamped } from '../runtime/decider.ts';
import type { VendorEvent } from './contract.ts';
import { accept, invite, removeStaff, type StaffCommand, type StaffRefusal } from './staff.ts';
import { notIn } from './standing.ts';
import { newVendor, type VendorState, vendorEvolve } from './vendor-state.ts';

/** `isLimitReached`: the tenant's plan allows no more vendors. */
export type VendorCommand =
  | StaffCommand
  | {
      readonly type: 'open';
      readonly name: string;
      readonly handle: string;
      readonly fallback?: string;
      readonly description: string;
      readonly ownerId: string;
      readonly approved: boolean;
      readonly isLimitReached: boolean;
    }
  | { readonly type: 'acceptHandle'; readonly handle: string }
  | { readonly type: 'refuseHandle'; readonly handle: string }
  | { readonly type: 'change'; readonly name?: string; readonly description?: string }
  | { readonly type: 'approve'; readonly commissionRate?: number; readonly isLimitReached: boolean }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'setCommission'; readonly commissionRate: number };

export type VendorRefusal = StaffRefusal | 'VENDOR_EXISTS' | 'LIMIT_REACHED';

type Decided = Decision<VendorEvent, VendorRefusal>;
type Of<Type extends VendorCommand['type']> = Stamped<Extract<VendorCommand, { type: Type }>>;

/** Precedence: exists, limit. */
function open(vendor: VendorState, { type: _, isLimitReached, ...opening }: Of<'open'>): Decided {
  if (vendor.status !== 'none') return refuse('VENDOR_EXISTS');
  if (isLimitReached) return refuse('LIMIT_REACHED');
  return [{ type: 'opened', ...opening }];
}

/** An answer about another handle than the one that is tried now comes too late. */
const isAwaited = (vendor: VendorState, handle: string): boolean =>
  vendor.status === 'pending' && vendor.handle === handle;

function acceptHandle(vendor: VendorState, { handle }: Of<'acceptHandle'>): Decided {
  if (!isAwaited(vendor, handle)) return [];
  const { ownerId } = vendor;
  return [
    { type: vendor.bornApproved ? 'approved' : 'applied', ownerId },
    { type: 'staffJoined', accountId: ownerId, role: 'owner' },
  ];
}

function refuseHandle(vendor: VendorState, { handle }: Of<'refuseHandle'>): Decided {
  if (!isAwaited(vendor, handle)) return [];
  const { fallback } = vendor;
  return [fallback === undefined ? { type: 'handleRefused' } : { type: 'handleProposed', handle: fallback }];
}

/** Precedence: unknown, status. */
function change(vendor: VendorState, asked: Of<'change'>): Decided {
  const problem = notIn(vendor);
  if (problem) return problem;
  const { name = vendor.name, description = vendor.description } = asked;
  const isSame = name === vendor.name && description === vendor.description;
  return isSame ? [] : [{ type: 'changed', name, description }];
}

/** Precedence: unknown, status, limit. What was suspended is taken up again. */
function approve(vendor: VendorState, { commissionRate, isLimitReached }: Of<'approve'>): Decided {
  const problem = notIn(vendor);
  if (problem) return problem;
  if (isLimitReached && vendor.status === 'applied') return refuse('LIMIT_REACHED');
  const { ownerId, status } = vendor;
  return [
    ...(status === 'approved' ? [] : [{ type: 'approved', ownerId } as const]),
    ...(commissionRate === undefined ? [] : rated(vendor, commissionRate)),
  ];
}

const rated = (vendor: VendorState, commissionRate: number): readonly VendorEvent[] =>
  commissionRate === vendor.commissionRate ? [] : [{ type: 'commissionSet', commissionRate }];

export const vendor: Decider<VendorState, VendorCommand, VendorEvent, VendorRefusal> = {
  type: 'vendor',
  initial: newVendor,
  decide: {
    open,
    acceptHandle,
    refuseHandle,
    change,
    approve,
    reject: (state, { reason }) => {
      if (state.status === 'rejected') return [];
      return notIn(state, ['applied']) ?? [{ type: 'rejected', reason }];
    },
    suspend: (state, { reason }) => {
      if (state.status === 'suspended') return [];
      return notIn(state, ['approved']) ?? [{ type: 'suspended', reason }];
    },
    setCommission: (state, { commissionRate }) => notIn(state) ?? rated(state, commissionRate),
    invite,
    accept,
    removeStaff,
    noteStaffSettled: ({ unsettled }, { accountId }) => (unsettled > 0 ? [{ type: 'staffSettled', accountId }] : []),
  },
  evolve: vendorEvolve,
};
