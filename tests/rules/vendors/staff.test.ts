import { describe, expect, test } from '@jest/globals';
import { inviteAgainMs, maxStaff } from '../../../actors/vendors/staff.ts';
import { vendor } from '../../../actors/vendors/vendor.ts';
import { invitationLifeMs, type Role } from '../../../actors/vendors/vendor-state.ts';
import { given, testTime } from '../given.ts';
import { accept, invite, invited, joined, rejected, removeStaff, selling } from './north-wind.ts';

const bob = 'bob@example.org';
const team = [...selling, joined('max', 'manager'), joined('fay', 'fulfiller'), joined('vic', 'viewer')];

describe('an invitation', () => {
  test('goes out with the name of the shop and counts for a week', () => {
    given(vendor, ...selling)
      .when(invite(bob, 'viewer', 'ann'))
      .emits({
        type: 'staffInvited',
        email: bob,
        role: 'viewer',
        vendorName: 'North Wind',
        expiresAt: testTime + invitationLifeMs,
      });
  });
  test('asked for again within the hour is the one on its way, later a new one', () => {
    const one = given(vendor, ...selling, invited('inv_1', bob, 'viewer'));
    one.when(invite(bob, 'viewer'), testTime + inviteAgainMs - 1).emitsNothing();
    one.when(invite(bob, 'viewer'), testTime + inviteAgainMs).emits({ type: 'staffInvited' });
    one.when(invite(bob, 'owner')).emits({ type: 'staffInvited', role: 'owner' });
  });
  test('replaces the one before to the same address', () => {
    given(vendor, ...selling, invited('inv_1', bob, 'owner'), invited('inv_2', bob, 'viewer'))
      .when(accept('inv_1', 'bob'))
      .rejects('INVITATION_ENDED');
  });
  test('is accepted once, by whoever holds its token', () => {
    const one = given(vendor, ...selling, invited('inv_1', bob, 'viewer'));
    one
      .when(accept('inv_1', 'bob'))
      .emits({ type: 'staffJoined', accountId: 'bob', role: 'viewer', invitationId: 'inv_1' });
    const used = given(vendor, ...selling, invited('inv_1', bob, 'viewer'), joined('bob', 'viewer', 'inv_1'));
    used.when(accept('inv_1', 'bob')).emitsNothing();
    used.when(accept('inv_1', 'eve')).rejects('INVITATION_ENDED');
  });
  test('expires', () => {
    const one = given(vendor, ...selling, invited('inv_1', bob, 'viewer'));
    one.when(accept('inv_1', 'bob'), testTime + invitationLifeMs - 1).emits({ type: 'staffJoined' });
    one.when(accept('inv_1', 'bob'), testTime + invitationLifeMs).rejects('INVITATION_ENDED');
  });
  test('is withdrawn by its id', () => {
    given(vendor, ...selling, invited('inv_1', bob, 'owner'))
      .when(removeStaff('inv_1', 'ann'))
      .emits({ type: 'invitationWithdrawn', invitationId: 'inv_1' });
    given(vendor, ...selling, invited('inv_1', bob, 'owner'), { type: 'invitationWithdrawn', invitationId: 'inv_1' })
      .when(accept('inv_1', 'bob'))
      .rejects('INVITATION_ENDED');
  });
  test('does not change who works there already', () => {
    given(vendor, ...selling, invited('inv_1', bob, 'viewer'))
      .when(accept('inv_1', 'ann'))
      .rejects('ALREADY_STAFF', { role: 'owner' });
  });
  test('of a shop that was turned away is void', () => {
    given(vendor, ...selling, invited('inv_1', bob, 'viewer'), rejected)
      .when(accept('inv_1', 'bob'))
      .rejects('VENDOR_STATUS', { status: 'rejected' });
  });
  test('counts as staff, until it expires', () => {
    const many = Array.from({ length: maxStaff - 1 }, (_, place) =>
      invited(`inv_${place}`, `b${place}@x.org`, 'viewer'),
    );
    const full = given(vendor, ...selling, ...many);
    full.when(invite(bob, 'viewer')).rejects('STAFF_FULL', { most: maxStaff });
    full.when(invite('b1@x.org', 'manager')).emits({ type: 'staffInvited' });
    full.when(invite(bob, 'viewer'), testTime + invitationLifeMs).emits({ type: 'staffInvited' });
  });
  test('to a forgotten person replaces nobody else', () => {
    const state = given(vendor, ...selling, invited('inv_1', null, 'viewer'), invited('inv_2', null, 'viewer')).state();
    expect(state.invitations.size).toBe(2);
  });
});

describe('who may give and take which role', () => {
  const roles: readonly Role[] = ['owner', 'manager', 'fulfiller', 'viewer'];
  const may: readonly (readonly [string, string | undefined, readonly Role[]])[] = [
    ['an owner', 'ann', roles],
    ['the operator', undefined, roles],
    ['a manager', 'max', ['fulfiller', 'viewer']],
    ['a fulfiller', 'fay', []],
    ['a viewer', 'vic', []],
    ['somebody who was removed a moment ago', 'eve', []],
  ];
  test.each(may)('%s', (_, by, given1) => {
    for (const role of roles) {
      const inviting = given(vendor, ...team).when(invite(bob, role, by));
      const removing = given(vendor, ...team, joined('other', role)).when(removeStaff('other', by));
      if (given1.includes(role)) inviting.emits({ type: 'staffInvited', role });
      else inviting.rejects('ROLE_TOO_HIGH', { role });
      if (given1.includes(role)) removing.emits({ type: 'staffLeft', accountId: 'other' });
      else removing.rejects('ROLE_TOO_HIGH', { role });
    }
  });
});

describe('a member', () => {
  test('may always leave, but for the last owner', () => {
    for (const id of ['max', 'fay', 'vic']) {
      given(vendor, ...team)
        .when(removeStaff(id, id))
        .emits({ type: 'staffLeft', accountId: id });
    }
    given(vendor, ...team)
      .when(removeStaff('ann', 'ann'))
      .rejects('LAST_OWNER');
    given(vendor, ...team, joined('bea', 'owner'))
      .when(removeStaff('ann', 'ann'))
      .emits({ type: 'staffLeft' });
  });
  test('who does not work there cannot be removed', () => {
    given(vendor, ...team)
      .when(removeStaff('eve', 'ann'))
      .rejects('NOT_STAFF', { accountId: 'eve' });
  });
  test('is waited for until the account knows', () => {
    expect(given(vendor, ...selling).state().unsettled).toBe(1);
    given(vendor, ...selling)
      .when({ type: 'noteStaffSettled', accountId: 'ann' })
      .emits({ type: 'staffSettled', accountId: 'ann' });
    given(vendor, ...selling, { type: 'staffSettled', accountId: 'ann' })
      .when({ type: 'noteStaffSettled', accountId: 'ann' })
      .emitsNothing();
  });
});
