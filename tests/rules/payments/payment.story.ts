import type { BreakdownPart, Outcome, PaymentEvent } from '../../../actors/payments/contract.ts';
import type { PaymentCommand } from '../../../actors/payments/payment-state.ts';
import { money } from '../../../actors/runtime/money.ts';
import { testTime } from '../given.ts';

type EventOf<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { readonly type: Type }>;

/** The words of every story about a payment of 100.00 that two vendors share. */
export const askAgainMs = 5_000;
export const again = { askAgainAt: testTime + askAgainMs, askAgainMs };
export const gbp = (amount: number) => money(amount, 'GBP');
export const part = (vendorId: string, payable: number, commission = 0, tax = 0): BreakdownPart => ({
  vendorId,
  payable,
  commission,
  tax,
});
export const shares = [part('v1', 5_000, 500, 500), part('v2', 3_400, 300, 300)];
export const choice = { provider: 'sandbox', token: 'ok' };
export const reference = 'sandbox.ok.abc';

export const asked: EventOf<'authorisationAsked'> = {
  type: 'authorisationAsked',
  amount: gbp(10_000),
  payment: choice,
  breakdown: shares,
  ...again,
};
export const authorised: PaymentEvent = { type: 'authorised', reference };
export const captureAsked: EventOf<'captureAsked'> = {
  type: 'captureAsked',
  amount: gbp(10_000),
  provider: 'sandbox',
  reference,
  ...again,
};
export const captured: PaymentEvent = { type: 'captured', amount: gbp(10_000), breakdown: shares };
export const paid = [asked, authorised, captureAsked, captured] as const;
export const voidNoted: PaymentEvent = { type: 'voidNoted' };
export const voidAsked: EventOf<'voidAsked'> = { type: 'voidAsked', provider: 'sandbox', reference, ...again };
export const refundAsked = (refundId: string, ...breakdown: readonly BreakdownPart[]): EventOf<'refundAsked'> => ({
  type: 'refundAsked',
  refundId,
  amount: gbp(breakdown.reduce((total, share) => total + share.payable + share.commission + share.tax, 0)),
  breakdown,
  provider: 'sandbox',
  reference,
  ...again,
});
export const refunded = (refundId: string, ...breakdown: readonly BreakdownPart[]): PaymentEvent => ({
  type: 'refunded',
  refundId,
  amount: refundAsked(refundId, ...breakdown).amount,
  breakdown,
});

export const authorise = (fields: Partial<Extract<PaymentCommand, { type: 'authorise' }>> = {}): PaymentCommand => ({
  type: 'authorise',
  amount: gbp(10_000),
  payment: choice,
  breakdown: shares,
  askAgainMs,
  ...fields,
});
export const capture: PaymentCommand = { type: 'capture', askAgainMs };
export const voidIt: PaymentCommand = { type: 'void', askAgainMs };
export const refund = (refundId: string, ...breakdown: readonly BreakdownPart[]): PaymentCommand => ({
  type: 'refund',
  refundId,
  amount: refundAsked(refundId, ...breakdown).amount,
  breakdown,
  askAgainMs,
});
export const note = (outcome: Outcome): PaymentCommand => ({ type: 'note', outcome, askAgainMs });
export const saidAuthorised = note({ of: 'authorise', result: 'authorised', reference });
export const saidDeclined = note({ of: 'authorise', result: 'declined', reason: 'no money' });
export const saidCaptured = note({ of: 'capture', result: 'captured' });
export const saidVoided = note({ of: 'void', result: 'voided' });
export const saidRefunded = (refundId: string) => note({ of: 'refund', refundId, result: 'refunded' });
