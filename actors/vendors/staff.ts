import { type Decision, refuse, type Stamped } from '../runtime/decider.ts';
import { hour, type Instant } from '../runtime/time.ts';
import type { VendorEvent } from './contract.ts';
import { notIn } from './standing.ts';
import { invitationLifeMs, type OpenInvitation, type Role, type VendorState } from './vendor-state.ts';

/** `by`: the member who asks; absent, it is the operator. */
export type StaffCommand =
  | {
      readonly type: 'invite';
      readonly invitationId: string;
      readonly email: string;
      readonly role: Role;
      readonly by?: string;
    }
  | { readonly type: 'accept'; readonly invitationId: string; readonly accountId: string }
  | { readonly type: 'removeStaff'; readonly accountId: string; readonly by?: string }
  | { readonly type: 'noteStaffSettled'; readonly accountId: string };

export type StaffRefusal =
  | 'UNKNOWN_VENDOR'
  | 'VENDOR_STATUS'
  | 'ROLE_TOO_HIGH'
  | 'STAFF_FULL'
  | 'INVITATION_ENDED'
  | 'ALREADY_STAFF'
  | 'NOT_STAFF'
  | 'LAST_OWNER';

type Decided = Decision<VendorEvent, StaffRefusal>;
type Of<Type extends StaffCommand['type']> = Stamped<Extract<StaffCommand, { type: Type }>>;

/** Members and open invitations together. */
export const maxStaff = 100;
/** Who asks again sooner gets the invitation that is on its way. */
export const inviteAgainMs = hour;

const below: Readonly<Record<Role, readonly Role[]>> = {
  owner: ['owner', 'manager', 'fulfiller', 'viewer'],
  manager: ['fulfiller', 'viewer'],
  fulfiller: [],
  viewer: [],
};

/** Whether this member, or the operator, may give and take this role. */
function mayDecideOn(vendor: VendorState, role: Role, by: string | undefined): boolean {
  if (by === undefined) return true;
  const own = vendor.staff.get(by)?.role;
  return own !== undefined && below[own].includes(role);
}

const isSame = (known: OpenInvitation, { email, role, at }: Of<'invite'>): boolean =>
  known.email === email && known.role === role && at < known.expiresAt - invitationLifeMs + inviteAgainMs;

const isOpen = ({ expiresAt }: OpenInvitation, at: Instant): boolean => expiresAt > at;

/** Precedence: unknown, status, role, full. */
export function invite(vendor: VendorState, command: Of<'invite'>): Decided {
  const { email, role, by, at, invitationId } = command;
  const problem = notIn(vendor);
  if (problem) return problem;
  if (!mayDecideOn(vendor, role, by)) return refuse('ROLE_TOO_HIGH', { role });
  const invitations = [...vendor.invitations.values()].filter((known) => isOpen(known, at));
  if (invitations.some((known) => isSame(known, command))) return [];
  const others = invitations.filter((known) => known.email !== email);
  if (vendor.staff.size + others.length >= maxStaff) return refuse('STAFF_FULL', { most: maxStaff });
  const expiresAt = at + invitationLifeMs;
  return [{ type: 'staffInvited', invitationId, email, role, vendorName: vendor.name, expiresAt }];
}

/** Precedence: unknown, status, ended, staff already. */
export function accept(vendor: VendorState, { invitationId, accountId, at }: Of<'accept'>): Decided {
  const member = vendor.staff.get(accountId);
  if (member?.invitationId === invitationId) return [];
  const problem = notIn(vendor);
  if (problem) return problem;
  const invitation = vendor.invitations.get(invitationId);
  if (!invitation || !isOpen(invitation, at)) return refuse('INVITATION_ENDED');
  if (member) return refuse('ALREADY_STAFF', { role: member.role });
  return [{ type: 'staffJoined', accountId, role: invitation.role, invitationId }];
}

const isLastOwner = ({ staff }: VendorState, accountId: string): boolean =>
  ![...staff].some(([id, { role }]) => role === 'owner' && id !== accountId);

/** Everybody may leave. Precedence: unknown, no staff, role, last owner. */
export function removeStaff(vendor: VendorState, { accountId, by }: Of<'removeStaff'>): Decided {
  if (vendor.status === 'none') return refuse('UNKNOWN_VENDOR');
  const member = vendor.staff.get(accountId);
  const invitation = vendor.invitations.get(accountId);
  const role = member?.role ?? invitation?.role;
  if (role === undefined) return refuse('NOT_STAFF', { accountId });
  if (by !== accountId && !mayDecideOn(vendor, role, by)) return refuse('ROLE_TOO_HIGH', { role });
  if (!member) return [{ type: 'invitationWithdrawn', invitationId: accountId }];
  if (isLastOwner(vendor, accountId)) return refuse('LAST_OWNER');
  return [{ type: 'staffLeft', accountId }];
}
