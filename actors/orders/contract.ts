import type { Address } from '../customers/contract.ts';
import type { BreakdownPart, PaymentChoice } from '../payments/contract.ts';
import type { Action, PageOf, PageParams, Personal, Published } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';

/**
 * placed -> reserved -> confirmed | cancelled. A confirmed order then follows its parts: `cancelled` once all are,
 * `shipped` and `delivered` once all that were not cancelled are.
 */
export type OrderStatus = 'placed' | 'reserved' | 'confirmed' | 'shipped' | 'delivered' | 'cancelled';
export type PartStatus = 'open' | 'cancelling' | 'cancelled' | 'shipped' | 'delivered';

/** Why an order was cancelled; the first line that could not be kept is in `refusals`. */
export type CancelReason =
  | 'OUT_OF_STOCK'
  | 'UNKNOWN_SKU'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_TIMEOUT'
  | 'CANCELLED_BY_SHOPPER'
  | 'CANCELLED_BY_OPERATOR'
  | 'CANCELLED_BY_VENDOR';

export type LineRefusal = { readonly sku?: string; readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** What `orders.place` is told of a line. A sku may stand on several lines: one reservation, every price kept. */
export type NewLine = {
  readonly sku: string;
  readonly productId: string;
  readonly vendorId: string;
  readonly vendorSku: string;
  readonly title: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly stocked: boolean;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: number;
};

export type OrderLine = NewLine & { readonly subtotal: number; readonly tax: number };

/** One vendor's share of an order. Amounts in minor units of the order's currency. */
export type OrderPart = {
  readonly vendorId: string;
  readonly status: PartStatus;
  readonly total: number;
  readonly tax: number;
  /** Frozen when the order was placed. */
  readonly commissionRate: number;
  readonly commission: number;
  readonly payable: number;
  readonly refunded: number;
};

export type Refund = { readonly id: string; readonly amount: Money; readonly reason: string; readonly status: 'asked' | 'done' | 'refused' };

export type TimelineEntry = { readonly version: number; readonly at: string; readonly what: string; readonly by: string };

export type Order = {
  readonly id: string;
  /** The tenant's own count, or the number it came with. */
  readonly number?: string;
  readonly status: OrderStatus;
  readonly reason?: CancelReason;
  readonly refusals?: readonly LineRefusal[];
  readonly customerId?: string;
  readonly email: string | null;
  readonly shippingAddress: Address | null;
  readonly lines: readonly OrderLine[];
  readonly parts: readonly OrderPart[];
  readonly subtotal: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly refunded: Money;
  readonly refunds: readonly Refund[];
  /** Business time: an import brings its own. */
  readonly placedAt: string;
  readonly timeline: readonly TimelineEntry[];
};

export type OrderSummary = Pick<Order, 'id' | 'number' | 'status' | 'customerId' | 'total' | 'placedAt'> & {
  readonly vendorIds: readonly string[];
  readonly lineCount: number;
};

/** One vendor's order, as its list shows it. */
export type VendorOrder = Pick<Order, 'number' | 'placedAt'> & {
  readonly orderId: string;
  readonly status: PartStatus | 'placed';
  readonly total: Money;
  readonly lines: readonly Pick<OrderLine, 'sku' | 'vendorSku' | 'title' | 'quantity' | 'unitPrice'>[];
};

export type PlaceOrder = {
  readonly orderId: string;
  readonly cartId?: string;
  readonly customerId?: string;
  readonly email: string;
  readonly shippingAddress: Address;
  /** 1 to 2 000. */
  readonly lines: readonly NewLine[];
  /** Another total is refused `PRICE_CHANGED`. */
  readonly expectedTotal: Money;
  readonly payment: PaymentChoice;
  /** An import brings its own number and business time. */
  readonly number?: string;
  readonly placedAt?: number;
};

export interface OrdersActions {
  /** From an open cart of the caller: waits up to `ORDER_WAIT_MS` for the order to be confirmed or cancelled. */
  'orders.checkout': Action<
    { cartId: string; expectedTotal: Money; email: string; shippingAddress: Address; payment: PaymentChoice },
    Order
  >;
  'orders.get': Action<{ id: string }, Order>;
  'orders.list': Action<PageParams & { status?: OrderStatus; number?: string }, PageOf<OrderSummary>>;
  'orders.ofVendor': Action<PageParams & { id: string; status?: PartStatus | 'placed' }, PageOf<VendorOrder>>;
  /** Whole, or one vendor's part. Before payment it is cancelled at once; later each part asks its fulfilment first. */
  'orders.cancelByRequest': Action<{ id: string; vendorId?: string; reason?: string }, Order>;
  /** Part or whole; `vendorId` takes it from that vendor's part alone. */
  'orders.refund': Action<{ id: string; amount: Money; reason: string; vendorId?: string }, Order>;

  /** Answers once the order is confirmed or cancelled, or as it stands after `ORDER_WAIT_MS`. */
  'orders.decided': Action<{ id: string }, Order>;
  'orders.place': Action<PlaceOrder, { orderId: string; status: OrderStatus }>;
  /** The next number of the tenant's own count; one for each order, however often it asks. */
  'orders.number': Action<{ orderId: string }, { number: string }>;
  'orders.noteReserved': Action<{ id: string; number?: string }, { status: OrderStatus }>;
  'orders.confirm': Action<{ id: string }, { status: OrderStatus }>;
  'orders.cancel': Action<{ id: string; reason: CancelReason; refusals?: readonly LineRefusal[] }, { status: OrderStatus }>;
  'orders.notePartCancelled': Action<{ id: string; vendorId: string }, { status: OrderStatus }>;
  /** The fulfilment was faster: the part goes on. */
  'orders.notePartKept': Action<{ id: string; vendorId: string }, { status: OrderStatus }>;
  'orders.notePartShipped': Action<{ id: string; vendorId: string }, { status: OrderStatus }>;
  'orders.notePartDelivered': Action<{ id: string; vendorId: string }, { status: OrderStatus }>;
  'orders.noteRefunded': Action<{ id: string; refundId: string; breakdown: readonly BreakdownPart[] }, { status: OrderStatus }>;
  'orders.noteRefundRefused': Action<{ id: string; refundId: string }, { status: OrderStatus }>;
}

/** Units of one sku, all lines together: what inventory is asked for. */
export type StockNeed = { readonly sku: string; readonly quantity: number };

export type OrderEvent =
  | {
      readonly type: 'placed';
      readonly id: string;
      readonly cartId?: string;
      readonly customerId?: string;
      readonly person: string;
      readonly email: string | null;
      readonly shippingAddress: Address | null;
      readonly number?: string;
      readonly lines: readonly OrderLine[];
      readonly parts: readonly OrderPart[];
      readonly needs: readonly StockNeed[];
      readonly subtotal: Money;
      readonly tax: Money;
      readonly total: Money;
      readonly payment: PaymentChoice;
      readonly placedAt: number;
      /** The reminder that cancels an order whose payment never answers. */
      readonly payBy: number;
      readonly payTimeoutMs: number;
    }
  | {
      readonly type: 'reserved';
      readonly number: string;
      readonly total: Money;
      readonly payment: PaymentChoice;
      readonly breakdown: readonly BreakdownPart[];
    }
  | {
      readonly type: 'confirmed';
      readonly id: string;
      readonly number: string;
      readonly cartId?: string;
      readonly customerId?: string;
      readonly person: string;
      readonly email: string | null;
      readonly total: Money;
      readonly needs: readonly StockNeed[];
      readonly parts: readonly OrderPart[];
      readonly lines: readonly OrderLine[];
      readonly shippingAddress: Address | null;
    }
  | {
      readonly type: 'cancelled';
      readonly id: string;
      readonly number?: string;
      readonly cartId?: string;
      readonly person: string;
      readonly email: string | null;
      readonly reason: CancelReason;
      readonly refusals: readonly LineRefusal[];
      readonly needs: readonly StockNeed[];
      readonly vendorIds: readonly string[];
      readonly paymentAsked: boolean;
    }
  | { readonly type: 'partCancelAsked'; readonly vendorId: string; readonly reason: CancelReason }
  | {
      readonly type: 'partCancelled';
      readonly vendorId: string;
      readonly needs: readonly StockNeed[];
      readonly refundId: string;
      readonly amount: Money;
      readonly breakdown: readonly BreakdownPart[];
      /** Whether it was the last one: the whole order is cancelled. */
      readonly last: boolean;
    }
  | { readonly type: 'partKept'; readonly vendorId: string }
  | { readonly type: 'partShipped'; readonly vendorId: string; readonly all: boolean }
  | { readonly type: 'partDelivered'; readonly vendorId: string; readonly all: boolean }
  | {
      readonly type: 'refundAsked';
      readonly refundId: string;
      readonly amount: Money;
      readonly reason: string;
      readonly breakdown: readonly BreakdownPart[];
    }
  | { readonly type: 'refunded'; readonly refundId: string; readonly amount: Money; readonly breakdown: readonly BreakdownPart[] }
  | { readonly type: 'refundRefused'; readonly refundId: string };

/** One actor a tenant counts its orders. */
export type NumberingEvent = { readonly type: 'numbered'; readonly orderId: string; readonly number: number };

export const orderPersonal: Personal<OrderEvent> = {
  placed: { person: 'person', fields: ['email', 'shippingAddress'] },
  confirmed: { person: 'person', fields: ['email', 'shippingAddress'] },
  cancelled: { person: 'person', fields: ['email'] },
};

export interface OrdersEvents extends Published<'orders', OrderEvent | NumberingEvent> {}
