import Joi from 'joi';
import { amount, id, quantity, shape, text } from '../runtime/schemas.ts';

/**
 * placed -> reserved -> confirmed | cancelled. A confirmed order then follows its parts: `cancelled` once all are,
 * `shipped` and `delivered` once all that were not cancelled are.
 */
export type OrderStatus = 'placed' | 'reserved' | 'confirmed' | 'shipped' | 'delivered' | 'cancelled';
export type PartStatus = 'open' | 'cancelling' | 'cancelled' | 'shipped' | 'delivered';

type StockReason = 'OUT_OF_STOCK' | 'UNKNOWN_SKU';
type PaymentReason = 'PAYMENT_DECLINED' | 'PAYMENT_FAILED' | 'PAYMENT_TIMEOUT';
type RequestReason = 'CANCELLED_BY_SHOPPER' | 'CANCELLED_BY_OPERATOR' | 'CANCELLED_BY_VENDOR';
/** Why an order or a part of it was cancelled; the lines that could not be kept are in `refusals`. */
export type CancelReason = StockReason | PaymentReason | RequestReason;

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [field: string]: Plain | undefined };
/** `details`: who, what and how much. */
export type Refused = { readonly code: string; readonly details: { readonly [field: string]: Plain | undefined } };
export type LineRefusal = Refused & { readonly sku?: string };

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

const statuses: readonly OrderStatus[] = ['placed', 'reserved', 'confirmed', 'shipped', 'delivered', 'cancelled'];
const partStatuses: readonly PartStatus[] = ['open', 'cancelling', 'cancelled', 'shipped', 'delivered'];

export const cancelReasons: readonly CancelReason[] = [
  'OUT_OF_STOCK',
  'UNKNOWN_SKU',
  'PAYMENT_DECLINED',
  'PAYMENT_FAILED',
  'PAYMENT_TIMEOUT',
  'CANCELLED_BY_SHOPPER',
  'CANCELLED_BY_OPERATOR',
  'CANCELLED_BY_VENDOR',
];

export const orderStatus = () => Joi.string().valid(...statuses);
export const partStatus = () => Joi.string().valid(...partStatuses);
export const partOrPlaced = () => Joi.string().valid('placed', ...partStatuses);
export const cancelReason = () => Joi.string().valid(...cancelReasons);

export const refusedFields = { code: text(80).required(), details: Joi.object().unknown().required() };

export const lineRefusals = () => Joi.array().items(shape<LineRefusal>({ ...refusedFields, sku: id() }));

const newLineFields = {
  sku: id().required(),
  productId: id().required(),
  vendorId: id().required(),
  vendorSku: text(64).required(),
  title: text(300).required(),
  options: Joi.object().pattern(text(60), text(120)).max(20),
  stocked: Joi.boolean().required(),
  quantity: quantity().required(),
  unitPrice: amount().required(),
};

export const newLine = () => shape<NewLine>(newLineFields);

export const orderLine = () =>
  shape<OrderLine>({ ...newLineFields, subtotal: amount().required(), tax: amount().required() });
