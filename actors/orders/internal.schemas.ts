import Joi from 'joi';
import { addressSchema } from '../customers/account.schemas.ts';
import { breakdown, choice } from '../payments/words.schemas.ts';
import { type Contract, internal } from '../runtime/contract.ts';
import { email, empty, id, moneyOf, shape, text } from '../runtime/schemas.ts';
import type { CheckoutOutcome, OrdersActions, Refused, Settlement } from './contract.ts';
import { cancelReason, lineRefusals, newLine, orderStatus, refusedFields } from './line.schemas.ts';
import { orderSchema, settlement } from './order.schemas.ts';

type ParamsOf<Name extends keyof OrdersActions> = OrdersActions[Name]['params'];
type PublicName =
  `orders.${'checkout' | 'get' | 'list' | 'ofVendor' | 'cancelByRequest' | 'refund' | 'part' | 'cancelPart' | 'refundPart'}`;

const byId = shape<{ id: string }>({ id: id().required() });
const byPart = shape<ParamsOf<'orders.notePartCancelled'>>({ id: id().required(), vendorId: id().required() });
const noted = shape<OrdersActions['orders.confirm']['result']>({ status: orderStatus().required() });

const outcome = shape<CheckoutOutcome>({ order: orderSchema, refusal: shape<Refused>(refusedFields) });

const lines = () => Joi.array().items(newLine()).min(1).max(2_000);

/** For other actors and flows, and what the channel of an order shows. */
export const internalActions: Omit<Contract<OrdersActions>['actions'], PublicName> = {
  'orders.order': {
    summary: 'What the channel of an order shows',
    access: { all: ['operator'], own: ['shopper', 'guest'] },
    params: byId,
    result: orderSchema,
  },
  'orders.settlement': {
    summary: 'How the parts of an order are shared between vendors and operator',
    access: internal,
    params: byId,
    result: shape<{ parts: readonly Settlement[] }>({ parts: Joi.array().items(settlement).required() }),
  },
  'orders.begun': {
    summary: 'Waits until an order is placed or refused',
    access: internal,
    params: byId,
    result: outcome,
  },
  'orders.decided': {
    summary: 'Waits until an order is confirmed, cancelled or refused',
    access: internal,
    params: byId,
    result: outcome,
  },
  'orders.place': {
    summary: 'Places an order: freezes its prices, taxes and commissions',
    access: internal,
    params: shape<ParamsOf<'orders.place'>>({
      orderId: id().max(100).required(),
      cartId: id(),
      customerId: id(),
      email: email().allow(null).required(),
      shippingAddress: addressSchema.allow(null).required(),
      lines: lines().required(),
      expectedTotal: moneyOf().required(),
      payment: choice().required(),
      number: text(40),
      placedAt: Joi.number().integer(),
    }),
    result: shape<OrdersActions['orders.place']['result']>({
      orderId: id().required(),
      status: orderStatus().required(),
    }),
    refusals: [
      'ORDER_REFUSED',
      'ORDER_DIFFERS',
      'TENANT_SUSPENDED',
      'CURRENCY_DIFFERS',
      'VENDOR_NOT_SELLING',
      'TOO_MANY_VENDORS',
      'QUANTITY_TOO_HIGH',
      'TOTAL_TOO_HIGH',
      'PRICE_CHANGED',
    ],
  },
  'orders.refuse': {
    summary: 'Notes that a checkout could not be placed',
    access: internal,
    params: shape<ParamsOf<'orders.refuse'>>({ id: id().required(), ...refusedFields }),
    result: empty(),
  },
  'orders.number': {
    summary: "Gives an order the next number of the tenant's own count",
    access: internal,
    params: shape<{ orderId: string }>({ orderId: id().required() }),
    result: shape<{ number: string }>({ number: text(40).required() }),
  },
  'orders.noteReserved': {
    summary: 'All stock of an order is held',
    access: internal,
    params: shape<ParamsOf<'orders.noteReserved'>>({ id: id().required(), number: text(40) }),
    result: noted,
    refusals: ['UNKNOWN_ORDER', 'ORDER_CANCELLED'],
  },
  'orders.confirm': {
    summary: 'An order is paid',
    access: internal,
    params: byId,
    result: noted,
    refusals: ['UNKNOWN_ORDER', 'ORDER_CANCELLED', 'NOT_RESERVED'],
  },
  'orders.cancel': {
    summary: 'Cancels an order that is not confirmed',
    access: internal,
    params: shape<ParamsOf<'orders.cancel'>>({
      id: id().required(),
      reason: cancelReason().required(),
      refusals: lineRefusals().max(2_000),
    }),
    result: noted,
    refusals: ['UNKNOWN_ORDER', 'ORDER_CONFIRMED'],
  },
  'orders.notePartCancelled': {
    summary: "A vendor's fulfilment was cancelled",
    access: internal,
    params: byPart,
    result: noted,
    refusals: ['UNKNOWN_PART', 'NOT_YET_CONFIRMED'],
  },
  'orders.notePartKept': {
    summary: "A vendor's fulfilment could not be cancelled",
    access: internal,
    params: byPart,
    result: noted,
    refusals: ['UNKNOWN_PART', 'NOT_YET_CONFIRMED'],
  },
  'orders.notePartShipped': {
    summary: "All of a vendor's part has left",
    access: internal,
    params: byPart,
    result: noted,
    refusals: ['UNKNOWN_PART', 'NOT_YET_CONFIRMED'],
  },
  'orders.notePartDelivered': {
    summary: "All of a vendor's part has arrived",
    access: internal,
    params: byPart,
    result: noted,
    refusals: ['UNKNOWN_PART', 'NOT_YET_CONFIRMED'],
  },
  'orders.noteRefunded': {
    summary: 'Money of an order has gone back',
    access: internal,
    params: shape<ParamsOf<'orders.noteRefunded'>>({
      id: id().required(),
      refundId: id().required(),
      breakdown: breakdown().required(),
    }),
    result: noted,
    refusals: ['UNKNOWN_ORDER'],
  },
  'orders.noteRefundRefused': {
    summary: 'A refund did not come through',
    access: internal,
    params: shape<ParamsOf<'orders.noteRefundRefused'>>({ id: id().required(), refundId: id().required() }),
    result: noted,
    refusals: ['UNKNOWN_ORDER'],
  },
};
