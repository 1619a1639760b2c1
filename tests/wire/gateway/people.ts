import type { Account } from '../../../actors/customers/contract.ts';
import { notFound } from '../../../actors/runtime/errors.ts';
import type { Fakes } from './fake-node.ts';

export const account = (id: string, also: Partial<Account> = {}): Account => ({
  id,
  email: `${id}@example.org`,
  name: null,
  roles: [],
  staff: {},
  createdAt: '2026-11-22T09:00:00.000Z',
  ...also,
});

/** Accounts that a test may change while the gateway runs. */
export class People {
  readonly #accounts = new Map<string, Account>();

  put(one: Account): void {
    this.#accounts.set(one.id, one);
  }

  remove(id: string): void {
    this.#accounts.delete(id);
  }

  /** Log-ins by the first part of the mail address; any password opens. */
  readonly fakes: Fakes = {
    'customers.account': ({ id }) => this.#find(id),
    'customers.logIn': ({ email }) => ({
      sessionId: 'ses_1',
      generation: 1,
      account: this.#find(email.split('@')[0] ?? ''),
    }),
    'customers.refresh': ({ sessionId, generation }) => ({
      sessionId,
      generation: generation + 1,
      account: this.#find('ann'),
    }),
    'customers.logOut': () => ({}),
    'customers.me': (_, { caller }) => this.#find(caller.accountId ?? ''),
  };

  #find(id: string): Account {
    const found = this.#accounts.get(id);
    if (!found) throw notFound('account');
    return found;
  }
}
