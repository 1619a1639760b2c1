import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { email, empty, id, shape } from '../runtime/schemas.ts';
import { annsSession, anyPassword, generation, name, newPassword, sessionSchema } from './account.schemas.ts';
import type { CustomersActions, Register } from './contract.ts';

type Params<Name extends keyof CustomersActions> = CustomersActions[Name]['params'];

export const registerFields = { email: email().required(), password: newPassword().required(), name: name() };

/**
 * Over HTTP a session is its two tokens: the gateway makes them of the answer, and opens a `refreshToken` into
 * `sessionId` and `generation`. It puts the caller's network `address` into a log-in; no body may.
 */
export const signInActions = {
  'customers.register': {
    summary: 'Makes an account and logs it in',
    rest: 'POST /auth/register',
    status: 201,
    access: { all: ['anyone'] },
    params: shape<Register>(registerFields),
    result: sessionSchema,
    example: {
      params: { email: 'ann@example.org', password: 'correct horse battery', name: 'Ann Archer' },
      result: annsSession,
    },
    refusals: ['MAIL_TAKEN', 'ACCOUNT_UNDECIDED', 'TOO_MANY_LOGINS'],
  },
  'customers.logIn': {
    summary: 'Begins a session',
    rest: 'POST /auth/login',
    status: 200,
    access: { all: ['anyone'] },
    params: shape<Params<'customers.logIn'>>({
      email: email().required(),
      password: anyPassword().required(),
      address: Joi.string().max(64),
    }),
    result: sessionSchema,
    example: { params: { email: 'ann@example.org', password: 'correct horse battery' }, result: annsSession },
    refusals: ['TOO_MANY_LOGINS', 'LOGIN_FAILED'],
  },
  'customers.refresh': {
    summary: 'Gives new tokens for the refresh token, which is used up',
    rest: 'POST /auth/refresh',
    status: 200,
    access: { all: ['anyone'] },
    params: shape<Params<'customers.refresh'>>({ sessionId: id().required(), generation: generation().required() }),
    result: sessionSchema,
    example: {
      params: { sessionId: annsSession.sessionId, generation: 1 },
      result: { ...annsSession, generation: 2 },
    },
    refusals: ['SESSION_ENDED', 'SESSION_REUSED'],
  },
  'customers.logOut': {
    summary: 'Ends the session',
    rest: 'POST /auth/logout',
    status: 204,
    access: { all: ['anyone'] },
    params: shape<Params<'customers.logOut'>>({ sessionId: id().required() }),
    result: empty(),
    example: { params: { sessionId: annsSession.sessionId }, result: {} },
  },
  'customers.forgotPassword': {
    summary: 'Mails a link to reset the password, if there is such an account',
    rest: 'POST /auth/password/forgot',
    status: 202,
    access: { all: ['anyone'] },
    mostAMinute: 30,
    params: shape<Params<'customers.forgotPassword'>>({ email: email().required() }),
    result: empty(),
    example: { params: { email: 'ann@example.org' }, result: {} },
  },
  'customers.resetPassword': {
    summary: 'Sets a new password with the token of the mail, and ends every session',
    rest: 'POST /auth/password/reset',
    status: 204,
    access: { all: ['anyone'] },
    params: shape<Params<'customers.resetPassword'>>({
      token: Joi.string().max(1_000).required(),
      password: newPassword().required(),
    }),
    result: empty(),
    example: { params: { token: 'YWNjXzE.cnN0XzE.c2ln', password: 'another horse battery' }, result: {} },
    refusals: ['RESET_EXPIRED', 'TOO_MANY_LOGINS'],
  },
} as const satisfies Partial<Contract<CustomersActions>['actions']>;
