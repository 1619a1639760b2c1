import type { Checkout } from '../../../../actors/carts/contract.ts';
import type { Account, Address } from '../../../../actors/customers/contract.ts';

/** As a form holds it: no field is missing, some are empty. */
export type EnteredAddress = Required<Omit<Address, 'phone' | 'region'>>;

/** What a checkout asks for. `card` is a token of the payment provider: card numbers never come here. */
export type Entered = EnteredAddress & { readonly email: string; readonly card: string };

const emptyAddress: EnteredAddress = { name: '', line1: '', line2: '', city: '', postcode: '', country: 'GB' };

/** A known address, as far as a form asks for one. */
export const enteredOf = (known: Partial<Address> = {}): EnteredAddress => {
  const { name, line1, line2 = '', city, postcode, country } = { ...emptyAddress, ...known };
  return { name, line1, line2, city, postcode, country };
};

export const emptyForm = (account: Account | null): Entered => ({
  ...emptyAddress,
  name: account?.name ?? '',
  email: account?.email ?? '',
  card: 'ok',
});

/** An address without the lines that were left empty: the API takes no empty text. */
export function addressOf(entered: EnteredAddress): Address {
  const { line2, ...address } = entered;
  const trimmed = Object.entries(address).map(([field, text]) => [field, text.trim()]);
  return { ...(Object.fromEntries(trimmed) as typeof address), ...(line2.trim() && { line2: line2.trim() }) };
}

/** What is ordered with, but for the cart and its total. */
export const orderOf = ({ email, card, ...address }: Entered): Omit<Checkout, 'cartId' | 'expectedTotal'> => ({
  email: email.trim(),
  shippingAddress: addressOf(address),
  payment: { provider: 'sandbox', method: 'card', token: card },
});
