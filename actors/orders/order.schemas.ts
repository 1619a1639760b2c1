import Joi from 'joi';
import { addressSchema } from '../customers/account.schemas.ts';
import type { Address } from '../customers/contract.ts';
import type { Money } from '../runtime/money.ts';
import { amount, basisPoints, email, id, instant, moneyOf, quantity, shape, text } from '../runtime/schemas.ts';
import {
  type CancelReason,
  cancelReason,
  type LineRefusal,
  lineRefusals,
  type OrderLine,
  type OrderStatus,
  orderLine,
  orderStatus,
  type PartStatus,
  partOrPlaced,
  partStatus,
} from './line.schemas.ts';

/** What its shopper sees of one vendor's part. Minor units of the order's currency. */
export type OrderPart = {
  readonly vendorId: string;
  /** `<orderId>-f<n>`, opened once the order is confirmed. */
  readonly fulfilmentId: string;
  readonly status: PartStatus;
  readonly total: number;
  readonly tax: number;
  readonly refunded: number;
};

/** How one vendor's part is shared between vendor and operator; the rate was frozen when the order was placed. */
export type Settlement = {
  readonly vendorId: string;
  readonly commissionRate: number;
  readonly commission: number;
  readonly payable: number;
};

export type Refund = {
  readonly id: string;
  readonly amount: Money;
  readonly reason: string;
  readonly status: 'asked' | 'done' | 'refused';
};

/** `note`: the reason in the words of whoever asked for it. */
export type TimelineEntry = {
  readonly version: number;
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly note?: string;
};

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
};

/** With who did what and when; the settlement is for the operator alone. */
export type OrderInFull = Order & {
  readonly timeline: readonly TimelineEntry[];
  readonly settlement?: readonly Settlement[];
};

export type OrderSummary = Pick<Order, 'id' | 'number' | 'status' | 'customerId' | 'total' | 'placedAt'> & {
  readonly vendorIds: readonly string[];
  readonly lineCount: number;
};

/** One vendor's order, as its list shows it: nothing of other vendors, nothing of the shopper. */
export type VendorOrder = Pick<Order, 'number' | 'placedAt' | 'total' | 'tax'> & {
  readonly orderId: string;
  readonly fulfilmentId: string;
  readonly status: PartStatus | 'placed';
  readonly commission: Money;
  /** What the vendor gets of it. */
  readonly payable: Money;
  /** Of the total; the vendor's share of that is taken from what it gets. */
  readonly refunded: Money;
  readonly lines: readonly Pick<OrderLine, 'sku' | 'vendorSku' | 'title' | 'quantity' | 'unitPrice'>[];
};

const number = () => text(40);
const refundStatus = () => Joi.string().valid('asked', 'done', 'refused');
const listOf = <Item>(item: Joi.Schema<Item>) => Joi.array().items(item).required();

const orderPart = shape<OrderPart>({
  vendorId: id().required(),
  fulfilmentId: id().required(),
  status: partStatus().required(),
  total: amount().required(),
  tax: amount().required(),
  refunded: amount().required(),
});

export const settlement = shape<Settlement>({
  vendorId: id().required(),
  commissionRate: basisPoints().required(),
  commission: amount().required(),
  payable: amount().required(),
});

const refund = shape<Refund>({
  id: id().required(),
  amount: moneyOf().required(),
  reason: text(200).required(),
  status: refundStatus().required(),
});

const timelineEntry = shape<TimelineEntry>({
  version: Joi.number().integer().min(1).required(),
  at: instant().required(),
  what: text(40).required(),
  by: text(128).required(),
  note: text(200),
});

const orderFields = {
  id: id().required(),
  number: number(),
  status: orderStatus().required(),
  reason: cancelReason(),
  refusals: lineRefusals(),
  customerId: id(),
  email: email().allow(null).required(),
  shippingAddress: addressSchema.allow(null).required(),
  lines: listOf(orderLine()),
  parts: listOf(orderPart),
  subtotal: moneyOf().required(),
  tax: moneyOf().required(),
  total: moneyOf().required(),
  refunded: moneyOf().required(),
  refunds: listOf(refund),
  placedAt: instant().required(),
};

export const orderSchema = shape<Order>(orderFields);

export const orderInFull = shape<OrderInFull>({
  ...orderFields,
  timeline: listOf(timelineEntry),
  settlement: Joi.array().items(settlement),
});

export const orderSummary = shape<OrderSummary>({
  id: id().required(),
  number: number(),
  status: orderStatus().required(),
  customerId: id(),
  total: moneyOf().required(),
  placedAt: instant().required(),
  vendorIds: listOf(id()),
  lineCount: quantity().required(),
});

export const vendorOrder = shape<VendorOrder>({
  orderId: id().required(),
  number: number(),
  fulfilmentId: id().required(),
  status: partOrPlaced().required(),
  placedAt: instant().required(),
  total: moneyOf().required(),
  tax: moneyOf().required(),
  commission: moneyOf().required(),
  payable: moneyOf().required(),
  refunded: moneyOf().required(),
  lines: listOf(
    shape<VendorOrder['lines'][number]>({
      sku: id().required(),
      vendorSku: text(64).required(),
      title: text(300).required(),
      quantity: quantity().required(),
      unitPrice: amount().required(),
    }),
  ),
});
