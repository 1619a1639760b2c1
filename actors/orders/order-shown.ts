import { type Money, money, sum } from '../runtime/money.ts';
import { toIso } from '../runtime/time.ts';
import type { CheckoutOutcome, Order, OrderPart, OrderPlaced, Refund, Settlement, VendorOrder } from './contract.ts';
import { isUndecided, type OrderState, type PartState, type RefundState } from './order-state.ts';

const shownPart = ({ vendorId, fulfilmentId, status, total, tax, refunded }: PartState): OrderPart => ({
  vendorId,
  fulfilmentId,
  status,
  total,
  tax,
  refunded,
});

const shownRefund = ({ id, amount, reason, status }: RefundState, currency: string): Refund => ({
  id,
  amount: money(amount, currency),
  reason,
  status,
});

const refundedOf = (state: OrderState, currency: string): Money =>
  money(sum([...state.parts.values()].map((part) => part.refunded)), currency);

const shownPlaced = (state: OrderState, placed: OrderPlaced): Order => ({
  id: placed.id,
  ...(state.number !== undefined && { number: state.number }),
  status: state.status,
  ...(state.reason !== undefined && { reason: state.reason }),
  ...(state.refusals.length > 0 && { refusals: state.refusals }),
  ...(placed.customerId !== undefined && { customerId: placed.customerId }),
  email: placed.email,
  shippingAddress: placed.shippingAddress,
  lines: placed.lines,
  parts: [...state.parts.values()].map(shownPart),
  subtotal: placed.subtotal,
  tax: placed.tax,
  total: placed.total,
  refunded: refundedOf(state, placed.total.currency),
  refunds: [...state.refunds.values()].map((refund) => shownRefund(refund, placed.total.currency)),
  placedAt: toIso(placed.placedAt),
});

export const shownOrder = (state: OrderState): Order | undefined => state.placed && shownPlaced(state, state.placed);

export const settlementOf = (state: OrderState): readonly Settlement[] =>
  [...state.parts.values()].map(({ vendorId, commissionRate, commission, payable }) => ({
    vendorId,
    commissionRate,
    commission,
    payable,
  }));

export function shownOutcome(state: OrderState): CheckoutOutcome {
  const order = shownOrder(state);
  return { ...(order && { order }), ...(state.placingRefused && { refusal: state.placingRefused }) };
}

/** What a vendor sees: the own lines and the own money, nothing of the shopper. */
export function vendorOrder(state: OrderState, vendorId: string): VendorOrder | undefined {
  const { placed, number } = state;
  const part = state.parts.get(vendorId);
  if (!placed || !part) return undefined;
  const inCurrency = (amount: number): Money => money(amount, placed.total.currency);
  return {
    orderId: placed.id,
    ...(number !== undefined && { number }),
    fulfilmentId: part.fulfilmentId,
    status: isUndecided(state) ? 'placed' : part.status,
    placedAt: toIso(placed.placedAt),
    total: inCurrency(part.total),
    tax: inCurrency(part.tax),
    commission: inCurrency(part.commission),
    payable: inCurrency(part.payable),
    refunded: inCurrency(part.refunded),
    lines: placed.lines
      .filter((line) => line.vendorId === vendorId)
      .map(({ sku, vendorSku, title, quantity, unitPrice }) => ({ sku, vendorSku, title, quantity, unitPrice })),
  };
}
