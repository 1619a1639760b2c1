import type { Offer } from '../catalog/contract.ts';
import type { Address } from '../customers/contract.ts';
import type { PaymentChoice } from '../payments/contract.ts';
import type { Action, Personal, Published } from '../runtime/contract.ts';
import type { Money, TaxRule } from '../runtime/money.ts';

/** `frozen` while its order is undecided, `closed` once that order is confirmed. */
export type CartStatus = 'open' | 'frozen' | 'closed' | 'merged' | 'expired';

/** What of an offer a line keeps. */
export type LineOffer = Omit<Offer, 'prices' | 'onSale'> & {
  /** Minor units of the cart's currency. */
  readonly unitPrice: number;
};

export type CartLine = LineOffer & {
  readonly quantity: number;
  /** The price it was added at, where that has changed since. */
  readonly previousPrice?: number;
  /** No longer sold: the line must go before checkout. */
  readonly gone?: boolean;
};

/** The tenant's currency and tax as the cart last saw them. */
export type CartTerms = TaxRule & { readonly currency: string };

export type Cart = CartTerms & {
  readonly id: string;
  readonly status: CartStatus;
  readonly customerId?: string;
  readonly lines: readonly CartLine[];
  readonly subtotal: Money;
  readonly tax: Money;
  /** What checkout asks back as `expectedTotal`. */
  readonly total: Money;
  /** Of the order it is frozen or closed for. */
  readonly orderId?: string;
  readonly expiresAt: string;
};

/** What the market says now of the skus that were looked up. */
export type Fresh = { readonly terms?: CartTerms; readonly skus: readonly string[]; readonly offers: readonly Offer[] };

export type Checkout = {
  readonly cartId: string;
  readonly expectedTotal: Money;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly payment: PaymentChoice;
};

/** The order a checkout leads to; it may still be undecided. */
export type CheckedOut = { readonly orderId: string };

type OfOrder = { id: string; orderId: string };
type Nothing = Record<string, never>;

export interface CartsActions {
  'carts.create': Action<Nothing, Cart>;
  /** With the prices of now: what has changed since is shown. */
  'carts.get': Action<{ id: string }, Cart>;
  /** `quantity` 1 to 1 000 000; the cart holds at most 200 lines. Setting 0 removes the line. */
  'carts.setLine': Action<{ id: string; sku: string; quantity: number }, Cart>;
  'carts.removeLine': Action<{ id: string; sku: string }, Cart>;
  /** The lines of a guest's cart `from` move into the caller's own; the caller shows the guest's secret besides. */
  'carts.merge': Action<{ id: string; from: string }, Cart>;

  /** The cart as it stands: what the channel `cart:<id>` shows. */
  'carts.cart': Action<{ id: string }, Cart>;
  'carts.reprice': Action<{ id: string }, Cart>;
  /** Freezes the cart for one order; a second call gets the same order. */
  'carts.checkout': Action<Checkout, CheckedOut>;
  /** Answers once the cart is not frozen any more, or as it stands after `ORDER_WAIT_MS`. */
  'carts.thawed': Action<{ id: string }, { status: CartStatus }>;
  /** Its lines were taken over: nothing more is bought from it. */
  'carts.giveLines': Action<{ id: string; into: string }, Nothing>;
  'carts.thaw': Action<OfOrder, Nothing>;
  'carts.close': Action<OfOrder, Nothing>;
}

/** Each change lets the cart live on; the reminder of an earlier one then finds nothing to do. */
type Living = { readonly at: number; readonly expiresAt: number };

export type CartEvent =
  | (CartTerms & Living & { readonly type: 'created'; readonly id: string; readonly customerId?: string })
  | (Living & { readonly type: 'lineSet'; readonly line: LineOffer; readonly quantity: number })
  | (Living & { readonly type: 'lineRemoved'; readonly sku: string })
  /** The offer has changed; without one it is no longer sold. */
  | { readonly type: 'repriced'; readonly sku: string; readonly offer?: LineOffer }
  /** The tenant has changed its tax. */
  | ({ readonly type: 'retaxed' } & TaxRule)
  | (Living & { readonly type: 'linesTaken'; readonly from: string; readonly lines: readonly CartLine[] })
  | { readonly type: 'linesGiven'; readonly into: string }
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
  | (Living & { readonly type: 'thawed'; readonly orderId: string })
  | { readonly type: 'closed'; readonly orderId: string }
  | { readonly type: 'expired' };

export const cartPersonal: Personal<CartEvent> = {
  checkedOut: { person: 'person', fields: ['email', 'shippingAddress'] },
};

export interface CartsEvents extends Published<'carts', CartEvent> {}
