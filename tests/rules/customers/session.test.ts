import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SessionEvent } from '../../../actors/customers/contract.ts';
import {
  type SessionCommand,
  type SessionState,
  session,
  sessionIdleMs,
  sessionLifeMs,
} from '../../../actors/customers/session.ts';
import { day } from '../../../actors/runtime/time.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';

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

refusesInOrder(session, 'ended', ['ended', [begun, rotated(2), loggedOut], rotate(1), 'SESSION_ENDED']);

const commands: fc.Arbitrary<Try<SessionState, SessionCommand>> = fc.oneof(
  fc.constantFrom<SessionCommand>(begin, { type: 'end' }),
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }).map(rotate) },
  {
    weight: 6,
    arbitrary: fc.constant(
      whenAsked<SessionState, SessionCommand>('rotate on', ({ generation }) => rotate(generation)),
    ),
  },
);

test('whatever comes in whatever order, a generation is given out once, and nothing revives a session', () => {
  const device = new Player(session, { anew: ['rotate'] });
  fc.assert(
    fc.property(storiesOf(commands, day, 29 * day, sessionIdleMs), (story) => {
      const { events } = device.play(story, ({ before, command, events: now }) => {
        if (before.revoked) expect(now).toEqual([]);
        if (command.at >= before.begunAt + sessionLifeMs && before.accountId) expect(now).toEqual([]);
        if (command.at >= before.rotatedAt + sessionIdleMs && before.accountId) expect(now).toEqual([]);
      });
      const generations = events.flatMap((event) => (event.type === 'rotated' ? [event.generation] : []));
      expect(generations).toEqual(generations.map((_, place) => place + 2));
    }),
  );
});
