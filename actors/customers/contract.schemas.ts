import type { Contract } from '../runtime/contract.ts';
import { customersCodes } from './codes.schemas.ts';
import { accountPersonal, type CustomersActions } from './contract.ts';
import { internalActions } from './internal.schemas.ts';
import { profileActions } from './profile.schemas.ts';
import { signInActions } from './sign-in.schemas.ts';

export const customersContract: Contract<CustomersActions> = {
  area: 'customers',
  codes: customersCodes,
  personal: { account: accountPersonal },
  actions: { ...signInActions, ...profileActions, ...internalActions },
};
