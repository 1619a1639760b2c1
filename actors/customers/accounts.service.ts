import { on } from '../registry.ts';
import { toIso } from '../runtime/time.ts';
import { account } from './account.ts';
import type { AccountState } from './account-state.ts';
import type { Account, AccountStatus, Credentials } from './contract.ts';
import { type CustomersHandlers, self } from './parts.service.ts';

const { command, read } = on(account);

const byId = ({ id }: { readonly id: string }): string => id;
const nothing = () => ({});

const shown = ({ id, email, name, roles, staff, createdAt }: AccountState): Account => ({
  id,
  email,
  name,
  roles,
  staff: Object.fromEntries(staff),
  createdAt: toIso(createdAt),
});

const active = (state: AccountState): Account | undefined => (state.status === 'active' ? shown(state) : undefined);

const decided = ({ status }: AccountState): { status: AccountStatus } | undefined =>
  status === 'none' ? undefined : { status };

const credentials = ({ status, epoch, passwordHash }: AccountState): Credentials => ({
  active: status === 'active',
  epoch,
  ...(passwordHash !== null && { passwordHash }),
});

export const accountHandlers: Pick<
  CustomersHandlers,
  | 'customers.me'
  | 'customers.account'
  | 'customers.decided'
  | 'customers.credentials'
  | 'customers.openAccount'
  | 'customers.activate'
  | 'customers.refuseMail'
  | 'customers.change'
  | 'customers.grantRoles'
  | 'customers.askReset'
  | 'customers.setPassword'
  | 'customers.join'
  | 'customers.leave'
  | 'customers.endSessions'
  | 'customers.erase'
  | 'customers.eraseMe'
> = {
  'customers.me': read({ key: self, answer: active }),
  'customers.account': read({ key: byId, answer: active }),
  'customers.decided': read({ key: byId, answer: decided, until: ({ status }) => status !== 'pending' }),
  'customers.credentials': read({ key: byId, answer: credentials }),
  'customers.openAccount': command({
    key: byId,
    command: ({ name = null, ...opening }) => ({ type: 'open', ...opening, name }),
    answer: (_, { id }) => ({ id, status: 'pending' }),
  }),
  'customers.activate': command({ key: byId, command: () => ({ type: 'activate' }), answer: nothing }),
  'customers.refuseMail': command({ key: byId, command: () => ({ type: 'refuseMail' }), answer: nothing }),
  'customers.change': command({
    key: byId,
    command: ({ name, passwordHash, epoch = 0 }) => ({
      type: 'change',
      ...(name !== undefined && { name }),
      ...(passwordHash !== undefined && { password: { hash: passwordHash, epoch } }),
    }),
    answer: shown,
  }),
  'customers.grantRoles': command({
    key: byId,
    command: ({ roles }) => ({ type: 'grantRoles', roles }),
    answer: shown,
  }),
  'customers.askReset': command({
    key: byId,
    command: (_, ctx) => ({ type: 'askReset', resetId: ctx.newId('rst') }),
    answer: nothing,
  }),
  'customers.setPassword': command({
    key: byId,
    command: ({ resetId, passwordHash }) => ({ type: 'setPassword', resetId, passwordHash }),
    answer: nothing,
  }),
  'customers.join': command({
    key: byId,
    command: ({ vendorId, role }) => ({ type: 'join', vendorId, role }),
    answer: nothing,
  }),
  'customers.leave': command({ key: byId, command: ({ vendorId }) => ({ type: 'leave', vendorId }), answer: nothing }),
  'customers.endSessions': command({ key: byId, command: () => ({ type: 'endSessions' }), answer: nothing }),
  'customers.erase': command({ key: byId, command: () => ({ type: 'erase' }), answer: nothing }),
  'customers.eraseMe': command({ key: self, command: () => ({ type: 'erase' }), answer: nothing }),
};
