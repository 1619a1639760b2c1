import type { Address } from '../customers/contract.ts';
import type { BreakdownPart, PaymentChoice } from '../payments/contract.ts';
import type { Action, PageOf, PageParams, Personal, Published } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';
import type { TenantTerms } from '../tenants/contract.ts';
import type { VendorTerms } from '../vendors/contract.ts';
import type {
  CancelReason,
  LineRefusal,
  NewLine,
  OrderLine,
  OrderStatus,
  PartStatus,
  Refused,
} from './line.schemas.ts';
import type { Order, OrderInFull, OrderPart, OrderSummary, Refund, Settlement, VendorOrder } from './order.schemas.ts';

export type {
  CancelReason,
  LineRefusal,
  NewLine,
  Order,
  OrderLine,
  OrderPart,
  OrderStatus,
  PartStatus,
  Refund,
  Refused,
  Settlement,
  VendorOrder,
};

/** One vendor's shares of an amount. */
export type Shares = BreakdownPart;

/** One vendor's part as it was frozen when the order was placed, in minor units: total = payable + commission + tax. */
export type PartTerms = Settlement & Omit<OrderPart, 'status' | 'refunded'>;

/** Units of one sku, all lines together: what inventory is asked for. */
export type StockNeed = { readonly sku: string; readonly quantity: number };

/** What the tenant and its vendors ask for now. */
export type Terms = { readonly tenant?: TenantTerms; readonly vendors: readonly VendorTerms[] };

/** Of a guest neither; forgotten people have no `email` and no address any more. */
type Buyer = Pick<Order, 'customerId' | 'email' | 'shippingAddress'> & { readonly cartId?: string };

export type PlaceOrder = Buyer & {
  readonly orderId: string;
  /** 1 to 2 000. */
  readonly lines: readonly NewLine[];
  /** Another total is refused `PRICE_CHANGED`. */
  readonly expectedTotal: Money;
  readonly payment: PaymentChoice;
  /** An import brings its own number and business time. */
  readonly number?: string;
  readonly placedAt?: number;
};

export type CheckOut = {
  readonly cartId: string;
  readonly expectedTotal: Money;
  readonly email: string;
  readonly shippingAddress: Address;
  readonly payment: PaymentChoice;
  /** `false` (`Prefer: respond-async`): answers as soon as the order is placed. */
  readonly wait?: boolean;
};

/** What became of a checkout so far; neither: it has not been placed yet. */
export type CheckoutOutcome = { readonly order?: Order; readonly refusal?: Refused };

type OfVendor = { id: string; vendorId: string };
type Noted = { status: OrderStatus };

export interface OrdersActions {
  /** From an open cart of the caller: waits up to `ORDER_WAIT_MS` for the order to be confirmed or cancelled. */
  'orders.checkout': Action<CheckOut, Order>;
  'orders.get': Action<{ id: string }, OrderInFull>;
  /** A shopper sees the own orders, an operator all; newest first. */
  'orders.list': Action<PageParams & { status?: OrderStatus; number?: string }, PageOf<OrderSummary>>;
  'orders.ofVendor': Action<PageParams & { id: string; status?: PartStatus | 'placed' }, PageOf<VendorOrder>>;
  /** Whole, or one vendor's part. Before it is confirmed it is cancelled at once; later each part asks its fulfilment. */
  'orders.cancelByRequest': Action<{ id: string; vendorId?: string; reason?: string }, Order>;
  /** Part or whole; `vendorId` takes it from that vendor's part alone. */
  'orders.refund': Action<{ id: string; amount: Money; reason: string; vendorId?: string }, Order>;

  /** What a vendor's people see and do of their part: never anything of others', nor of the shopper. */
  'orders.part': Action<OfVendor, VendorOrder>;
  'orders.cancelPart': Action<OfVendor & { reason?: string }, VendorOrder>;
  'orders.refundPart': Action<OfVendor & { amount: Money; reason: string }, VendorOrder>;

