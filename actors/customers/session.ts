import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import { day, type Instant } from '../runtime/time.ts';
import type { SessionEvent } from './contract.ts';

export type SessionCommand =
  | { readonly type: 'begin'; readonly accountId: string; readonly epoch: number }
  | { readonly type: 'rotate'; readonly generation: number }
  | { readonly type: 'end' };

export type SessionRefusal = 'SESSION_EXISTS' | 'SESSION_ENDED';

/** One log-in on one device: each generation of its token is used once. */
export type SessionState = {
  accountId?: string;
  /** The account's count of ended sessions when it began. */
  epoch: number;
  generation: number;
  begunAt: Instant;
  rotatedAt: Instant;
  revoked?: Extract<SessionEvent, { type: 'revoked' }>['reason'];
};

/** Unused for so long it has ended. */
export const sessionIdleMs = 30 * day;
/** However busy, it ends after so long. */
export const sessionLifeMs = 180 * day;

const hasEnded = (session: SessionState, at: Instant): boolean =>
  session.accountId === undefined ||
  session.revoked !== undefined ||
  at >= session.rotatedAt + sessionIdleMs ||
  at >= session.begunAt + sessionLifeMs;

/** A token that comes twice is in two hands: the session ends for both, and the answer says why. Precedence: ended. */
function rotate(session: SessionState, generation: number, at: Instant): Decision<SessionEvent, SessionRefusal> {
  if (hasEnded(session, at) || generation > session.generation) return refuse('SESSION_ENDED');
  if (generation < session.generation) return [{ type: 'revoked', reason: 'reused' }];
  return [{ type: 'rotated', generation: generation + 1, at }];
}

export const session: Decider<SessionState, SessionCommand, SessionEvent, SessionRefusal> = {
  type: 'session',
  initial: () => ({ epoch: 0, generation: 0, begunAt: 0, rotatedAt: 0 }),
  decide: {
    begin: (state, { accountId, epoch, at }) => {
      if (state.accountId !== undefined) return refuse('SESSION_EXISTS');
      return [{ type: 'begun', accountId, epoch, at }];
    },
    rotate: (state, { generation, at }) => rotate(state, generation, at),
    end: (state, { at }) => (hasEnded(state, at) ? [] : [{ type: 'revoked', reason: 'loggedOut' }]),
  },
  evolve: {
    begun: (state, { accountId, epoch, at }) => {
      Object.assign(state, { accountId, epoch, generation: 1, begunAt: at, rotatedAt: at });
    },
    rotated: (state, { generation, at }) => {
      state.generation = generation;
      state.rotatedAt = at;
    },
    revoked: (state, { reason }) => {
      state.revoked = reason;
    },
  },
};
