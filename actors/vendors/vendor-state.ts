import type { Decider } from '../runtime/decider.ts';
import { day, type Instant } from '../runtime/time.ts';
import type { StaffMember, VendorEvent, VendorStatus } from './contract.ts';

export type Role = StaffMember['role'];

type Member = { readonly role: Role; readonly invitationId?: string };
export type OpenInvitation = { readonly email: string | null; readonly role: Role; readonly expiresAt: Instant };

/** A seller, and who works there. */
export type VendorState = {
  status: VendorStatus | 'none';
  name: string;
  handle: string;
  /** The handle to try when the first is taken. */
  fallback?: string | undefined;
  description: string;
  ownerId: string;
  /** Whether it was opened without an application. */
  bornApproved: boolean;
  reason?: string | undefined;
  commissionRate?: number;
  readonly staff: Map<string, Member>;
  readonly invitations: Map<string, OpenInvitation>;
  /** How many that joined or left do not know it yet. */
  unsettled: number;
  createdAt: Instant;
};

export const invitationLifeMs = 7 * day;

export const newVendor = (): VendorState => ({
  status: 'none',
  name: '',
  handle: '',
  description: '',
  ownerId: '',
  bornApproved: false,
  staff: new Map(),
  invitations: new Map(),
  unsettled: 0,
  createdAt: 0,
});

/** An address has one invitation at a time, the latest; what has expired is gone. */
function invite(vendor: VendorState, event: Extract<VendorEvent, { type: 'staffInvited' }>): void {
  const { invitationId, email, role, expiresAt } = event;
  const at = expiresAt - invitationLifeMs;
  for (const [id, known] of vendor.invitations) {
    const isReplaced = email !== null && known.email === email;
    if (isReplaced || known.expiresAt <= at) vendor.invitations.delete(id);
  }
  vendor.invitations.set(invitationId, { email, role, expiresAt });
}

function join(vendor: VendorState, event: Extract<VendorEvent, { type: 'staffJoined' }>): void {
  const { accountId, role, invitationId } = event;
  vendor.staff.set(accountId, { role, ...(invitationId !== undefined && { invitationId }) });
  if (invitationId !== undefined) vendor.invitations.delete(invitationId);
  vendor.unsettled += 1;
}

const decided =
  (status: VendorStatus) =>
  (vendor: VendorState, event: object): void => {
    vendor.status = status;
    vendor.reason = 'reason' in event ? String(event.reason) : undefined;
  };

export const vendorEvolve: Decider<VendorState, never, VendorEvent>['evolve'] = {
  opened: (state, { name, handle, fallback, description, ownerId, approved, at }) => {
    Object.assign(state, { name, handle, fallback, description, ownerId });
    Object.assign(state, { status: 'pending', bornApproved: approved, createdAt: at });
  },
  handleProposed: (state, { handle }) => {
    state.handle = handle;
    state.fallback = undefined;
  },
  handleRefused: decided('refused'),
  applied: decided('applied'),
  approved: decided('approved'),
  rejected: decided('rejected'),
  suspended: decided('suspended'),
  changed: (state, { name, description }) => {
    state.name = name;
    state.description = description;
  },
  commissionSet: (state, { commissionRate }) => {
    state.commissionRate = commissionRate;
  },
  staffInvited: invite,
  invitationWithdrawn: ({ invitations }, { invitationId }) => {
    invitations.delete(invitationId);
  },
  staffJoined: join,
  staffLeft: (state, { accountId }) => {
    state.staff.delete(accountId);
    state.unsettled += 1;
  },
  staffSettled: (state) => {
    state.unsettled -= 1;
  },
};
