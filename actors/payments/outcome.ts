import type { Stamped } from '../runtime/decider.ts';
import { money, sum } from '../runtime/money.ts';
import type { BreakdownPart, Outcome, PaymentEvent } from './contract.ts';
import { type Asked, type Decided, type PaymentCommand, type PaymentState, shareOf } from './payment-state.ts';

type Asking = { readonly at: number; readonly askAgainMs: number };
type OutcomeOf<Of extends Outcome['of']> = Extract<Outcome, { readonly of: Of }>;

export const askAgain = ({ at, askAgainMs }: Asking) => ({ askAgainAt: at + askAgainMs, askAgainMs });

export const askVoid = (asked: Asked, reference: string, asking: Asking): PaymentEvent => ({
  type: 'voidAsked',
  provider: asked.payment.provider,
  reference,
  ...askAgain(asking),
});

const isEmpty = (part: BreakdownPart): boolean => part.payable === 0 && part.commission === 0 && part.tax === 0;

/** A refund that has the name already would be forgotten, and its money given back once more. */
function freeRefundId({ refunds }: PaymentState): string {
  let n = refunds.size + 1;
  while (refunds.has(`void-${n}`)) n += 1;
  return `void-${n}`;
}

/** Gives the shares back in one refund of the payment's own. */
export function refundRest(
  state: PaymentState,
  shares: readonly BreakdownPart[],
  asking: Asking,
): readonly PaymentEvent[] {
  const { asked, reference } = state;
  const breakdown = shares.filter((part) => !isEmpty(part));
  const amount = sum(breakdown.map(shareOf));
  if (!asked || reference === undefined || amount === 0) return [];
  return [
    {
      type: 'refundAsked',
      refundId: freeRefundId(state),
      amount: money(amount, asked.amount.currency),
      breakdown,
      provider: asked.payment.provider,
      reference,
      ...askAgain(asking),
    },
  ];
}

function authorised(state: PaymentState, outcome: OutcomeOf<'authorise'>, asking: Asking): Decided {
  if (state.status !== 'authorising' || !state.asked || outcome.result === 'unknown') return [];
  if (outcome.result !== 'authorised') return [{ type: outcome.result, reason: outcome.reason }];
  // Nobody hears that it was authorised, so nobody tries to capture what is given back.
  if (state.voidNoted) return [askVoid(state.asked, outcome.reference, asking)];
  return [{ type: 'authorised', reference: outcome.reference }];
}

function captured(state: PaymentState, outcome: OutcomeOf<'capture'>, asking: Asking): Decided {
  const { asked, reference, voidNoted } = state;
  if (state.status !== 'capturing' || !asked || reference === undefined || outcome.result === 'unknown') return [];
  if (outcome.result === 'failed') {
    const failed: PaymentEvent = { type: 'failed', reason: 'the provider did not capture' };
    return voidNoted ? [failed, askVoid(asked, reference, asking)] : [failed];
  }
  const { amount, breakdown } = asked;
  return [{ type: 'captured', amount, breakdown }, ...(voidNoted ? refundRest(state, breakdown, asking) : [])];
}

function refunded(state: PaymentState, { refundId, result }: OutcomeOf<'refund'>): Decided {
  const refund = state.refunds.get(refundId);
  if (refund?.status !== 'asked' || !state.asked || result === 'unknown') return [];
  if (result === 'failed') return [{ type: 'refundFailed', refundId }];
  const amount = money(refund.amount, state.asked.amount.currency);
  return [{ type: 'refunded', refundId, amount, breakdown: refund.breakdown }];
}

/** What the provider says of a step that is still out; of any other it changes nothing, however often it comes. */
export function noteOutcome(
  state: PaymentState,
  command: Stamped<Extract<PaymentCommand, { readonly type: 'note' }>>,
): Decided {
  const { outcome } = command;
  switch (outcome.of) {
    case 'authorise':
      return authorised(state, outcome, command);
    case 'capture':
      return captured(state, outcome, command);
    case 'void':
      return state.status === 'voiding' && outcome.result === 'voided' ? [{ type: 'voided' }] : [];
    case 'refund':
      return refunded(state, outcome);
  }
}
