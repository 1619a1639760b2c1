import type { Decision, Stamped } from '../runtime/decider.ts';
import type { Money } from '../runtime/money.ts';
import type {
  CancelReason,
  LineRefusal,
  OrderEvent,
  OrderPlaced,
  OrderStatus,
  PartStatus,
  PartTerms,
  PlaceOrder,
  Refund,
  Refused,
  Shares,
  Terms,
} from './contract.ts';

/** As whom somebody asks: an operator may do more than a shopper, a vendor only with the own part. */
export type Asker = 'shopper' | 'operator' | 'vendor';

export type OrderCommand =
  | ({ readonly type: 'place'; readonly order: PlaceOrder; readonly payTimeoutMs: number } & Terms)
  | ({ readonly type: 'refuse' } & Refused)
  | { readonly type: 'noteReserved'; readonly number?: string }
  | { readonly type: 'confirm' }
  | { readonly type: 'cancel'; readonly reason: CancelReason; readonly refusals: readonly LineRefusal[] }
  /** The order's own reminder. */
  | { readonly type: 'timeOut' }
  | { readonly type: 'cancelByRequest'; readonly by: Asker; readonly vendorId?: string; readonly note?: string }
  | { readonly type: 'notePartCancelled'; readonly vendorId: string }
  | { readonly type: 'notePartKept'; readonly vendorId: string }
  | { readonly type: 'notePartShipped'; readonly vendorId: string }
  | { readonly type: 'notePartDelivered'; readonly vendorId: string }
  | {
      readonly type: 'refund';
      readonly refundId: string;
      readonly amount: Money;
      readonly reason: string;
      readonly by: Asker;
      readonly vendorId?: string;
    }
  | { readonly type: 'noteRefunded'; readonly refundId: string; readonly breakdown: readonly Shares[] }
  | { readonly type: 'noteRefundRefused'; readonly refundId: string };

export type CommandOf<Type extends OrderCommand['type']> = Stamped<Extract<OrderCommand, { readonly type: Type }>>;

export type OrderRefusal =
  | 'UNKNOWN_ORDER'
  | 'ORDER_REFUSED'
  | 'ORDER_DIFFERS'
  | 'TENANT_SUSPENDED'
  | 'CURRENCY_DIFFERS'
  | 'VENDOR_NOT_SELLING'
  | 'TOO_MANY_VENDORS'
  | 'QUANTITY_TOO_HIGH'
  | 'TOTAL_TOO_HIGH'
  | 'PRICE_CHANGED'
  | 'ORDER_CANCELLED'
  | 'ORDER_CONFIRMED'
  | 'NOT_RESERVED'
  | 'NOT_YET_CONFIRMED'
  | 'UNKNOWN_PART'
  | 'ALREADY_SHIPPED'
  | 'TOO_MANY_REFUNDS'
  | 'REFUND_TOO_HIGH';

export type Decided = Decision<OrderEvent, OrderRefusal>;

/** One vendor's part as it goes on. */
export type PartState = PartTerms & {
  status: PartStatus;
  cancelReason?: CancelReason;
  /** Refunded or asked to be, never more than the part's own shares. */
  claimed: Omit<Shares, 'vendorId'>;
  refunded: number;
};

export type RefundState = Omit<Refund, 'status' | 'amount'> & {
  readonly amount: number;
  readonly breakdown: readonly Shares[];
  status: Refund['status'];
};

/** What was ordered stands in `placed` and never changes; the rest is what became of it. */
export type OrderState = {
  placed?: OrderPlaced;
  /** Instead of `placed`: it could not be. */
  placingRefused?: Refused;
  status: OrderStatus;
  number?: string;
  /** Once confirmed: paid, and sold. */
  paid: boolean;
  reason?: CancelReason;
  refusals: readonly LineRefusal[];
  /** By vendor, in the order of the lines. */
  readonly parts: Map<string, PartState>;
  readonly refunds: Map<string, RefundState>;
};

export const newOrder = (): OrderState => ({
  status: 'placed',
  paid: false,
  refusals: [],
  parts: new Map(),
  refunds: new Map(),
});

/** Something came of its checkout: an order, or the reason why there is none. */
export const isBegun = ({ placed, placingRefused }: OrderState): boolean =>
  placed !== undefined || placingRefused !== undefined;

/** Stock and payment are still out: it may be confirmed or cancelled. */
export const isUndecided = ({ status }: Pick<OrderState, 'status'>): boolean =>
  status === 'placed' || status === 'reserved';

export const hasShipped = ({ status }: PartState): boolean => status === 'shipped' || status === 'delivered';

export const breakdownOf = (parts: readonly PartTerms[]): readonly Shares[] =>
  parts.map(({ vendorId, payable, commission, tax }) => ({ vendorId, payable, commission, tax }));