  /** What the channel `order:<id>` shows. */
  'orders.order': Action<{ id: string }, Order>;
  'orders.settlement': Action<{ id: string }, { parts: readonly Settlement[] }>;
  /** Answers once the order is placed or refused, or without it after `ORDER_WAIT_MS`. */
  'orders.begun': Action<{ id: string }, CheckoutOutcome>;
  /** Answers once the order is confirmed, cancelled or refused, or as it stands after `ORDER_WAIT_MS`. */
  'orders.decided': Action<{ id: string }, CheckoutOutcome>;
  'orders.place': Action<PlaceOrder, Noted & { orderId: string }>;
  /** Its checkout could not be placed: whoever waits for the order hears why. */
  'orders.refuse': Action<Refused & { id: string }, Record<string, never>>;
  /** The next number of the tenant's own count. */
  'orders.number': Action<{ orderId: string }, { number: string }>;
  'orders.noteReserved': Action<{ id: string; number?: string }, Noted>;
  'orders.confirm': Action<{ id: string }, Noted>;
  'orders.cancel': Action<{ id: string; reason: CancelReason; refusals?: readonly LineRefusal[] }, Noted>;
  'orders.notePartCancelled': Action<OfVendor, Noted>;
  /** The fulfilment was faster: the part goes on. */
  'orders.notePartKept': Action<OfVendor, Noted>;
  'orders.notePartShipped': Action<OfVendor, Noted>;
  'orders.notePartDelivered': Action<OfVendor, Noted>;
  'orders.noteRefunded': Action<{ id: string; refundId: string; breakdown: readonly Shares[] }, Noted>;
  'orders.noteRefundRefused': Action<{ id: string; refundId: string }, Noted>;
}

/** `person`: the customer, or `guest-<orderId>`, whose key encrypts the personal fields. */
type Placed = Buyer & Pick<Order, 'id' | 'subtotal' | 'tax' | 'total' | 'lines'>;
type OrderedBy = {
  readonly person: string;
  readonly needs: readonly StockNeed[];
  /** Of the address, and all of it that is no secret. Absent from what earlier releases placed. */
  readonly country?: string;
};

export type OrderPlaced = Placed &
  OrderedBy & {
    readonly type: 'placed';
    readonly number?: string;
    readonly parts: readonly PartTerms[];
    readonly payment: PaymentChoice;
    readonly placedAt: number;
    /** When an order whose payment never answers is cancelled. */
    readonly payBy: number;
    readonly payTimeoutMs: number;
  };

type Confirmed = Omit<Placed, 'subtotal' | 'tax'> &
  OrderedBy & {
    readonly number: string;
    /** Business time. Absent from what earlier releases confirmed. */
    readonly placedAt?: number;
  };

/** Never confirmed: what was held for it is let go. */
type Cancelled = Pick<OrderPlaced, 'id' | 'cartId' | 'number' | 'person' | 'email' | 'needs'> & {
  readonly reason: CancelReason;
  readonly note?: string;
  readonly refusals: readonly LineRefusal[];
  readonly vendorIds: readonly string[];
  readonly paymentAsked: boolean;
};

/** Money that goes back, and of whose shares it is taken. */
type PaidBack = { readonly refundId: string; readonly amount: Money; readonly breakdown: readonly Shares[] };

/** A part has changed; `status` is the order's after it. */
type PartChanged = { readonly vendorId: string; readonly status: OrderStatus };

type PartCancelAsked = { readonly vendorId: string; readonly fulfilmentId: string; readonly reason: CancelReason };

export type OrderEvent =
  | OrderPlaced
  /** Nothing was placed, and a late try stays refused. */
  | ({ readonly type: 'refused' } & Refused)
  | ({ readonly type: 'reserved'; readonly number: string; readonly breakdown: readonly Shares[] } & Pick<
      OrderPlaced,
      'total' | 'payment'
    >)
  | ({ readonly type: 'confirmed'; readonly parts: readonly PartTerms[] } & Confirmed)
  | ({ readonly type: 'cancelled' } & Cancelled)
  | ({ readonly type: 'partCancelAsked'; readonly note?: string } & PartCancelAsked)
  /** Its amount is what was not refunded before; 0: nothing is left to pay back. */
  | ({
      readonly type: 'partCancelled';
      readonly reason: CancelReason;
      readonly needs: readonly StockNeed[];
    } & PaidBack &
      PartChanged)
  | { readonly type: 'partKept'; readonly vendorId: string }
  | ({ readonly type: 'partShipped' } & PartChanged)
  | ({ readonly type: 'partDelivered' } & PartChanged)
  | ({ readonly type: 'refundAsked'; readonly reason: string } & PaidBack)
  /** `unsold`: of a payment that came for an order that was cancelled: it was never confirmed. */
  | ({ readonly type: 'refunded'; readonly unsold?: true } & PaidBack)
  | { readonly type: 'refundRefused'; readonly refundId: string };

/** One actor a tenant counts its orders. */
export type NumberingEvent = { readonly type: 'numbered'; readonly orderId: string; readonly number: number };

export const orderPersonal: Personal<OrderEvent> = {
  placed: { person: 'person', fields: ['email', 'shippingAddress'] },
  confirmed: { person: 'person', fields: ['email', 'shippingAddress'] },
  cancelled: { person: 'person', fields: ['email'] },
};

export interface OrdersEvents extends Published<'orders', OrderEvent | NumberingEvent> {}
