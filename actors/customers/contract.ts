import type { Action, PageOf, PageParams, Personal, Published, StaffRole, TenantRole } from '../runtime/contract.ts';

export type Address = {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly region?: string;
  readonly postcode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone?: string;
};

export type SavedAddress = Address & { readonly id: string };

/** `pending` until its mail address is claimed; `refused` when somebody else has it. */
export type AccountStatus = 'pending' | 'active' | 'refused' | 'erased';

export type Account = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly roles: readonly TenantRole[];
  readonly staff: Readonly<Record<string, StaffRole>>;
  readonly createdAt: string;
};

/** What a log-in gives; tokens are made by the gateway from `sessionId` and `generation`. */
export type Session = { readonly sessionId: string; readonly generation: number; readonly account: Account };

/** What a log-in is proved with. `epoch` counts the times that all sessions of the account were ended. */
export type Credentials = { readonly active: boolean; readonly epoch: number; readonly passwordHash?: string };

/** `reused`: the generation had been used before, so the session has ended. */
export type Rotation = {
  readonly accountId: string;
  readonly epoch: number;
  readonly generation: number;
  readonly reused: boolean;
};

export type Register = { readonly email: string; readonly password: string; readonly name?: string };

export interface CustomersActions {
  'customers.register': Action<Register, Session>;
  'customers.logIn': Action<{ email: string; password: string; address?: string }, Session>;
  /** A generation that was used before means a stolen token: the whole session ends (`SESSION_REUSED`). */
  'customers.refresh': Action<{ sessionId: string; generation: number }, Session>;
  'customers.logOut': Action<{ sessionId: string }, Record<string, never>>;
  'customers.me': Action<Record<string, never>, Account>;
  'customers.changeMe': Action<{ name?: string; password?: string; currentPassword?: string }, Account>;
  'customers.addresses': Action<Record<string, never>, { items: readonly SavedAddress[] }>;
  'customers.addAddress': Action<Address, SavedAddress>;
  'customers.changeAddress': Action<Partial<Address> & { id: string }, SavedAddress>;
  'customers.removeAddress': Action<{ id: string }, Record<string, never>>;
  /** Answers the same whether the address is known or not. */
  'customers.forgotPassword': Action<{ email: string }, Record<string, never>>;
  'customers.resetPassword': Action<{ token: string; password: string }, Record<string, never>>;
  'customers.list': Action<PageParams & { email?: string }, PageOf<Account>>;
  /** Forgets the person: the key of the personal fields is destroyed. */
  'customers.erase': Action<{ id: string }, Record<string, never>>;
  'customers.eraseMe': Action<Record<string, never>, Record<string, never>>;

  'customers.openAccount': Action<
    { id: string; email: string; name?: string; passwordHash: string; roles: readonly TenantRole[] },
    { id: string; status: AccountStatus }
  >;
  /** Answers once the account's mail address is claimed or refused. */
  'customers.decided': Action<{ id: string }, { status: AccountStatus }>;
  /** For the commands and the demo shop: an account with roles, by mail address. */
  'customers.provision': Action<Register & { roles: readonly TenantRole[] }, Account>;
  'customers.grantRoles': Action<{ id: string; roles: readonly TenantRole[] }, Account>;
  'customers.activate': Action<{ id: string }, Record<string, never>>;
  'customers.refuseMail': Action<{ id: string }, Record<string, never>>;
  'customers.account': Action<{ id: string }, Account>;
  'customers.credentials': Action<{ id: string }, Credentials>;
  /** A new password counts only while the one it was proved with still stands: `epoch` says so. */
  'customers.change': Action<{ id: string; name?: string; passwordHash?: string; epoch?: number }, Account>;
  'customers.askReset': Action<{ id: string }, Record<string, never>>;
  'customers.setPassword': Action<{ id: string; resetId: string; passwordHash: string }, Record<string, never>>;
  'customers.join': Action<{ id: string; vendorId: string; role: StaffRole }, Record<string, never>>;
  'customers.leave': Action<{ id: string; vendorId: string }, Record<string, never>>;
  /** Ends every session of an account. */
  'customers.endSessions': Action<{ id: string }, Record<string, never>>;
  /** Destroys the key of the account's personal fields. */
  'customers.forgetPerson': Action<{ id: string }, Record<string, never>>;

  'customers.beginSession': Action<{ id: string; accountId: string; epoch: number }, { generation: number }>;
  'customers.rotate': Action<{ id: string; generation: number }, Rotation>;
}

export type AccountEvent =
  | {
      readonly type: 'opened';
      readonly id: string;
      readonly email: string | null;
      readonly name: string | null;
      readonly passwordHash: string | null;
      /** The value its mail address is claimed by: a digest. */
      readonly mailClaim: string;
      readonly roles: readonly TenantRole[];
      readonly at: number;
    }
  | { readonly type: 'activated'; readonly id: string }
  | { readonly type: 'mailRefused'; readonly id: string }
  | { readonly type: 'renamed'; readonly id: string; readonly name: string | null }
  /** Ends all sessions and the resets that were asked for. */
  | { readonly type: 'passwordChanged'; readonly id: string; readonly passwordHash: string | null }
  | { readonly type: 'sessionsEnded'; readonly id: string }
  | { readonly type: 'rolesGranted'; readonly id: string; readonly roles: readonly TenantRole[] }
  | { readonly type: 'addressAdded'; readonly id: string; readonly address: SavedAddress | null }
  | {
      readonly type: 'addressChanged';
      readonly id: string;
      readonly addressId: string;
      readonly address: SavedAddress | null;
    }
  | { readonly type: 'addressRemoved'; readonly addressId: string }
  | { readonly type: 'joined'; readonly id: string; readonly vendorId: string; readonly role: StaffRole }
  | { readonly type: 'left'; readonly id: string; readonly vendorId: string }
  /** The mail goes to the address of the account; the token is made from `resetId` when it is sent. */
  | {
      readonly type: 'resetAsked';
      readonly id: string;
      readonly resetId: string;
      readonly email: string | null;
      readonly expiresAt: number;
    }
  | { readonly type: 'erased'; readonly id: string; readonly mailClaim: string };

export type SessionEvent =
  | { readonly type: 'begun'; readonly accountId: string; readonly epoch: number; readonly at: number }
  | { readonly type: 'rotated'; readonly generation: number; readonly at: number }
  | { readonly type: 'revoked'; readonly reason: 'loggedOut' | 'reused' };

export const accountPersonal: Personal<AccountEvent> = {
  opened: { person: 'id', fields: ['email', 'name', 'passwordHash'] },
  renamed: { person: 'id', fields: ['name'] },
  passwordChanged: { person: 'id', fields: ['passwordHash'] },
  addressAdded: { person: 'id', fields: ['address'] },
  addressChanged: { person: 'id', fields: ['address'] },
  resetAsked: { person: 'id', fields: ['email'] },
};

export interface CustomersEvents extends Published<'customers', AccountEvent | SessionEvent> {}
