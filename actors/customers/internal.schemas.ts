import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { email, empty, id, shape } from '../runtime/schemas.ts';
import { accountSchema, argon2Hash, byId, epoch, generation, name, roles, staffRole } from './account.schemas.ts';
import type { AccountStatus, Credentials, CustomersActions, Rotation } from './contract.ts';
import { registerFields } from './sign-in.schemas.ts';

type Params<Name extends keyof CustomersActions> = CustomersActions[Name]['params'];

const statuses: readonly AccountStatus[] = ['pending', 'active', 'refused', 'erased'];
const status = () => Joi.string().valid(...statuses);

/** What other actors, flows and the gateway ask. */
export const internalActions = {
  'customers.openAccount': {
    summary: 'Opens an account that waits for its mail address',
    access: internal,
    params: shape<Params<'customers.openAccount'>>({
      id: id().required(),
      email: email().required(),
      name: name(),
      passwordHash: argon2Hash().required(),
      roles: roles().required(),
    }),
    result: shape<{ id: string; status: AccountStatus }>({ id: id().required(), status: status().required() }),
    refusals: ['ACCOUNT_EXISTS'],
  },
  'customers.decided': {
    summary: 'Whether an account has its mail address, once that is known',
    access: internal,
    params: byId(),
    result: shape<{ status: AccountStatus }>({ status: status().required() }),
  },
  'customers.provision': {
    summary: 'An account with these roles, made if the mail address has none',
    access: internal,
    params: shape<Params<'customers.provision'>>({ ...registerFields, roles: roles().required() }),
    result: accountSchema,
    refusals: ['PLATFORM_ONLY', 'ACCOUNT_UNDECIDED', 'TOO_MANY_LOGINS'],
  },
  'customers.grantRoles': {
    summary: 'Gives an account the roles it lacks',
    access: internal,
    params: shape<Params<'customers.grantRoles'>>({ id: id().required(), roles: roles().required() }),
    result: accountSchema,
    refusals: ['UNKNOWN_ACCOUNT'],
  },
  'customers.activate': {
    summary: "The mail address is the account's own",
    access: internal,
    params: byId(),
    result: empty(),
  },
  'customers.refuseMail': {
    summary: 'Somebody else has the mail address',
    access: internal,
    params: byId(),
    result: empty(),
  },
  'customers.account': { summary: 'An active account', access: internal, params: byId(), result: accountSchema },
  'customers.credentials': {
    summary: 'What a log-in is proved with',
    access: internal,
    params: byId(),
    result: shape<Credentials>({
      active: Joi.boolean().required(),
      epoch: epoch().required(),
      passwordHash: argon2Hash(),
    }),
  },
  'customers.change': {
    summary: 'Changes the name or the proven password of an account',
    access: internal,
    params: shape<Params<'customers.change'>>({
      id: id().required(),
      name: name(),
      passwordHash: argon2Hash(),
      epoch: epoch(),
    }),
    result: accountSchema,
    refusals: ['UNKNOWN_ACCOUNT', 'LOGIN_FAILED'],
  },
  'customers.askReset': {
    summary: 'Has a link to reset the password mailed, if there is such an account',
    access: internal,
    params: byId(),
    result: empty(),
  },
  'customers.setPassword': {
    summary: 'Sets a new password by a reset that was asked for',
    access: internal,
    params: shape<Params<'customers.setPassword'>>({
      id: id().required(),
      resetId: id().required(),
      passwordHash: argon2Hash().required(),
    }),
    result: empty(),
    refusals: ['RESET_EXPIRED'],
  },
  'customers.join': {
    summary: 'The account works in a shop',
    access: internal,
    params: shape<Params<'customers.join'>>({
      id: id().required(),
      vendorId: id().required(),
      role: staffRole().required(),
    }),
    result: empty(),
  },
  'customers.leave': {
    summary: 'The account works in a shop no more',
    access: internal,
    params: shape<Params<'customers.leave'>>({ id: id().required(), vendorId: id().required() }),
    result: empty(),
  },
  'customers.endSessions': {
    summary: 'Ends every session of an account',
    access: internal,
    params: byId(),
    result: empty(),
  },
  'customers.forgetPerson': {
    summary: "Destroys the key of an account's personal fields",
    access: internal,
    params: byId(),
    result: empty(),
  },
  'customers.beginSession': {
    summary: 'Begins a session of a proven account',
    access: internal,
    params: shape<Params<'customers.beginSession'>>({
      id: id().required(),
      accountId: id().required(),
      epoch: epoch().required(),
    }),
    result: shape<{ generation: number }>({ generation: generation().required() }),
    refusals: ['SESSION_EXISTS'],
  },
  'customers.rotate': {
    summary: 'Uses up one generation of a session',
    access: internal,
    params: shape<Params<'customers.rotate'>>({ id: id().required(), generation: generation().required() }),
    result: shape<Rotation>({
      accountId: id().required(),
      epoch: epoch().required(),
      generation: generation().required(),
      reused: Joi.boolean().required(),
    }),
    refusals: ['SESSION_ENDED'],
  },
} as const satisfies Partial<Contract<CustomersActions>['actions']>;
