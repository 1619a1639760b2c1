import { on, task } from '../registry.ts';
import { notFound, toSoukError } from '../runtime/errors.ts';
import { toIso } from '../runtime/time.ts';
import type { Invitation, StaffMember } from './contract.ts';
import { byMember, self, type VendorsCtx, type VendorsParts } from './parts.service.ts';
import { isSettled, keyOf, ownerOf, shown, type VendorsHandlers } from './shown.service.ts';
import { vendor } from './vendor.ts';
import type { OpenInvitation, VendorState } from './vendor-state.ts';

const { command, read } = on(vendor);

const invitationOf = ([id, { email, role, expiresAt }]: readonly [string, OpenInvitation]): Invitation => ({
  id,
  email,
  role,
  expiresAt: toIso(expiresAt),
});

/** The invitation that an address has now. */
function invitationFor({ invitations }: VendorState, email: string): Invitation {
  const found = [...invitations].find(([, invitation]) => invitation.email === email);
  if (!found) throw notFound('invitation');
  return invitationOf(found);
}

const noInvitation = '';

/** The token names the vendor too: one of another shop opens nothing here. The vendor itself refuses what is none. */
function invitationIn({ tokens }: VendorsParts, id: string, token: string, ctx: VendorsCtx): string {
  const [vendorId, invitationId = noInvitation] = tokens.open('invitation', ctx.tenantId, token) ?? [];
  return vendorId === id ? invitationId : noInvitation;
}

/** As colleagues know each other; an account that is there no more has no name. */
async function named(member: StaffMember, ctx: VendorsCtx): Promise<StaffMember> {
  try {
    const { name } = await ctx.call('customers.account', { id: member.accountId });
    return name === null ? member : { ...member, name };
  } catch (error) {
    if (toSoukError(error).class === 'NotFound') return member;
    throw error;
  }
}

const memberHandlers: Pick<
  VendorsHandlers,
  'vendors.staff' | 'vendors.roster' | 'vendors.invite' | 'vendors.removeStaff' | 'vendors.noteStaffSettled'
> = {
  'vendors.staff': task(
    async ({ id }, ctx) => {
      const { members, invitations } = await ctx.call('vendors.roster', { id });
      return { members: await Promise.all(members.map((member) => named(member, ctx))), invitations };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'vendors.roster': read({
    key: keyOf,
    answer: ({ status, staff, invitations }) =>
      status === 'none'
        ? undefined
        : {
            members: [...staff].map(([accountId, { role }]) => ({ accountId, role })),
            invitations: [...invitations].map(invitationOf),
          },
  }),
  'vendors.invite': command({
    key: keyOf,
    owner: ownerOf,
    command: ({ email, role }, ctx) => ({
      type: 'invite',
      invitationId: ctx.newId('inv'),
      email,
      role,
      ...byMember(ctx),
    }),
    answer: (state, { email }) => invitationFor(state, email),
  }),
  'vendors.removeStaff': command({
    key: keyOf,
    owner: ownerOf,
    command: ({ accountId }, ctx) => ({ type: 'removeStaff', accountId, ...byMember(ctx) }),
    until: isSettled,
    answer: () => ({}),
  }),
  'vendors.noteStaffSettled': command({
    key: keyOf,
    command: ({ accountId }) => ({ type: 'noteStaffSettled', accountId }),
    answer: () => ({}),
  }),
};

export const staffHandlers = (
  parts: VendorsParts,
): typeof memberHandlers & Pick<VendorsHandlers, 'vendors.acceptInvitation'> => ({
  ...memberHandlers,
  'vendors.acceptInvitation': command({
    key: keyOf,
    command: ({ id, token }, ctx) => ({
      type: 'accept',
      invitationId: invitationIn(parts, id, token, ctx),
      accountId: self(ctx),
    }),
    until: isSettled,
    answer: (state, _, about) => shown(state, about),
  }),
});
