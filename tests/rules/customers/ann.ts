import { type AccountCommand, mailClaimOf } from '../../../actors/customers/account.ts';
import { resetLifeMs } from '../../../actors/customers/account-state.ts';
import type { AccountEvent, Address } from '../../../actors/customers/contract.ts';
import { testTime } from '../given.ts';

export const id = 'acc_1';
export const email = 'ann@example.org';
export const mailClaim = mailClaimOf(email);
export const home: Address = { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1', country: 'GB' };

export const opened: AccountEvent = {
  type: 'opened',
  id,
  email,
  name: 'Ann',
  passwordHash: 'hash1',
  mailClaim,
  roles: ['analyst'],
  at: testTime,
};
export const activated: AccountEvent = { type: 'activated', id };
export const erased: AccountEvent = { type: 'erased', id, mailClaim };
export const mailRefused: AccountEvent = { type: 'mailRefused', id };
export const addressAdded = (addressId: string): AccountEvent => ({
  type: 'addressAdded',
  id,
  address: { ...home, id: addressId },
});
export const resetAsked = (resetId: string, at = testTime): AccountEvent => ({
  type: 'resetAsked',
  id,
  resetId,
  email,
  expiresAt: at + resetLifeMs,
});
export const ann = [opened, activated];

export const open: AccountCommand = { type: 'open', id, email, name: 'Ann', passwordHash: 'hash1', roles: ['analyst'] };
export const addAddress: AccountCommand = { type: 'addAddress', address: { ...home, id: 'adr_x' } };
export const askReset = (resetId: string): AccountCommand => ({ type: 'askReset', resetId });
export const setPassword = (resetId: string): AccountCommand => ({
  type: 'setPassword',
  resetId,
  passwordHash: 'hash2',
});
export const newPassword = (epoch: number): AccountCommand => ({ type: 'change', password: { hash: 'hash2', epoch } });
