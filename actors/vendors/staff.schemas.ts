import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { email, empty, id, shape } from '../runtime/schemas.ts';
import type { Invitation, Staff, StaffMember, VendorsActions } from './contract.ts';
import { byId, invitationSchema, memberSchema, northWind, role, vendorSchema } from './vendor.schemas.ts';

type Params<Name extends keyof VendorsActions> = VendorsActions[Name]['params'];

const { id: vendorId } = northWind;
const accountId = 'acc_4k1v9q0m2x7c8r5t6w3z';
const member: StaffMember = { accountId, role: 'owner', name: 'Ann Archer' };
const invitation: Invitation = {
  id: 'inv_2x7c8r5t6w3z4k1v9q0m',
  email: 'bob@example.org',
  role: 'fulfiller',
  expiresAt: '2026-11-29T09:00:00.000Z',
};

const staffSchema = shape<Staff>({
  members: Joi.array().items(memberSchema).required(),
  invitations: Joi.array().items(invitationSchema).required(),
});

export const staffActions = {
  'vendors.invite': {
    summary: 'Invites somebody to work for the vendor, by mail',
    rest: 'POST /vendors/{id}/staff',
    status: 201,
    access: { all: ['operator'], own: ['owner', 'manager'] },
    params: shape<Params<'vendors.invite'>>({
      id: id().required(),
      email: email().required(),
      role: role().required(),
    }),
    result: invitationSchema,
    example: { params: { id: vendorId, email: 'bob@example.org', role: 'fulfiller' }, result: invitation },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS', 'ROLE_TOO_HIGH', 'STAFF_FULL'],
  },
  'vendors.acceptInvitation': {
    summary: 'Accepts an invitation with the token of its mail',
    rest: 'POST /vendors/{id}/staff/accept',
    status: 200,
    waits: true,
    access: { all: ['shopper'] },
    params: shape<Params<'vendors.acceptInvitation'>>({
      id: id().required(),
      token: Joi.string().max(1_000).required(),
    }),
    result: vendorSchema,
    example: { params: { id: vendorId, token: 'dmVuXzE.aW52XzE.c2ln' }, result: northWind },
    refusals: ['UNKNOWN_VENDOR', 'VENDOR_STATUS', 'INVITATION_ENDED', 'ALREADY_STAFF'],
  },
  'vendors.staff': {
    summary: 'Who works for the vendor, and who is invited',
    rest: 'GET /vendors/{id}/staff',
    access: { all: ['operator'], own: ['owner', 'manager'] },
    params: byId(),
    result: staffSchema,
    example: { params: { id: vendorId }, result: { members: [member], invitations: [invitation] } },
  },
  'vendors.removeStaff': {
    summary: 'Removes a member, or withdraws an invitation by its id; everybody may leave',
    rest: 'DELETE /vendors/{id}/staff/{accountId}',
    status: 204,
    waits: true,
    access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
    params: shape<Params<'vendors.removeStaff'>>({ id: id().required(), accountId: id().required() }),
    result: empty(),
    example: { params: { id: vendorId, accountId }, result: {} },
    refusals: ['UNKNOWN_VENDOR', 'NOT_STAFF', 'ROLE_TOO_HIGH', 'LAST_OWNER'],
  },
  'vendors.roster': {
    summary: 'Who works for the vendor, by their accounts alone',
    access: internal,
    params: byId(),
    result: staffSchema,
  },
  'vendors.noteStaffSettled': {
    summary: 'The account knows that it joined or left',
    access: internal,
    params: shape<Params<'vendors.noteStaffSettled'>>({ id: id().required(), accountId: id().required() }),
    result: empty(),
  },
} as const satisfies Partial<Contract<VendorsActions>['actions']>;
