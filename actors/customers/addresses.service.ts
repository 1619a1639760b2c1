import { on } from '../registry.ts';
import { notFound } from '../runtime/errors.ts';
import { account } from './account.ts';
import type { AccountState } from './account-state.ts';
import type { SavedAddress } from './contract.ts';
import { type CustomersHandlers, self } from './parts.service.ts';

const { command, read } = on(account);

const found = (address: SavedAddress | undefined): SavedAddress => {
  if (!address) throw notFound('address');
  return address;
};

const latest = ({ addresses }: AccountState): SavedAddress => found([...addresses.values()].at(-1));

export const addressHandlers: Pick<
  CustomersHandlers,
  'customers.addresses' | 'customers.addAddress' | 'customers.changeAddress' | 'customers.removeAddress'
> = {
  'customers.addresses': read({ key: self, answer: ({ addresses }) => ({ items: [...addresses.values()] }) }),
  'customers.addAddress': command({
    key: self,
    command: (address, ctx) => ({ type: 'addAddress', address: { ...address, id: ctx.newId('adr') } }),
    answer: latest,
  }),
  'customers.changeAddress': command({
    key: self,
    command: ({ id, ...fields }) => ({ type: 'changeAddress', addressId: id, fields }),
    answer: ({ addresses }, { id }) => found(addresses.get(id)),
  }),
  'customers.removeAddress': command({
    key: self,
    command: ({ id }) => ({ type: 'removeAddress', addressId: id }),
    answer: () => ({}),
  }),
};
