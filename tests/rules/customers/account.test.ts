import { describe, expect, test } from '@jest/globals';
import { account, mailClaimOf, maxAddresses } from '../../../actors/customers/account.ts';
import type { AccountEvent } from '../../../actors/customers/contract.ts';
import { given } from '../given.ts';
import {
  addAddress,
  addressAdded,
  ann,
  erased,
  home,
  id,
  mailClaim,
  mailRefused,
  newPassword,
  open,
  opened,
  resetAsked,
} from './ann.ts';

describe('an account', () => {
  test('opens with a digest in place of its mail address, and waits for it', () => {
    given(account).when(open).emits(opened);
    expect(given(account, opened).state().status).toBe('pending');
    expect(mailClaim).not.toContain('ann');
  });
  test('opens once', () => {
    given(account, opened).when(open).rejects('ACCOUNT_EXISTS');
  });
  test('is active once its mail address is its own', () => {
    given(account, opened).when({ type: 'activate' }).emits({ type: 'activated', id });
    given(account, ...ann)
      .when({ type: 'activate' })
      .emitsNothing();
  });
  test('whose mail address another has keeps nothing of the person', () => {
    given(account, opened).when({ type: 'refuseMail' }).emits({ type: 'mailRefused', id });
    expect(given(account, opened, mailRefused).state()).toMatchObject({
      status: 'refused',
      email: null,
      passwordHash: null,
    });
  });
  test('that is decided stays as it was decided', () => {
    given(account, ...ann)
      .when({ type: 'refuseMail' })
      .emitsNothing();
    given(account, opened, mailRefused).when({ type: 'activate' }).emitsNothing();
    given(account, opened, erased).when({ type: 'activate' }).emitsNothing();
  });
  test('gets the roles it lacks', () => {
    given(account, ...ann)
      .when({ type: 'grantRoles', roles: ['operator', 'analyst'] })
      .emits({ type: 'rolesGranted', id, roles: ['operator'] });
    given(account, ...ann)
      .when({ type: 'grantRoles', roles: ['analyst'] })
      .emitsNothing();
    given(account, opened)
      .when({ type: 'grantRoles', roles: ['operator'] })
      .rejects('UNKNOWN_ACCOUNT');
  });
});

describe('a mail address', () => {
  test('is one claim however it is written', () => {
    expect(mailClaimOf('Ann@Example.org ')).toBe(mailClaim);
    expect(mailClaimOf('bob@example.org')).not.toBe(mailClaim);
  });
});

describe('a change', () => {
  test('of the name is told once', () => {
    given(account, ...ann)
      .when({ type: 'change', name: 'Ann B.' })
      .emits({ type: 'renamed', id, name: 'Ann B.' });
    given(account, ...ann)
      .when({ type: 'change', name: 'Ann' })
      .emitsNothing();
    given(account, ...ann)
      .when({ type: 'change' })
      .emitsNothing();
  });
  test('of the password ends every session and every reset', () => {
    given(account, ...ann)
      .when(newPassword(0))
      .emits({ type: 'passwordChanged', id, passwordHash: 'hash2' });
    const after = given(account, ...ann, resetAsked('r1'), { type: 'passwordChanged', id, passwordHash: 'hash2' });
    expect(after.state()).toMatchObject({ epoch: 1, passwordHash: 'hash2', resets: new Map() });
  });
  test('proved with a password that was changed meanwhile is refused', () => {
    given(account, ...ann, { type: 'passwordChanged', id, passwordHash: 'hash3' })
      .when(newPassword(0))
      .rejects('LOGIN_FAILED');
    given(account, ...ann, { type: 'sessionsEnded', id })
      .when(newPassword(0))
      .rejects('LOGIN_FAILED');
  });
  test('of an account nobody has is refused', () => {
    for (const story of [[], [opened], [opened, mailRefused], [...ann, erased]]) {
      given(account, ...story)
        .when({ type: 'change', name: 'x' })
        .rejects('UNKNOWN_ACCOUNT');
    }
  });
  test('ends all sessions when only that is asked', () => {
    given(account, ...ann)
      .when({ type: 'endSessions' })
      .emits({ type: 'sessionsEnded', id });
    given(account, opened).when({ type: 'endSessions' }).emitsNothing();
  });
});

describe('addresses', () => {
  test('are added up to a bound', () => {
    const many = Array.from({ length: maxAddresses }, (_, place) => addressAdded(`adr_${place}`));
    given(account, ...ann)
      .when(addAddress)
      .emits({ type: 'addressAdded', address: { ...home, id: 'adr_x' } });
    given(account, ...ann, ...many)
      .when(addAddress)
      .rejects('TOO_MANY_ADDRESSES', { most: maxAddresses });
  });
  test('change field by field', () => {
    given(account, ...ann, addressAdded('adr_1'))
      .when({ type: 'changeAddress', addressId: 'adr_1', fields: { city: 'Leeds' } })
      .emits({ type: 'addressChanged', addressId: 'adr_1', address: { ...home, id: 'adr_1', city: 'Leeds' } });
  });
  test('that are not there cannot be changed or removed', () => {
    given(account, ...ann)
      .when({ type: 'changeAddress', addressId: 'adr_1', fields: {} })
      .rejects('UNKNOWN_ADDRESS', { id: 'adr_1' });
    given(account, ...ann)
      .when({ type: 'removeAddress', addressId: 'adr_1' })
      .rejects('UNKNOWN_ADDRESS', { id: 'adr_1' });
  });
  test('are removed', () => {
    const one = given(account, ...ann, addressAdded('adr_1'));
    one.when({ type: 'removeAddress', addressId: 'adr_1' }).emits({ type: 'addressRemoved', addressId: 'adr_1' });
    expect(
      given(account, ...ann, addressAdded('adr_1'), { type: 'addressRemoved', addressId: 'adr_1' }).state().addresses
        .size,
    ).toBe(0);
  });
});

describe('staff', () => {
  const joined: AccountEvent = { type: 'joined', id, vendorId: 'ven_1', role: 'viewer' };
  test('join with a role, and again only with another', () => {
    given(account, ...ann)
      .when({ type: 'join', vendorId: 'ven_1', role: 'viewer' })
      .emits(joined);
    given(account, ...ann, joined)
      .when({ type: 'join', vendorId: 'ven_1', role: 'viewer' })
      .emitsNothing();
    given(account, ...ann, joined)
      .when({ type: 'join', vendorId: 'ven_1', role: 'owner' })
      .emits({ type: 'joined', role: 'owner' });
  });
  test('leave what they joined', () => {
    given(account, ...ann, joined)
      .when({ type: 'leave', vendorId: 'ven_1' })
      .emits({ type: 'left', vendorId: 'ven_1' });
    given(account, ...ann)
      .when({ type: 'leave', vendorId: 'ven_1' })
      .emitsNothing();
  });
  test('may join before their mail address is their own', () => {
    given(account, opened).when({ type: 'join', vendorId: 'ven_1', role: 'viewer' }).emits(joined);
  });
  test('do not join once they are forgotten', () => {
    given(account, ...ann, erased)
      .when({ type: 'join', vendorId: 'ven_1', role: 'viewer' })
      .emitsNothing();
  });
});
