import { type Actions, on, service } from '../registry.ts';
import type { AnyService, Ctx } from '../runtime/service.ts';
import { ordersContract } from './contract.schemas.ts';
import type { OrdersActions, PlaceOrder } from './contract.ts';
import { numbering } from './numbering.ts';
import { order } from './order.ts';
import { settlementOf, shownOrder, shownOutcome } from './order-shown.ts';
import { isBegun, isUndecided, type OrderState } from './order-state.ts';
import type { Handlers } from './orders.answers.service.ts';
import { forVendors } from './orders.parts.service.ts';
import { forPeople, ownerOf } from './orders.people.service.ts';

export type OrdersSettings = {
  /** An order whose payment has not answered by then is cancelled. */
  readonly payTimeoutMs: number;
};

const orders = on(order);

const keyOf = ({ id }: { id: string }): string => id;
const statusOf = ({ status }: OrderState) => ({ status });

/** Vendors' terms are asked for once each, in an order that a retry repeats. */
async function termsOf({ lines }: PlaceOrder, ctx: Ctx<Actions>) {
  const vendorIds = [...new Set(lines.map((line) => line.vendorId))].sort();
  const [{ terms: tenant }, { vendors }] = await Promise.all([
    ctx.call('tenants.terms', {}),
    ctx.call('vendors.terms', { vendorIds }),
  ]);
  return { ...(tenant && { tenant }), vendors };
}

const place = ({ payTimeoutMs }: OrdersSettings): Handlers<'orders.place'> => ({
  'orders.place': orders.command({
    key: ({ orderId }) => orderId,
    command: async (asked, ctx) => ({ type: 'place', order: asked, ...(await termsOf(asked, ctx)), payTimeoutMs }),
    answer: ({ status }, { orderId }) => ({ orderId, status }),
  }),
});

const questions: Handlers<`orders.${'order' | 'settlement' | 'begun' | 'decided'}`> = {
  'orders.order': orders.read({ key: keyOf, owner: ownerOf, answer: shownOrder }),
  'orders.settlement': orders.read({ key: keyOf, answer: (state) => ({ parts: settlementOf(state) }) }),
  'orders.begun': orders.read({ key: keyOf, until: isBegun, answer: shownOutcome }),
  'orders.decided': orders.read({
    key: keyOf,
    until: (state) => isBegun(state) && !(state.placed && isUndecided(state)),
    answer: shownOutcome,
  }),
};

const decisions: Handlers<`orders.${'refuse' | 'number' | 'noteReserved' | 'confirm' | 'cancel'}`> = {
  'orders.refuse': orders.command({
    key: keyOf,
    command: ({ code, details }) => ({ type: 'refuse', code, details }),
    answer: () => ({}),
  }),
  'orders.number': on(numbering).command({
    key: () => 'orders',
    command: ({ orderId }) => ({ type: 'number', orderId }),
    answer: ({ given, last }, { orderId }) => ({ number: String(given.get(orderId) ?? last) }),
  }),
  'orders.noteReserved': orders.command({
    key: keyOf,
    command: ({ number }) => ({ type: 'noteReserved', ...(number !== undefined && { number }) }),
    answer: statusOf,
  }),
  'orders.confirm': orders.command({ key: keyOf, command: () => ({ type: 'confirm' }), answer: statusOf }),
  'orders.cancel': orders.command({
    key: keyOf,
    command: ({ reason, refusals = [] }) => ({ type: 'cancel', reason, refusals }),
    answer: statusOf,
  }),
};

const ofPart = (type: 'notePartCancelled' | 'notePartKept' | 'notePartShipped' | 'notePartDelivered') =>
  orders.command<{ id: string; vendorId: string }, { status: OrderState['status'] }>({
    key: keyOf,
    command: ({ vendorId }) => ({ type, vendorId }),
    answer: statusOf,
  });

const refunds: Handlers<`orders.${'noteRefunded' | 'noteRefundRefused'}`> = {
  'orders.noteRefunded': orders.command({
    key: keyOf,
    command: ({ refundId, breakdown }) => ({ type: 'noteRefunded', refundId, breakdown }),
    answer: statusOf,
  }),
  'orders.noteRefundRefused': orders.command({
    key: keyOf,
    command: ({ refundId }) => ({ type: 'noteRefundRefused', refundId }),
    answer: statusOf,
  }),
};

export const ordersService = (settings: OrdersSettings): AnyService =>
  service<OrdersActions>(ordersContract, {
    ...forPeople,
    ...forVendors,
    ...questions,
    ...place(settings),
    ...decisions,
    ...refunds,
    'orders.notePartCancelled': ofPart('notePartCancelled'),
    'orders.notePartKept': ofPart('notePartKept'),
    'orders.notePartShipped': ofPart('notePartShipped'),
    'orders.notePartDelivered': ofPart('notePartDelivered'),
  });
