import type { Decider } from '../runtime/decider.ts';
import { hour, type Instant } from '../runtime/time.ts';
import type { Account, AccountEvent, AccountStatus, SavedAddress } from './contract.ts';

export const resetLifeMs = hour;

/** One person of a tenant. Whatever is personal is `null` once the person is forgotten. */
export type AccountState = {
  id: string;
  status: AccountStatus | 'none';
  email: string | null;
  name: string | null;
  passwordHash: string | null;
  mailClaim: string;
  roles: Account['roles'];
  readonly staff: Map<string, Account['staff'][string]>;
  readonly addresses: Map<string, SavedAddress>;
  /** Resets that were asked for, and until when they count. */
  readonly resets: Map<string, Instant>;
  /** How often all sessions were ended: a session of another epoch has ended. */
  epoch: number;
  createdAt: Instant;
};

export const newAccount = (): AccountState => ({
  id: '',
  status: 'none',
  email: null,
  name: null,
  passwordHash: null,
  mailClaim: '',
  roles: [],
  staff: new Map(),
  addresses: new Map(),
  resets: new Map(),
  epoch: 0,
  createdAt: 0,
});

function forget(account: AccountState): void {
  Object.assign(account, { status: 'erased', email: null, name: null, passwordHash: null, roles: [] });
  for (const kept of [account.staff, account.addresses, account.resets]) kept.clear();
}

function dropExpired(resets: Map<string, Instant>, at: Instant): void {
  for (const [resetId, expiresAt] of resets) if (expiresAt <= at) resets.delete(resetId);
}

export const accountEvolve: Decider<AccountState, never, AccountEvent>['evolve'] = {
  opened: (state, { type: _, at, ...opened }) => {
    Object.assign(state, opened, { status: 'pending', createdAt: at });
  },
  activated: (state) => {
    state.status = 'active';
  },
  mailRefused: (state) => {
    forget(state);
    state.status = 'refused';
  },
  renamed: (state, { name }) => {
    state.name = name;
  },
  passwordChanged: (state, { passwordHash }) => {
    state.passwordHash = passwordHash;
    state.epoch += 1;
    state.resets.clear();
  },
  addressAdded: ({ addresses }, { address }) => {
    if (address) addresses.set(address.id, address);
  },
  addressChanged: ({ addresses }, { addressId, address }) => {
    if (address) addresses.set(addressId, address);
  },
  addressRemoved: ({ addresses }, { addressId }) => {
    addresses.delete(addressId);
  },
  sessionsEnded: (state) => {
    state.epoch += 1;
  },
  rolesGranted: (state, { roles }) => {
    state.roles = [...state.roles, ...roles];
  },
  joined: ({ staff }, { vendorId, role }) => {
    staff.set(vendorId, role);
  },
  left: ({ staff }, { vendorId }) => {
    staff.delete(vendorId);
  },
  resetAsked: ({ resets }, { resetId, expiresAt }) => {
    dropExpired(resets, expiresAt - resetLifeMs);
    resets.set(resetId, expiresAt);
  },
  erased: forget,
};
