import { type Decision, type Refusal, refuse, type Stamped } from '../runtime/decider.ts';
import { type Money, money } from '../runtime/money.ts';
import { toIso } from '../runtime/time.ts';
import type { Cart, CartEvent, CartLine, CartStatus, CartTerms, Checkout, Fresh } from './contract.ts';
import { type Priced, totalsOf } from './lines.ts';

type Offer = Fresh['offers'][number];

export type CartCommand =
  | {
      readonly type: 'create';
      readonly id: string;
      readonly customerId?: string;
      /** Of a tenant that is open for business. */
      readonly terms?: CartTerms;
      /** How long it lives after its last change. */
      readonly lifetimeMs: number;
    }
  | { readonly type: 'setLine'; readonly sku: string; readonly quantity: number; readonly offer?: Offer }
  | { readonly type: 'removeLine'; readonly sku: string }
  | { readonly type: 'reprice'; readonly fresh: Fresh }
  | { readonly type: 'takeLines'; readonly from: Pick<Cart, 'id' | 'status' | 'lines'> }
  | { readonly type: 'giveLines'; readonly into: string }
  | ({ readonly type: 'checkout'; readonly fresh: Fresh } & Omit<Checkout, 'cartId'>)
  | { readonly type: 'thaw'; readonly orderId: string }
  | { readonly type: 'close'; readonly orderId: string }
  /** The reminder of the change that let it live until then. */
  | { readonly type: 'expire'; readonly expiresAt: number };

export type CommandOf<Type extends CartCommand['type']> = Stamped<Extract<CartCommand, { readonly type: Type }>>;

export type CartRefusal =
  | 'TENANT_SUSPENDED'
  | 'UNKNOWN_CART'
  | 'CART_FROZEN'
  | 'CART_CLOSED'
  | 'UNKNOWN_SKU'
  | 'NOT_ON_SALE'
  | 'NO_PRICE'
  | 'CART_FULL'
  | 'CART_EMPTY'
  | 'CURRENCY_DIFFERS'
  | 'LINE_GONE'
  | 'TOTAL_TOO_HIGH'
  | 'PRICE_CHANGED';

export type Decided = Decision<CartEvent, CartRefusal>;

/** One cart. `id` is there once it has been made. */
export type CartState = CartTerms & {
  readonly lines: readonly CartLine[];
  id?: string;
  customerId?: string;
  status: CartStatus;
  /** How often it was checked out; each attempt is an order of its own. */
  attempts: number;
  /** Of the order it is frozen or closed for. */
  orderId?: string;
  /** Guests' carts whose lines it took, the last 50. */
  taken: readonly string[];
  lifetimeMs: number;
  expiresAt: number;
};

export const newCart = (): CartState => ({
  status: 'open',
  currency: '',
  taxRate: 0,
  pricesIncludeTax: false,
  lines: [],
  attempts: 0,
  taken: [],
  lifetimeMs: 0,
  expiresAt: 0,
});

export const totalOf = (cart: Priced): Money => money(totalsOf(cart).total, cart.currency);

export function shownCart(state: CartState): Cart | undefined {
  const { id, status, customerId, orderId, currency, taxRate, pricesIncludeTax, lines, expiresAt } = state;
  if (id === undefined) return undefined;
  const { subtotal, tax, total } = totalsOf(state);
  return {
    id,
    status,
    ...(customerId !== undefined && { customerId }),
    currency,
    taxRate,
    pricesIncludeTax,
    lines,
    subtotal: money(subtotal, currency),
    tax: money(tax, currency),
    total: money(total, currency),
    ...(orderId !== undefined && { orderId }),
    expiresAt: toIso(expiresAt),
  };
}

/** Whether a cart can be changed. Precedence: unknown, frozen for an order, closed. */
export function refusalOf({ id, status, orderId }: CartState): Refusal<CartRefusal> | undefined {
  if (id === undefined) return refuse('UNKNOWN_CART');
  return status === 'open' ? undefined : closedRefusal(id, status, orderId);
}

export const closedRefusal = (cartId: string, status: CartStatus, orderId?: string): Refusal<CartRefusal> =>
  refuse(status === 'frozen' ? 'CART_FROZEN' : 'CART_CLOSED', { cartId, status, orderId });
