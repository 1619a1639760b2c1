import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AccountCommand, account, maxResets } from '../../../actors/customers/account.ts';
import { resetLifeMs } from '../../../actors/customers/account-state.ts';
import type { AccountEvent } from '../../../actors/customers/contract.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { given, testTime } from '../given.ts';
import {
  activated,
  addAddress,
  addressAdded,
  ann,
  askReset,
  email,
  erased,
  home,
  id,
  mailClaim,
  mailRefused,
  newPassword,
  open,
  opened,
  resetAsked,
  setPassword,
} from './ann.ts';

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
