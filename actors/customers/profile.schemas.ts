import Joi from 'joi';
import type { Contract, PageOf } from '../runtime/contract.ts';
import { email, empty, id, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import {
  accountSchema,
  addressFields,
  addressSchema,
  ann,
  annAtHome,
  anyPassword,
  byId,
  name,
  newPassword,
  savedAddressSchema,
} from './account.schemas.ts';
import type { Account, CustomersActions, SavedAddress } from './contract.ts';

type Params<Name extends keyof CustomersActions> = CustomersActions[Name]['params'];

const atHome: SavedAddress = { ...annAtHome, id: 'adr_2x7c8r5t6w3z4k1v9q0m' };
const page: PageOf<Account> = { items: [ann] };

export const profileActions = {
  'customers.me': {
    summary: 'The account that is logged in',
    rest: 'GET /me',
    access: { all: ['shopper'] },
    params: empty(),
    result: accountSchema,
    example: { params: {}, result: ann },
  },
  'customers.changeMe': {
    summary: 'Changes the name, or the password, which ends every session',
    rest: 'PATCH /me',
    access: { all: ['shopper'] },
    params: shape<Params<'customers.changeMe'>>({
      name: name(),
      password: newPassword(),
      currentPassword: anyPassword(),
    }),
    result: accountSchema,
    example: { params: { name: 'Ann B. Archer' }, result: { ...ann, name: 'Ann B. Archer' } },
    refusals: ['UNKNOWN_ACCOUNT', 'TOO_MANY_LOGINS', 'LOGIN_FAILED'],
  },
  'customers.eraseMe': {
    summary: 'Forgets the person who is logged in, for good',
    rest: 'DELETE /me',
    status: 204,
    access: { all: ['shopper'] },
    params: empty(),
    result: empty(),
    example: { params: {}, result: {} },
    refusals: ['UNKNOWN_ACCOUNT'],
  },
  'customers.addresses': {
    summary: 'Saved addresses, oldest first',
    rest: 'GET /me/addresses',
    access: { all: ['shopper'] },
    params: empty(),
    result: shape<{ items: readonly SavedAddress[] }>({ items: Joi.array().items(savedAddressSchema).required() }),
    example: { params: {}, result: { items: [atHome] } },
  },
  'customers.addAddress': {
    summary: 'Saves an address',
    rest: 'POST /me/addresses',
    status: 201,
    access: { all: ['shopper'] },
    params: addressSchema,
    result: savedAddressSchema,
    example: { params: annAtHome, result: atHome },
    refusals: ['UNKNOWN_ACCOUNT', 'TOO_MANY_ADDRESSES'],
  },
  'customers.changeAddress': {
    summary: 'Changes a saved address',
    rest: 'PATCH /me/addresses/{id}',
    access: { all: ['shopper'] },
    params: shape<Params<'customers.changeAddress'>>({ ...addressFields, id: id().required() }),
    result: savedAddressSchema,
    example: { params: { id: atHome.id, city: 'Leeds' }, result: { ...atHome, city: 'Leeds' } },
    refusals: ['UNKNOWN_ACCOUNT', 'UNKNOWN_ADDRESS'],
  },
  'customers.removeAddress': {
    summary: 'Removes a saved address',
    rest: 'DELETE /me/addresses/{id}',
    status: 204,
    access: { all: ['shopper'] },
    params: byId(),
    result: empty(),
    example: { params: { id: atHome.id }, result: {} },
    refusals: ['UNKNOWN_ADDRESS'],
  },
  'customers.list': {
    summary: 'Accounts of the tenant, newest first, or the one of a mail address',
    rest: 'GET /customers',
    access: { all: ['operator'] },
    params: shape<Params<'customers.list'>>({ ...pageParams, email: email() }),
    result: pageOf(accountSchema),
    example: { params: { limit: 1 }, result: page },
  },
  'customers.erase': {
    summary: 'Forgets a person, for good',
    rest: 'DELETE /customers/{id}',
    status: 204,
    access: { all: ['operator'] },
    params: byId(),
    result: empty(),
    example: { params: { id: ann.id }, result: {} },
    refusals: ['UNKNOWN_ACCOUNT'],
  },
} as const satisfies Partial<Contract<CustomersActions>['actions']>;
