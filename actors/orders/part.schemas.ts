import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { amount, currency, id, shape, text } from '../runtime/schemas.ts';
import type { OrdersActions } from './contract.ts';
import { anOrder, aVendorOrder, vendorId } from './examples.schemas.ts';
import { vendorOrder } from './order.schemas.ts';

type PartName = `orders.${'part' | 'cancelPart' | 'refundPart'}`;
type ParamsOf<Name extends PartName> = OrdersActions[Name]['params'];

const ofPart = { id: id().required(), vendorId: id().required() };
const sellers = { all: ['operator'], own: ['owner', 'manager'] } as const;
const which = { id: anOrder.id, vendorId };

/** What a vendor's people do with their part of an order; they see nothing else of it. */
export const partActions: Pick<Contract<OrdersActions>['actions'], PartName> = {
  'orders.part': {
    summary: "One vendor's part of an order",
    rest: 'GET /orders/{id}/parts/{vendorId}',
    access: { all: ['operator'], own: ['owner', 'manager', 'fulfiller', 'viewer'] },
    params: shape<ParamsOf<'orders.part'>>(ofPart),
    result: vendorOrder,
    example: { params: which, result: aVendorOrder },
  },
  'orders.cancelPart': {
    summary: 'Cancels a part that the vendor cannot deliver: the shopper is paid back, its units are on sale again',
    rest: 'POST /orders/{id}/parts/{vendorId}/cancel',
    status: 200,
    waits: true,
    access: sellers,
    params: shape<ParamsOf<'orders.cancelPart'>>({ ...ofPart, reason: text(200) }),
    result: vendorOrder,
    example: { params: { ...which, reason: 'broken' }, result: { ...aVendorOrder, status: 'cancelled' } },
    refusals: ['UNKNOWN_ORDER', 'UNKNOWN_PART', 'NOT_YET_CONFIRMED', 'ALREADY_SHIPPED'],
  },
  'orders.refundPart': {
    summary: 'Pays back some of a part, sent or not, out of what its vendor got',
    rest: 'POST /orders/{id}/parts/{vendorId}/refunds',
    status: 201,
    idempotency: 'required',
    access: sellers,
    params: shape<ParamsOf<'orders.refundPart'>>({
      ...ofPart,
      amount: Joi.object({ amount: amount().min(1).required(), currency: currency().required() }).required(),
      reason: text(200).required(),
    }),
    result: vendorOrder,
    example: {
      params: { ...which, amount: { amount: 500, currency: 'GBP' }, reason: 'a chip' },
      result: aVendorOrder,
    },
    refusals: [
      ...['UNKNOWN_ORDER', 'NOT_YET_CONFIRMED', 'ORDER_CANCELLED', 'UNKNOWN_PART', 'CURRENCY_DIFFERS'],
      ...['TOO_MANY_REFUNDS', 'REFUND_TOO_HIGH'],
    ],
  },
};
