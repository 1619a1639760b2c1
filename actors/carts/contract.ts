import type { Address } from '../customers/contract.ts';
import type { PaymentChoice } from '../payments/contract.ts';
import type { Action, Personal, Published } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';

/** `frozen` while its order is undecided, `closed` once that order is confirmed. */
export type CartStatus = 'open' | 'frozen' | 'closed' | 'merged' | 'expired';

export type CartLine = {
  readonly sku: string;
  readonly productId: string;
  readonly vendorId: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly vendorSku: string;
  readonly stocked: boolean;
  readonly quantity: number;
  /** Minor units of the cart's currency. */
  readonly unitPrice: number;
  /** The price it was added at, where that has changed since. */
  readonly previousPrice?: number;
  /** No longer sold: the line must go before checkout. */
  readonly gone?: boolean;
};

export type Cart = {
  readonly id: string;
  readonly status: CartStatus;
  readonly customerId?: string;
  readonly lines: readonly CartLine[];
  readonly subtotal: Money;
  readonly tax: Money;
  /** What checkout asks back as `expectedTotal`. */
  readonly total: Money;
  readonly orderId?: string;
  readonly expiresAt: string;
};

/** What of an offer a line keeps. */
export type LineOffer = Omit<CartLine, 'quantity' | 'previousPrice' | 'gone'>;

export type Checkout = {
  readonly cartId: string;
  readonly expectedTotal: Money;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly payment: PaymentChoice;
};

/** The order a checkout leads to; it may still be undecided. */
export type CheckedOut = { readonly orderId: string };

export interface CartsActions {
  'carts.create': Action<Record<string, never>, Cart>;
  'carts.get': Action<{ id: string }, Cart>;
  /** `quantity` 1 to 1 000 000; the cart holds at most 200 lines. Setting 0 removes the line. */
  'carts.setLine': Action<{ id: string; sku: string; quantity: number }, Cart>;
  'carts.removeLine': Action<{ id: string; sku: string }, Cart>;
  /** The lines of a guest's cart move into the caller's cart `into`; `token` proves the guest's. */
  'carts.merge': Action<{ id: string; from: string; token: string }, Cart>;
  /** Freezes the cart for one order; a second call gets the same order. */
  'carts.checkout': Action<Checkout, CheckedOut>;

  'carts.takeLines': Action<{ id: string; from: string; lines: readonly CartLine[] }, Cart>;
  'carts.giveLines': Action<{ id: string; into: string }, { lines: readonly CartLine[] }>;
  'carts.thaw': Action<{ id: string; orderId: string }, Record<string, never>>;
  'carts.close': Action<{ id: string; orderId: string }, Record<string, never>>;
  'carts.expire': Action<{ id: string }, Record<string, never>>;
}

export type CartEvent =
  | {
      readonly type: 'created';
      readonly id: string;
      readonly customerId?: string;
      readonly currency: string;
      readonly taxRate: number;
      readonly pricesIncludeTax: boolean;
      readonly expiresAt: number;
    }
  | { readonly type: 'lineSet'; readonly line: LineOffer; readonly quantity: number; readonly at: number }
  | { readonly type: 'lineRemoved'; readonly sku: string; readonly at: number }
  /** The price moved, or (`gone`) it is no longer sold. */
  | { readonly type: 'repriced'; readonly sku: string; readonly unitPrice: number; readonly gone: boolean }
  | { readonly type: 'linesGiven'; readonly into: string }
  | { readonly type: 'linesTaken'; readonly from: string; readonly lines: readonly CartLine[] }
  | {
      readonly type: 'checkedOut';
      readonly id: string;
      readonly orderId: string;
      readonly customerId?: string;
      /** The customer, or `guest-<orderId>`: whose key encrypts the personal fields. */
      readonly person: string;
      readonly lines: readonly CartLine[];
      readonly total: Money;
      readonly email: string | null;
      readonly shippingAddress: Address | null;
      readonly payment: PaymentChoice;
    }
  | { readonly type: 'thawed'; readonly orderId: string }
  | { readonly type: 'closed'; readonly orderId: string }
  | { readonly type: 'expired' };

export const cartPersonal: Personal<CartEvent> = {
  checkedOut: { person: 'person', fields: ['email', 'shippingAddress'] },
};

export interface CartsEvents extends Published<'carts', CartEvent> {}
