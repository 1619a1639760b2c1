import type { Checkout } from '../../../../actors/carts/contract.ts';
import type { Account, Address } from '../../../../actors/customers/contract.ts';

/** As a form holds it: no field is missing, some are empty. */
export type EnteredAddress = Required<Omit<Address, 'phone' | 'region'>>;

/** What a checkout asks for. `card` is a token of the payment provider: card numbers never come here. */
export type Entered = {
  readonly email: string;
  readonly address: EnteredAddress;
  readonly card: string;
};

export const emptyAddress = (name: string): EnteredAddress => ({
  name,
  line1: '',
  line2: '',
  city: '',
  postcode: '',
  country: 'GB',
});

export const emptyForm = (account: Account | null): Entered => ({
  email: account?.email ?? '',
  address: emptyAddress(account?.name ?? ''),
  card: 'ok',
});

/** An address without the lines that were left empty: the API takes no empty text. */
export function addressOf(entered: EnteredAddress): Address {
  const { line2, ...address } = entered;
  const trimmed = Object.entries(address).map(([field, text]) => [field, text.trim()]);
  return { ...(Object.fromEntries(trimmed) as typeof address), ...(line2.trim() && { line2: line2.trim() }) };
}

/** What is ordered with, but for the cart and its total. */
export const orderOf = ({ email, address, card }: Entered): Omit<Checkout, 'cartId' | 'expectedTotal'> => ({
  email: email.trim(),
  shippingAddress: addressOf(address),
  payment: { provider: 'sandbox', token: card },
});
