import { type Decider, refuse } from '../runtime/decider.ts';
import type { OrderEvent, OrderPlaced, PartTerms } from './contract.ts';
import {
  breakdownOf,
  type CommandOf,
  type Decided,
  isUndecided,
  newOrder,
  type OrderCommand,
  type OrderRefusal,
  type OrderState,
  type PartState,
  type RefundState,
} from './order-state.ts';
import {
  cancelByRequest,
  cancelled,
  notePartCancelled,
  notePartDelivered,
  notePartKept,
  notePartShipped,
} from './parts.ts';
import { place, refusePlacing } from './placing.ts';
import { claim, noteRefunded, noteRefundRefused, refund, shareOf } from './refunds.ts';

/** Precedence: unknown order, cancelled. Reserved already: nothing to do. */
function noteReserved(state: OrderState, command: CommandOf<'noteReserved'>): Decided {
  const { placed } = state;
  if (!placed) return refuse('UNKNOWN_ORDER');
  if (state.status === 'cancelled') return refuse('ORDER_CANCELLED', { reason: state.reason });
  if (state.status !== 'placed') return [];
  const { id, total, payment, parts } = placed;
  const number = placed.number ?? command.number ?? id;
  return [{ type: 'reserved', number, total, payment, breakdown: breakdownOf(parts) }];
}

/** Precedence: unknown order, confirmed already, cancelled, not reserved. */
function confirm(state: OrderState): Decided {
  const { placed, number } = state;
  if (!placed) return refuse('UNKNOWN_ORDER');
  if (state.paid) return [];
  if (state.status === 'cancelled') return refuse('ORDER_CANCELLED', { reason: state.reason });
  if (number === undefined || state.status !== 'reserved') return refuse('NOT_RESERVED');
  return [confirmed(placed, number)];
}

const confirmed = (placed: OrderPlaced, number: string): OrderEvent => {
  const { id, cartId, customerId, person, email, shippingAddress, country } = placed;
  const { total, needs, parts, lines, placedAt } = placed;
  return {
    type: 'confirmed',
    id,
    number,
    placedAt,
    ...(cartId !== undefined && { cartId }),
    ...(customerId !== undefined && { customerId }),
    person,
    email,
    shippingAddress,
    ...(country !== undefined && { country }),
    total,
    needs,
    parts,
    lines,
  };
};

/** Precedence: unknown order, confirmed. Whichever comes second changes nothing. */
function cancel(state: OrderState, { reason, refusals }: CommandOf<'cancel'>): Decided {
  const { placed } = state;
  if (!placed) return refuse('UNKNOWN_ORDER');
  if (state.paid) return refuse('ORDER_CONFIRMED');
  return isUndecided(state) ? [cancelled(state, placed, { reason, refusals })] : [];
}

const timeOut = (state: OrderState): Decided =>
  state.placed && isUndecided(state) ? [cancelled(state, state.placed, { reason: 'PAYMENT_TIMEOUT' })] : [];

const opened = (terms: PartTerms): PartState => ({
  ...terms,
  status: 'open',
  claimed: { payable: 0, commission: 0, tax: 0 },
  refunded: 0,
});

function changePart(state: OrderState, vendorId: string, change: Partial<PartState>): void {
  const part = state.parts.get(vendorId);
  if (part) Object.assign(part, change);
}

function askRefund(state: OrderState, asked: Omit<RefundState, 'status'>): void {
  state.refunds.set(asked.id, { ...asked, status: 'asked' });
  claim(state, asked.breakdown, 1);
}

/** A refund that the order did not ask for, or had given up, claims its shares now. */
function refunded(state: OrderState, event: Extract<OrderEvent, { type: 'refunded' }>): void {
  const { refundId: id, amount, breakdown } = event;
  const known = state.refunds.get(id);
  if (known?.status !== 'asked') claim(state, breakdown, 1);
  const reason = known?.reason ?? state.reason ?? 'refunded';
  state.refunds.set(id, { id, amount: amount.amount, reason, breakdown, status: 'done' });
  for (const share of breakdown) {
    const part = state.parts.get(share.vendorId);
    if (part) part.refunded += shareOf(share);
  }
}

/**
 * One order. It is the only completer of itself: a client's call, a provider's word and its own reminder are all
 * commands to it, and whichever comes second changes nothing.
 */
export const order: Decider<OrderState, OrderCommand, OrderEvent, OrderRefusal> = {
  type: 'order',
  initial: newOrder,
  decide: {
    place,
    refuse: refusePlacing,
    noteReserved,
    confirm,
    cancel,
    timeOut,
    cancelByRequest,
    notePartCancelled,
    notePartKept,
    notePartShipped,
    notePartDelivered,
    refund,
    noteRefunded,
    noteRefundRefused,
  },
  evolve: {
    placed: (state, event) => {
      state.placed = event;
      if (event.number !== undefined) state.number = event.number;
      for (const terms of event.parts) state.parts.set(terms.vendorId, opened(terms));
    },
    refused: (state, { code, details }) => {
      state.placingRefused = { code, details };
    },
    reserved: (state, { number }) => {
      state.status = 'reserved';
      state.number = number;
    },
    confirmed: (state) => {
      state.status = 'confirmed';
      state.paid = true;
    },
    cancelled: (state, { reason, refusals }) => {
      state.status = 'cancelled';
      state.reason = reason;
      state.refusals = refusals;
      for (const part of state.parts.values()) part.status = 'cancelled';
    },
    partCancelAsked: (state, { vendorId, reason }) =>
      changePart(state, vendorId, { status: 'cancelling', cancelReason: reason }),
    partCancelled: (state, { vendorId, refundId, amount, reason, breakdown, status }) => {
      changePart(state, vendorId, { status: 'cancelled' });
      state.status = status;
      if (status === 'cancelled') state.reason = reason;
      if (amount.amount > 0) askRefund(state, { id: refundId, amount: amount.amount, reason, breakdown });
    },
    partKept: (state, { vendorId }) => changePart(state, vendorId, { status: 'open' }),
    partShipped: (state, { vendorId, status }) => {
      changePart(state, vendorId, { status: 'shipped' });
      state.status = status;
    },
    partDelivered: (state, { vendorId, status }) => {
      changePart(state, vendorId, { status: 'delivered' });
      state.status = status;
    },
    refundAsked: (state, { refundId, amount, reason, breakdown }) =>
      askRefund(state, { id: refundId, amount: amount.amount, reason, breakdown }),
    refunded,
    refundRefused: (state, { refundId }) => {
      const refusedOne = state.refunds.get(refundId);
      if (refusedOne) {
        refusedOne.status = 'refused';
        claim(state, refusedOne.breakdown, -1);
      }
    },
  },
  reminders: {
    placed: ({ payBy, payTimeoutMs }) => [{ dueAt: payBy, delay: payTimeoutMs, command: { type: 'timeOut' } }],
  },
};
