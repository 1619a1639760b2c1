import type { VendorEvent } from '../../../actors/vendors/contract.ts';
import type { VendorCommand } from '../../../actors/vendors/vendor.ts';
import { invitationLifeMs, type Role } from '../../../actors/vendors/vendor-state.ts';
import { testTime } from '../given.ts';

export const opened: Extract<VendorEvent, { type: 'opened' }> = {
  type: 'opened',
  name: 'North Wind',
  handle: 'north-wind',
  fallback: 'north-wind-7m2k4',
  description: 'Knitwear',
  ownerId: 'ann',
  approved: false,
  at: testTime,
};
export const applied: VendorEvent = { type: 'applied', ownerId: 'ann' };
export const approved: VendorEvent = { type: 'approved', ownerId: 'ann' };
export const rejected: VendorEvent = { type: 'rejected', reason: 'no licence' };
export const suspended: VendorEvent = { type: 'suspended', reason: 'complaints' };
export const handleRefused: VendorEvent = { type: 'handleRefused' };
export const joined = (accountId: string, role: Role, invitationId?: string): VendorEvent => ({
  type: 'staffJoined',
  accountId,
  role,
  ...(invitationId !== undefined && { invitationId }),
});
export const invited = (invitationId: string, email: string | null, role: Role, at = testTime): VendorEvent => ({
  type: 'staffInvited',
  invitationId,
  email,
  role,
  vendorName: 'North Wind',
  expiresAt: at + invitationLifeMs,
});

/** A shop with its owner, which may sell. */
export const selling: readonly VendorEvent[] = [opened, applied, joined('ann', 'owner'), approved];

export const open: Extract<VendorCommand, { type: 'open' }> = {
  type: 'open',
  name: 'North Wind',
  handle: 'north-wind',
  fallback: 'north-wind-7m2k4',
  description: 'Knitwear',
  ownerId: 'ann',
  approved: false,
  isLimitReached: false,
};
export const approve: VendorCommand = { type: 'approve', isLimitReached: false };
export const reject: VendorCommand = { type: 'reject', reason: 'no licence' };
export const suspend: VendorCommand = { type: 'suspend', reason: 'complaints' };
export const rename: VendorCommand = { type: 'change', name: 'South Wind' };
export const setCommission: VendorCommand = { type: 'setCommission', commissionRate: 800 };
export const invite = (email: string, role: Role, by?: string): VendorCommand => ({
  type: 'invite',
  invitationId: 'inv_new',
  email,
  role,
  ...(by !== undefined && { by }),
});
export const accept = (invitationId: string, accountId: string): VendorCommand => ({
  type: 'accept',
  invitationId,
  accountId,
});
export const removeStaff = (accountId: string, by?: string): VendorCommand => ({
  type: 'removeStaff',
  accountId,
  ...(by !== undefined && { by }),
});
