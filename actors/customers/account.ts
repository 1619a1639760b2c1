import { type Decider, type Decision, refuse, type Stamped } from '../runtime/decider.ts';
import { digestId } from '../runtime/ids.ts';
import { type AccountState, accountEvolve, newAccount, resetLifeMs } from './account-state.ts';
import type { Account, AccountEvent, Address, SavedAddress } from './contract.ts';

export type AccountCommand =
  | {
      readonly type: 'open';
      readonly id: string;
      readonly email: string;
      readonly name: string | null;
      readonly passwordHash: string;
      readonly roles: Account['roles'];
    }
  | { readonly type: 'activate' }
  | { readonly type: 'refuseMail' }
  | {
      readonly type: 'change';
      readonly name?: string;
      readonly password?: { readonly hash: string; readonly epoch: number };
    }
  | { readonly type: 'addAddress'; readonly address: SavedAddress }
  | { readonly type: 'changeAddress'; readonly addressId: string; readonly fields: Partial<Address> }
  | { readonly type: 'removeAddress'; readonly addressId: string }
  | { readonly type: 'askReset'; readonly resetId: string }
  | { readonly type: 'setPassword'; readonly resetId: string; readonly passwordHash: string }
  | { readonly type: 'grantRoles'; readonly roles: Account['roles'] }
  | { readonly type: 'join'; readonly vendorId: string; readonly role: Account['staff'][string] }
  | { readonly type: 'leave'; readonly vendorId: string }
  | { readonly type: 'endSessions' }
  | { readonly type: 'erase' };

export type AccountRefusal =
  | 'ACCOUNT_EXISTS'
  | 'UNKNOWN_ACCOUNT'
  | 'LOGIN_FAILED'
  | 'UNKNOWN_ADDRESS'
  | 'TOO_MANY_ADDRESSES'
  | 'RESET_EXPIRED';

type Decided = Decision<AccountEvent, AccountRefusal>;
type Of<Type extends AccountCommand['type']> = Stamped<Extract<AccountCommand, { type: Type }>>;

export const maxAddresses = 50;
/** A stranger who asks again and again fills nobody's mailbox. */
export const maxResets = 5;

/** What a mail address is claimed by: however it is written, one value, and not the address. */
export const mailClaimOf = (email: string): string => digestId(`mail\n${email.normalize('NFC').trim().toLowerCase()}`);

function open(account: AccountState, command: Of<'open'>): Decided {
  if (account.status !== 'none') return refuse('ACCOUNT_EXISTS');
  const { id, email, name, passwordHash, roles, at } = command;
  return [{ type: 'opened', id, email, name, passwordHash, mailClaim: mailClaimOf(email), roles, at }];
}

/** Precedence: unknown, failed. A password changed meanwhile was not the one that the caller proved to know. */
function change(account: AccountState, { name, password }: Of<'change'>): Decided {
  if (account.status !== 'active') return refuse('UNKNOWN_ACCOUNT');
  if (password && password.epoch !== account.epoch) return refuse('LOGIN_FAILED');
  const { id } = account;
  const events: AccountEvent[] = [];
  if (name !== undefined && name !== account.name) events.push({ type: 'renamed', id, name });
  if (password) events.push({ type: 'passwordChanged', id, passwordHash: password.hash });
  return events;
}

/** Precedence: unknown account, too many. */
function addAddress({ status, addresses, id }: AccountState, { address }: Of<'addAddress'>): Decided {
  if (status !== 'active') return refuse('UNKNOWN_ACCOUNT');
  if (addresses.size >= maxAddresses) return refuse('TOO_MANY_ADDRESSES', { most: maxAddresses });
  return [{ type: 'addressAdded', id, address }];
}

/** Precedence: unknown account, unknown address. */
function changeAddress({ status, addresses, id }: AccountState, { addressId, fields }: Of<'changeAddress'>): Decided {
  if (status !== 'active') return refuse('UNKNOWN_ACCOUNT');
  const address = addresses.get(addressId);
  if (!address) return refuse('UNKNOWN_ADDRESS', { id: addressId });
  return [{ type: 'addressChanged', id, addressId, address: { ...address, ...fields } }];
}

/** Says nothing of whether there is such an account. */
function askReset(account: AccountState, { resetId, at }: Of<'askReset'>): Decided {
  const open = [...account.resets.values()].filter((expiresAt) => expiresAt > at);
  if (account.status !== 'active' || open.length >= maxResets) return [];
  return [{ type: 'resetAsked', id: account.id, resetId, email: account.email, expiresAt: at + resetLifeMs }];
}

function setPassword({ resets, id }: AccountState, { resetId, passwordHash, at }: Of<'setPassword'>): Decided {
  const expiresAt = resets.get(resetId);
  if (expiresAt === undefined || at >= expiresAt) return refuse('RESET_EXPIRED');
  return [{ type: 'passwordChanged', id, passwordHash }];
}

function grantRoles(account: AccountState, { roles }: Of<'grantRoles'>): Decided {
  if (account.status !== 'active') return refuse('UNKNOWN_ACCOUNT');
  const missing = roles.filter((role) => !account.roles.includes(role));
  return missing.length === 0 ? [] : [{ type: 'rolesGranted', id: account.id, roles: missing }];
}

function erase(account: AccountState): Decided {
  if (account.status === 'erased') return [];
  if (!isHere(account)) return refuse('UNKNOWN_ACCOUNT');
  return [{ type: 'erased', id: account.id, mailClaim: account.mailClaim }];
}

const isHere = ({ status }: AccountState): boolean => status === 'active' || status === 'pending';

/** Who was turned away or has left works in no shop: there is nothing to note. */
function join(account: AccountState, { vendorId, role }: Of<'join'>): Decided {
  if (!isHere(account) || account.staff.get(vendorId) === role) return [];
  return [{ type: 'joined', id: account.id, vendorId, role }];
}

export const account: Decider<AccountState, AccountCommand, AccountEvent, AccountRefusal> = {
  type: 'account',
  initial: newAccount,
  decide: {
    open,
    activate: ({ status, id }) => (status === 'pending' ? [{ type: 'activated', id }] : []),
    refuseMail: ({ status, id }) => (status === 'pending' ? [{ type: 'mailRefused', id }] : []),
    change,
    addAddress,
    changeAddress,
    removeAddress: ({ addresses }, { addressId }) =>
      addresses.has(addressId) ? [{ type: 'addressRemoved', addressId }] : refuse('UNKNOWN_ADDRESS', { id: addressId }),
    askReset,
    setPassword,
    grantRoles,
    join,
    leave: ({ staff, id }, { vendorId }) => (staff.has(vendorId) ? [{ type: 'left', id, vendorId }] : []),
    endSessions: ({ status, id }) => (status === 'active' ? [{ type: 'sessionsEnded', id }] : []),
    erase,
  },
  evolve: accountEvolve,
};
