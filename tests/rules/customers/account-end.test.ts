import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AccountCommand, account, maxResets } from '../../../actors/customers/account.ts';
import { type AccountState, resetLifeMs } from '../../../actors/customers/account-state.ts';
import type { AccountEvent } from '../../../actors/customers/contract.ts';
import { given, testTime } from '../given.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';
import {
  activated,
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

const texts = fc.constantFrom('a', 'b', 'c');
const commands: fc.Arbitrary<Try<AccountState, AccountCommand>> = fc.oneof(
  fc.constantFrom<AccountCommand>(
    open,
    { type: 'activate' },
    { type: 'refuseMail' },
    { type: 'endSessions' },
    { type: 'erase' },
    { type: 'grantRoles', roles: ['operator', 'analyst'] },
  ),
  texts.map((addressId) => ({ type: 'addAddress' as const, address: { ...home, id: addressId } })),
  texts.map((addressId) => ({ type: 'changeAddress' as const, addressId, fields: { city: 'Leeds' } })),
  texts.map((addressId) => ({ type: 'removeAddress' as const, addressId })),
  { weight: 3, arbitrary: texts.map((resetId) => askReset(resetId)) },
  { weight: 3, arbitrary: texts.map((resetId) => setPassword(resetId)) },
  texts.map((vendorId) => ({ type: 'join' as const, vendorId, role: 'owner' as const })),
  texts.map((vendorId) => ({ type: 'leave' as const, vendorId })),
  texts.map((name) => ({ type: 'change' as const, name })),
  fc.nat({ max: 3 }).map((epoch) => newPassword(epoch)),
  fc.constant(whenAsked<AccountState, AccountCommand>('a new password', ({ epoch }) => newPassword(epoch))),
);
const anew = ['addAddress', 'changeAddress', 'askReset', 'endSessions'] as const;
const stories = storiesOf(commands, resetLifeMs / 2, resetLifeMs);

test('whatever happens, epochs only rise, a reset works once and in time, and an erased person stays forgotten', () => {
  for (const from of [[], ann]) {
    const person = new Player(account, { anew, from });
    fc.assert(
      fc.property(stories, (story) => {
        person.play(story, ({ before, state, command, events }) => {
          expect(state.epoch).toBeGreaterThanOrEqual(before.epoch);
          if (command.type === 'setPassword' && events.length > 0) {
            expect(before.resets.get(command.resetId)).toBeGreaterThan(command.at);
            expect([state.epoch, state.resets.size]).toEqual([before.epoch + 1, 0]);
          }
          if (before.status === 'erased') expect(events).toEqual([]);
          if (state.status === 'erased')
            expect([state.email, state.staff.size, state.resets.size]).toEqual([null, 0, 0]);
        });
      }),
    );
  }
});
