import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SessionEvent } from '../../../actors/customers/contract.ts';
import { type SessionCommand, session, sessionIdleMs, sessionLifeMs } from '../../../actors/customers/session.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { given, testTime } from '../given.ts';

const begun: SessionEvent = { type: 'begun', accountId: 'acc_1', epoch: 0, at: testTime };
const rotated = (generation: number, at = testTime): SessionEvent => ({ type: 'rotated', generation, at });
const loggedOut: SessionEvent = { type: 'revoked', reason: 'loggedOut' };
const begin: SessionCommand = { type: 'begin', accountId: 'acc_1', epoch: 0 };
const rotate = (generation: number): SessionCommand => ({ type: 'rotate', generation });

describe('a session', () => {
  test('begins once, with its first generation', () => {
    given(session).when(begin).emits({ type: 'begun', accountId: 'acc_1', epoch: 0, at: testTime });
    given(session, begun).when(begin).rejects('SESSION_EXISTS');
    expect(given(session, begun).state().generation).toBe(1);
  });
  test('goes on with each generation used once', () => {
    given(session, begun).when(rotate(1)).emits({ type: 'rotated', generation: 2 });
    given(session, begun, rotated(2)).when(rotate(2)).emits({ type: 'rotated', generation: 3 });
  });
  test('ends for everybody when a generation comes twice, and says so', () => {
    given(session, begun, rotated(2)).when(rotate(1)).emits({ type: 'revoked', reason: 'reused' });
    const after = given(session, begun, rotated(2), { type: 'revoked', reason: 'reused' });
    after.when(rotate(2)).rejects('SESSION_ENDED');
    after.when(rotate(1)).rejects('SESSION_ENDED');
  });
  test('that nobody began, or with a generation nobody gave out, has ended', () => {
    given(session).when(rotate(1)).rejects('SESSION_ENDED');
    given(session, begun).when(rotate(2)).rejects('SESSION_ENDED');
  });
  test('ends by logging out, once', () => {
    given(session, begun).when({ type: 'end' }).emits(loggedOut);
    given(session, begun, loggedOut).when({ type: 'end' }).emitsNothing();
    given(session).when({ type: 'end' }).emitsNothing();
    given(session, begun, loggedOut).when(rotate(1)).rejects('SESSION_ENDED');
  });
  test('ends when it was not used for long', () => {
    given(session, begun)
      .when(rotate(1), testTime + sessionIdleMs - 1)
      .emits({ type: 'rotated' });
    given(session, begun)
      .when(rotate(1), testTime + sessionIdleMs)
      .rejects('SESSION_ENDED');
  });
  test('ends after its longest life, however busy', () => {
    const busy = given(session, begun, rotated(2, testTime + sessionLifeMs - 1));
    busy.when(rotate(2), testTime + sessionLifeMs - 1).emits({ type: 'rotated' });
    busy.when(rotate(2), testTime + sessionLifeMs).rejects('SESSION_ENDED');
  });
});

test.each([['ended before reused', [begun, rotated(2), loggedOut], rotate(1), 'SESSION_ENDED']] as const)(
  'refusals come in order: %s',
  (_, events, command, code) => {
    given(session, ...events)
      .when(command)
      .rejects(code);
  },
);

test('whatever comes in whatever order, a generation is given out at most once and nothing revives a session', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 }), (generations) => {
      let state = evolve(session, session.initial(), begun);
      const given = new Set<number>([1]);
      for (const generation of generations) {
        const wasRevoked = state.revoked !== undefined;
        const decision = decide(session, state, { ...rotate(generation), at: testTime });
        if (isRefusal(decision)) continue;
        expect(wasRevoked).toBe(false);
        for (const event of decision) {
          if (event.type === 'rotated') expect(given.has(event.generation)).toBe(false);
          if (event.type === 'rotated') given.add(event.generation);
          state = evolve(session, state, event);
        }
      }
    }),
  );
});
