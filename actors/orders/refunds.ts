import { refuse } from '../runtime/decider.ts';
import { money, split, sum } from '../runtime/money.ts';
import type { Shares } from './contract.ts';
import {
  type CommandOf,
  type Decided,
  hasShipped,
  isUndecided,
  type OrderState,
  type PartState,
} from './order-state.ts';

/** No refund by hand after so many; a part that is cancelled is always paid back. */
export const maxRefunds = 100;

export const shareOf = ({ payable, commission, tax }: Omit<Shares, 'vendorId'>): number => payable + commission + tax;

const isSomething = (share: Shares): boolean => shareOf(share) > 0;

/** What may still be refunded of a part: nothing where more went back than was asked for. */
const sharesLeft = ({ vendorId, payable, commission, tax, claimed }: PartState): Shares => ({
  vendorId,
  payable: Math.max(0, payable - claimed.payable),
  commission: Math.max(0, commission - claimed.commission),
  tax: Math.max(0, tax - claimed.tax),
});

const leftOf = (part: PartState): number => shareOf(sharesLeft(part));

/** All that is left of a part: nothing once it is refunded whole. */
export const breakdownLeft = (part: PartState): readonly Shares[] => [sharesLeft(part)].filter(isSomething);

function shareIn(part: PartState, amount: number): Shares {
  const left = sharesLeft(part);
  const [payable = 0, commission = 0, tax = 0] = split(amount, [left.payable, left.commission, left.tax]);
  return { vendorId: part.vendorId, payable, commission, tax };
}

/** In proportion to what is left of each part, and within it to what is left of each share: no share falls below zero. */
function spread(amount: number, parts: readonly PartState[]): readonly Shares[] {
  const amounts = split(amount, parts.map(leftOf));
  return parts.map((part, place) => shareIn(part, amounts[place] ?? 0)).filter(isSomething);
}

/** The parts a refund is meant for, and those of them it may be taken from: for a shopper only before they have left. */
function partsFor(state: OrderState, { by, vendorId }: CommandOf<'refund'>) {
  const meant = [...state.parts.values()].filter((part) => vendorId === undefined || part.vendorId === vendorId);
  const parts = meant.filter((part) => by !== 'shopper' || !hasShipped(part));
  return { parts, isAnyBarred: parts.length < meant.length };
}

/**
 * Precedence: unknown order, asked already, not yet confirmed, cancelled unpaid, unknown part, currency, shipped
 * already, too many refunds, too high.
 */
export function refund(state: OrderState, command: CommandOf<'refund'>): Decided {
  const { refundId, amount, reason, vendorId } = command;
  if (!state.placed) return refuse('UNKNOWN_ORDER');
  if (state.refunds.has(refundId)) return [];
  if (isUndecided(state)) return refuse('NOT_YET_CONFIRMED');
  if (!state.paid) return refuse('ORDER_CANCELLED', { reason: state.reason });
  if (vendorId !== undefined && !state.parts.has(vendorId)) return refuse('UNKNOWN_PART', { vendorId });
  const { currency } = state.placed.total;
  if (amount.currency !== currency) return refuse('CURRENCY_DIFFERS', { expected: amount.currency, actual: currency });
  const { parts, isAnyBarred } = partsFor(state, command);
  const left = sum(parts.map(leftOf));
  if (left === 0 && isAnyBarred) return refuse('ALREADY_SHIPPED');
  if (state.refunds.size >= maxRefunds) return refuse('TOO_MANY_REFUNDS', { most: maxRefunds });
  if (amount.amount > left) return refuse('REFUND_TOO_HIGH', { left: money(left, currency), requested: amount });
  return [{ type: 'refundAsked', refundId, amount, reason, breakdown: spread(amount.amount, parts) }];
}

/**
 * Never refused for a known order: the money has gone back, whoever asked for it. An order that was cancelled before it
 * was confirmed learns this way of a late payment that was given back.
 */
export function noteRefunded(state: OrderState, { refundId, breakdown }: CommandOf<'noteRefunded'>): Decided {
  if (!state.placed) return refuse('UNKNOWN_ORDER');
  if (state.refunds.get(refundId)?.status === 'done') return [];
  const amount = money(sum(breakdown.map(shareOf)), state.placed.total.currency);
  return [{ type: 'refunded', refundId, amount, breakdown, ...(!state.paid && { unsold: true }) }];
}

/** What was asked of the parts may be asked again. */
export function noteRefundRefused(state: OrderState, { refundId }: CommandOf<'noteRefundRefused'>): Decided {
  if (!state.placed) return refuse('UNKNOWN_ORDER');
  return state.refunds.get(refundId)?.status === 'asked' ? [{ type: 'refundRefused', refundId }] : [];
}

/** Claims or frees these shares of their parts. */
export function claim(state: OrderState, breakdown: readonly Shares[], sign: 1 | -1): void {
  for (const { vendorId, payable, commission, tax } of breakdown) {
    const part = state.parts.get(vendorId);
    if (!part) continue;
    const { claimed } = part;
    part.claimed = {
      payable: claimed.payable + sign * payable,
      commission: claimed.commission + sign * commission,
      tax: claimed.tax + sign * tax,
    };
  }
}
