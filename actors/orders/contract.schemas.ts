import Joi from 'joi';
import { addressSchema } from '../customers/account.schemas.ts';
import { choice } from '../payments/words.schemas.ts';
import type { Contract } from '../runtime/contract.ts';
import { amount, currency, email, id, moneyOf, pageOf, pageParams, shape, text } from '../runtime/schemas.ts';
import { codes } from './codes.schemas.ts';
import { type OrdersActions, orderPersonal } from './contract.ts';
import { anOrder, aSummary, aVendorOrder, inFull, vendorId } from './examples.schemas.ts';
import { internalActions } from './internal.schemas.ts';
import { orderStatus, partOrPlaced } from './line.schemas.ts';
import { orderInFull, orderSchema, orderSummary, vendorOrder } from './order.schemas.ts';
import { partActions } from './part.schemas.ts';

type ParamsOf<Name extends keyof OrdersActions> = OrdersActions[Name]['params'];

/** What the shopper must mend before the same cart can be checked out. */
const cartRefusals = ['UNKNOWN_CART', 'CART_CLOSED', 'CART_EMPTY', 'LINE_GONE'];
const placeRefusals = [
  'TENANT_SUSPENDED',
  'CURRENCY_DIFFERS',
  'VENDOR_NOT_SELLING',
  'TOO_MANY_VENDORS',
  'QUANTITY_TOO_HIGH',
  'TOTAL_TOO_HIGH',
  'PRICE_CHANGED',
];

export const ordersContract: Contract<OrdersActions> = {
  area: 'orders',
  codes,
  personal: { order: orderPersonal },
  actions: {
    'orders.checkout': {
      summary: 'Buys what is in a cart',
      rest: 'POST /orders',
      status: 201,
      idempotency: 'required',
      access: { own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'orders.checkout'>>({
        cartId: id().required(),
        expectedTotal: moneyOf().required(),
        email: email().required(),
        shippingAddress: addressSchema.required(),
        payment: choice().required(),
        wait: Joi.boolean(),
      }),
      result: orderSchema,
      example: {
        params: {
          cartId: 'cart_9d2k5m8q1v4x7b0c3n6r',
          expectedTotal: anOrder.total,
          email: 'ada@demo.example',
          shippingAddress: anOrder.shippingAddress,
          payment: { provider: 'sandbox', token: 'ok' },
        },
        result: anOrder,
      },
      refusals: [
        ...cartRefusals,
        ...placeRefusals,
        'ORDER_REFUSED',
        'ORDER_CANCELLED',
        'NOT_PLACED_YET',
        'OUT_OF_STOCK',
        'UNKNOWN_SKU',
        'PAYMENT_DECLINED',
        'PAYMENT_FAILED',
        'PAYMENT_TIMEOUT',
      ],
    },
    'orders.get': {
      summary: 'One order with its timeline',
      rest: 'GET /orders/{id}',
      access: { all: ['operator'], own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'orders.get'>>({ id: id().required() }),
      result: orderInFull,
      example: { params: { id: anOrder.id }, result: inFull },
    },
    'orders.list': {
      summary: "A shopper's own orders, or all of the tenant for its operator, newest first",
      rest: 'GET /orders',
      access: { all: ['operator'], own: ['shopper'] },
      params: shape<ParamsOf<'orders.list'>>({ status: orderStatus(), number: text(40), ...pageParams }),
      result: pageOf(orderSummary),
      example: { params: { status: 'confirmed', limit: 20 }, result: { items: [aSummary] } },
    },
    'orders.ofVendor': {
      summary: "A vendor's part of each order, newest first",
      rest: 'GET /vendors/{id}/orders',
      access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
      params: shape<ParamsOf<'orders.ofVendor'>>({ id: id().required(), status: partOrPlaced(), ...pageParams }),
      result: pageOf(vendorOrder),
      example: { params: { id: vendorId, status: 'open' }, result: { items: [aVendorOrder] } },
    },
    'orders.cancelByRequest': {
      summary: "Cancels an order, or one vendor's part of it",
      rest: 'POST /orders/{id}/cancel',
      status: 200,
      waits: true,
      access: { all: ['operator'], own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'orders.cancelByRequest'>>({ id: id().required(), vendorId: id(), reason: text(200) }),
      result: orderSchema,
      example: { params: { id: anOrder.id, reason: 'ordered twice' }, result: anOrder },
      refusals: ['UNKNOWN_ORDER', 'UNKNOWN_PART', 'NOT_YET_CONFIRMED', 'ALREADY_SHIPPED'],
    },
    'orders.refund': {
      summary: 'Pays back a part of an order or all of it',
      rest: 'POST /orders/{id}/refunds',
      status: 201,
      idempotency: 'required',
      access: { all: ['operator'], own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'orders.refund'>>({
        id: id().required(),
        amount: Joi.object({ amount: amount().min(1).required(), currency: currency().required() }).required(),
        reason: text(200).required(),
        vendorId: id(),
      }),
      result: orderSchema,
      example: {
        params: { id: anOrder.id, amount: { amount: 500, currency: 'GBP' }, reason: 'arrived late' },
        result: anOrder,
      },
      refusals: [
        'UNKNOWN_ORDER',
        'NOT_YET_CONFIRMED',
        'ORDER_CANCELLED',
        'UNKNOWN_PART',
        'CURRENCY_DIFFERS',
        'ALREADY_SHIPPED',
        'TOO_MANY_REFUNDS',
        'REFUND_TOO_HIGH',
      ],
    },
    ...partActions,
    ...internalActions,
  },
};
