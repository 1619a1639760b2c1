import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AccountCommand,
  account,
  mailClaimOf,
  maxAddresses,
  maxResets,
} from '../../../actors/customers/account.ts';
import { resetLifeMs } from '../../../actors/customers/account-state.ts';
import type { AccountEvent, Address } from '../../../actors/customers/contract.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { given, testTime } from '../given.ts';

const id = 'acc_1';
const email = 'ann@example.org';
const mailClaim = mailClaimOf(email);
const home: Address = { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1', country: 'GB' };

const opened: AccountEvent = {
  type: 'opened',
  id,
  email,
  name: 'Ann',
  passwordHash: 'hash1',
  mailClaim,
  roles: ['analyst'],
  at: testTime,
};
const activated: AccountEvent = { type: 'activated', id };
const erased: AccountEvent = { type: 'erased', id, mailClaim };
const mailRefused: AccountEvent = { type: 'mailRefused', id };
const addressAdded = (addressId: string): AccountEvent => ({
  type: 'addressAdded',
  id,
  address: { ...home, id: addressId },
});
const resetAsked = (resetId: string, at = testTime): AccountEvent => ({
  type: 'resetAsked',
  id,
  resetId,
  email,
  expiresAt: at + resetLifeMs,
});
const ann = [opened, activated];

const open: AccountCommand = { type: 'open', id, email, name: 'Ann', passwordHash: 'hash1', roles: ['analyst'] };
const addAddress: AccountCommand = { type: 'addAddress', address: { ...home, id: 'adr_x' } };
const askReset = (resetId: string): AccountCommand => ({ type: 'askReset', resetId });
const setPassword = (resetId: string): AccountCommand => ({ type: 'setPassword', resetId, passwordHash: 'hash2' });
const newPassword = (epoch: number): AccountCommand => ({ type: 'change', password: { hash: 'hash2', epoch } });

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

describe('a forgotten password', () => {
  test('is reset by a link that counts for an hour', () => {
    given(account, ...ann)
      .when(askReset('r1'))
      .emits({ type: 'resetAsked', id, resetId: 'r1', email, expiresAt: testTime + resetLifeMs });
    const asked = given(account, ...ann, resetAsked('r1'));
    asked.when(setPassword('r1'), testTime + resetLifeMs - 1).emits({ type: 'passwordChanged', passwordHash: 'hash2' });
    asked.when(setPassword('r1'), testTime + resetLifeMs).rejects('RESET_EXPIRED');
  });
  test('is reset once', () => {
    given(account, ...ann, resetAsked('r1'), { type: 'passwordChanged', id, passwordHash: 'hash2' })
      .when(setPassword('r1'))
      .rejects('RESET_EXPIRED');
  });
  test('is not reset by a link nobody asked for', () => {
    given(account).when(setPassword('r1')).rejects('RESET_EXPIRED');
    given(account, ...ann, resetAsked('r1'))
      .when(setPassword('r2'))
      .rejects('RESET_EXPIRED');
    given(account, ...ann, resetAsked('r1'), erased)
      .when(setPassword('r1'))
      .rejects('RESET_EXPIRED');
  });
  test('says nothing of whether there is such an account', () => {
    for (const story of [[], [opened], [opened, mailRefused], [...ann, erased]]) {
      given(account, ...story)
        .when(askReset('r1'))
        .emitsNothing();
    }
  });
  test("fills nobody's mailbox", () => {
    const asked = Array.from({ length: maxResets }, (_, place) => resetAsked(`r${place}`));
    given(account, ...ann, ...asked)
      .when(askReset('rx'))
      .emitsNothing();
    given(account, ...ann, ...asked)
      .when(askReset('rx'), testTime + resetLifeMs)
      .emits({ type: 'resetAsked', resetId: 'rx' });
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
  test('do not join once they are forgotten', () => {
    given(account, ...ann, erased)
      .when({ type: 'join', vendorId: 'ven_1', role: 'viewer' })
      .emitsNothing();
  });
});

describe('a person who is erased', () => {
  test('is erased once, and the mail address is free', () => {
    given(account, ...ann)
      .when({ type: 'erase' })
      .emits({ type: 'erased', id, mailClaim });
    given(account, opened).when({ type: 'erase' }).emits({ type: 'erased', id, mailClaim });
    given(account, ...ann, erased)
      .when({ type: 'erase' })
      .emitsNothing();
  });
  test('was there', () => {
    given(account).when({ type: 'erase' }).rejects('UNKNOWN_ACCOUNT');
    given(account, opened, mailRefused).when({ type: 'erase' }).rejects('UNKNOWN_ACCOUNT');
  });
  test('leaves nothing personal in the state', () => {
    const state = given(account, ...ann, addressAdded('adr_1'), resetAsked('r1'), erased).state();
    expect(state).toMatchObject({ status: 'erased', email: null, name: null, passwordHash: null, roles: [] });
    expect(state.addresses.size + state.staff.size + state.resets.size).toBe(0);
  });
  test('reads back from a journal whose personal fields are gone', () => {
    const forgotten: AccountEvent[] = [
      { type: 'opened', id, email: null, name: null, passwordHash: null, mailClaim, roles: [], at: testTime },
      activated,
      { type: 'addressAdded', id, address: null },
      { type: 'addressChanged', id, addressId: 'adr_1', address: null },
      { type: 'passwordChanged', id, passwordHash: null },
      { type: 'renamed', id, name: null },
      erased,
    ];
    expect(given(account, ...forgotten).state().status).toBe('erased');
  });
});

test.each([
  ['unknown before a failed proof', [opened], newPassword(7), 'UNKNOWN_ACCOUNT'],
  ['unknown account before too many addresses', [opened], addAddress, 'UNKNOWN_ACCOUNT'],
  [
    'unknown account before unknown address',
    [opened],
    { type: 'changeAddress', addressId: 'x', fields: {} },
    'UNKNOWN_ACCOUNT',
  ],
] as const)('refusals come in order: %s', (_, events, command, code) => {
  given(account, ...events)
    .when(command)
    .rejects(code);
});

const texts = fc.constantFrom('a', 'b', 'c');
const commands: fc.Arbitrary<AccountCommand> = fc.oneof(
  fc.constantFrom<AccountCommand>(
    open,
    { type: 'activate' },
    { type: 'refuseMail' },
    { type: 'endSessions' },
    { type: 'erase' },
  ),
  texts.map((addressId) => ({ type: 'addAddress' as const, address: { ...home, id: addressId } })),
  texts.map((addressId) => ({ type: 'removeAddress' as const, addressId })),
  texts.map((resetId) => askReset(resetId)),
  texts.map((resetId) => setPassword(resetId)),
  texts.map((vendorId) => ({ type: 'join' as const, vendorId, role: 'owner' as const })),
  fc.nat({ max: 3 }).map((epoch) => newPassword(epoch)),
);

test('whatever happens, epochs only rise, a reset works once, and an erased person stays forgotten', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 60 }), (story) => {
      let state = account.initial();
      for (const command of story) {
        const { epoch, status } = state;
        const decision = decide(account, state, { ...command, at: testTime });
        if (isRefusal(decision)) continue;
        for (const event of decision) state = evolve(account, state, event);
        expect(state.epoch).toBeGreaterThanOrEqual(epoch);
        if (command.type === 'setPassword') expect([state.epoch, state.resets.size]).toEqual([epoch + 1, 0]);
        if (status === 'erased') expect([state.status, state.email, state.staff.size]).toEqual(['erased', null, 0]);
      }
    }),
  );
});
