import { type Refusal, refuse } from '../runtime/decider.ts';
import { money, sum } from '../runtime/money.ts';
import type { CancelReason, LineRefusal, OrderEvent, OrderPlaced, OrderStatus, PartStatus } from './contract.ts';
import {
  type Asker,
  type CommandOf,
  type Decided,
  hasShipped,
  isUndecided,
  type OrderRefusal,
  type OrderState,
  type PartState,
} from './order-state.ts';
import { needsOf } from './placing.ts';
import { breakdownLeft, shareOf } from './refunds.ts';

const reasonOf: Readonly<Record<Asker, CancelReason>> = {
  shopper: 'CANCELLED_BY_SHOPPER',
  operator: 'CANCELLED_BY_OPERATOR',
  vendor: 'CANCELLED_BY_VENDOR',
};

/** A confirmed order follows its parts; those that were cancelled count no more. */
function following(statuses: readonly PartStatus[]): OrderStatus {
  const live = statuses.filter((status) => status !== 'cancelled');
  if (live.length === 0) return 'cancelled';
  if (live.every((status) => status === 'delivered')) return 'delivered';
  return live.every((status) => status === 'shipped' || status === 'delivered') ? 'shipped' : 'confirmed';
}

const statusWith = (state: OrderState, changed: PartState, status: PartStatus): OrderStatus =>
  following([...state.parts.values()].map((part) => (part === changed ? status : part.status)));

type Why = { readonly reason: CancelReason; readonly note?: string; readonly refusals?: readonly LineRefusal[] };

/** Only a payment that was asked for is voided: before stock is held it never is. */
export function cancelled(state: OrderState, placed: OrderPlaced, { refusals = [], ...why }: Why): OrderEvent {
  const { id, cartId, person, email, needs } = placed;
  return {
    type: 'cancelled',
    id,
    person,
    email,
    needs,
    ...(cartId !== undefined && { cartId }),
    ...(state.number !== undefined && { number: state.number }),
    ...why,
    refusals,
    vendorIds: [...state.parts.keys()],
    paymentAsked: state.status === 'reserved',
  };
}

/** Precedence: unknown order, unknown part, not yet confirmed, shipped already. What is cancelled already stays so. */
export function cancelByRequest(state: OrderState, { by, vendorId, note }: CommandOf<'cancelByRequest'>): Decided {
  const { placed } = state;
  if (!placed) return refuse('UNKNOWN_ORDER');
  const why = { reason: reasonOf[by], ...(note !== undefined && { note }) };
  const parts = [...state.parts.values()].filter((part) => vendorId === undefined || part.vendorId === vendorId);
  if (parts.length === 0) return refuse('UNKNOWN_PART', { vendorId });
  if (isUndecided(state)) {
    return vendorId === undefined ? [cancelled(state, placed, why)] : refuse('NOT_YET_CONFIRMED', { vendorId });
  }
  const live = parts.filter(({ status }) => status !== 'cancelled');
  if (live.length > 0 && live.every(hasShipped)) {
    return refuse('ALREADY_SHIPPED', { vendorIds: live.map((part) => part.vendorId) });
  }
  return live.filter(({ status }) => status === 'open').map((part) => cancelAsked(part, why));
}

const cancelAsked = ({ vendorId, fulfilmentId }: PartState, why: Why): OrderEvent => ({
  type: 'partCancelAsked',
  vendorId,
  fulfilmentId,
  ...why,
});

type Told = { readonly placed: OrderPlaced; readonly part: PartState };

/** Fulfilments tell of a part, and they are opened once the order is paid. Precedence: unknown part, not yet confirmed. */
function toldOf({ placed, parts, status }: OrderState, vendorId: string): Told | Refusal<OrderRefusal> {
  const part = parts.get(vendorId);
  if (!placed || !part) return refuse('UNKNOWN_PART', { vendorId });
  return isUndecided({ status }) ? refuse('NOT_YET_CONFIRMED', { vendorId }) : { placed, part };
}

/** The fulfilment has been cancelled: its units come back, and what is left of its money is paid back. */
export function notePartCancelled(state: OrderState, { vendorId }: CommandOf<'notePartCancelled'>): Decided {
  const told = toldOf(state, vendorId);
  if ('refused' in told) return told;
  const { placed, part } = told;
  if (part.status === 'cancelled') return [];
  const breakdown = breakdownLeft(part);
  return [
    {
      type: 'partCancelled',
      vendorId,
      needs: needsOf(placed.lines.filter((line) => line.vendorId === vendorId)),
      refundId: `${part.fulfilmentId}-refund`,
      amount: money(sum(breakdown.map(shareOf)), placed.total.currency),
      reason: part.cancelReason ?? 'CANCELLED_BY_OPERATOR',
      breakdown,
      status: statusWith(state, part, 'cancelled'),
    },
  ];
}

export function notePartKept(state: OrderState, { vendorId }: CommandOf<'notePartKept'>): Decided {
  const told = toldOf(state, vendorId);
  if ('refused' in told) return told;
  return told.part.status === 'cancelling' ? [{ type: 'partKept', vendorId }] : [];
}

export function notePartShipped(state: OrderState, { vendorId }: CommandOf<'notePartShipped'>): Decided {
  const told = toldOf(state, vendorId);
  if ('refused' in told) return told;
  if (hasShipped(told.part) || told.part.status === 'cancelled') return [];
  return [{ type: 'partShipped', vendorId, status: statusWith(state, told.part, 'shipped') }];
}

export function notePartDelivered(state: OrderState, { vendorId }: CommandOf<'notePartDelivered'>): Decided {
  const told = toldOf(state, vendorId);
  if ('refused' in told) return told;
  if (told.part.status === 'delivered' || told.part.status === 'cancelled') return [];
  return [{ type: 'partDelivered', vendorId, status: statusWith(state, told.part, 'delivered') }];
}
