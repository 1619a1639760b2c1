import { type Decider, type Reminder, refuse, type Stamped } from '../runtime/decider.ts';
import { sum } from '../runtime/money.ts';
import { hour, minute } from '../runtime/time.ts';
import type { BreakdownPart, PaymentEvent } from './contract.ts';
import { askAgain, askVoid, noteOutcome, refundRest } from './outcome.ts';
import {
  type Decided,
  isCaptured,
  leftOf,
  maxRefunds,
  newPayment,
  type PaymentCommand,
  type PaymentRefusal,
  type PaymentState,
  type Step,
  shareOf,
  silentSteps,
} from './payment-state.ts';

type CommandOf<Type extends PaymentCommand['type']> = Stamped<Extract<PaymentCommand, { readonly type: Type }>>;

/** The pause between two status questions doubles up to five minutes; after 20 of them it is an hour, for ops to see. */
const longestPauseMs = 5 * minute;
const quickTries = 20;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One share a vendor, none below zero, and all of them together are the amount. */
const addsUp = (amount: number, breakdown: readonly BreakdownPart[]): boolean =>
  new Set(breakdown.map((part) => part.vendorId)).size === breakdown.length &&
  breakdown.every((part) => shareOf(part) >= 0) &&
  sum(breakdown.map(shareOf)) === amount;

/** Precedence: barred, asked already, breakdown. */
function authorise(state: PaymentState, command: CommandOf<'authorise'>): Decided {
  const { amount, payment, breakdown } = command;
  if (state.barred) return refuse('PAYMENT_BARRED');
  // A retry gets the first answer: one order is never paid twice.
  if (state.asked) return isSame(state.asked, { amount, payment, breakdown }) ? [] : refuse('PAYMENT_DIFFERS');
  if (!addsUp(amount.amount, breakdown)) return refuse('BREAKDOWN_DIFFERS', { amount: amount.amount });
  return [{ type: 'authorisationAsked', amount, payment, breakdown, ...askAgain(command) }];
}

/** Precedence: voided, asked already, not authorised. */
function capture(state: PaymentState, command: CommandOf<'capture'>): Decided {
  const { status, asked, reference } = state;
  if (state.barred || state.voidNoted || status === 'voiding' || status === 'voided') return refuse('PAYMENT_VOIDED');
  if (status === 'capturing' || isCaptured(state)) return [];
  if (status !== 'authorised' || !asked || reference === undefined) return refuse('NOT_AUTHORISED', { status });
  const { provider } = asked.payment;
  return [{ type: 'captureAsked', amount: asked.amount, provider, reference, ...askAgain(command) }];
}

/** Never refused: what can be undone is undone now, what the provider has not said yet is undone when it says it. */
function voidPayment(state: PaymentState, command: CommandOf<'void'>): Decided {
  const { status, asked, reference } = state;
  if (!asked) return state.barred ? [] : [{ type: 'barred' }];
  if (status === 'authorising' || status === 'capturing') return state.voidNoted ? [] : [{ type: 'voidNoted' }];
  // A capture that failed leaves the shopper's money held until the authorisation is given back.
  const isHeld = status === 'authorised' || status === 'failed';
  if (isHeld && reference !== undefined) return [askVoid(asked, reference, command)];
  return isCaptured(state) ? refundRest(state, [...leftOf(state).values()], command) : [];
}

/** Precedence: asked already, not captured, breakdown, too high, too many. Nothing to give back is done at once. */
function refund(state: PaymentState, command: CommandOf<'refund'>): Decided {
  const { refundId, amount, breakdown } = command;
  const { asked, reference } = state;
  const known = state.refunds.get(refundId);
  if (known) return known.amount === amount.amount ? [] : refuse('REFUND_DIFFERS', { asked: known.amount });
  if (!isCaptured(state) || !asked || reference === undefined) return refuse('NOT_CAPTURED', { status: state.status });
  if (!addsUp(amount.amount, breakdown)) return refuse('BREAKDOWN_DIFFERS', { amount: amount.amount });
  const left = amount.currency === asked.amount.currency ? leftOf(state) : new Map<string, BreakdownPart>();
  if (breakdown.some((part) => exceeds(part, left.get(part.vendorId)))) {
    return refuse('REFUND_TOO_HIGH', { left: sum([...left.values()].map(shareOf)), requested: amount.amount });
  }
  if (state.refunds.size >= maxRefunds) return refuse('TOO_MANY_REFUNDS', { most: maxRefunds });
  if (amount.amount === 0) return [{ type: 'refunded', refundId, amount, breakdown }];
  const { provider } = asked.payment;
  return [{ type: 'refundAsked', refundId, amount, breakdown, provider, reference, ...askAgain(command) }];
}

const exceeds = (part: BreakdownPart, left: BreakdownPart | undefined): boolean =>
  left === undefined || shareOf(part) > shareOf(left);

/** Finds nothing to do once the step is decided, or once its silence was followed up by somebody else. */
function askStatus(state: PaymentState, command: CommandOf<'askStatus'>): Decided {
  const { asked, reference } = state;
  if (!asked) return [];
  return silentSteps(state)
    .filter((step) => isMeant(step, command))
    .map(({ of, refundId, tries }) => ({
      type: 'statusAsked',
      of,
      ...(refundId !== undefined && { refundId }),
      payment: asked.payment,
      ...(reference !== undefined && { reference }),
      tries: tries + 1,
      ...askAgain({ at: command.at, askAgainMs: tries < quickTries ? command.askAgainMs : hour }),
    }));
}

const isMeant = (silent: Step & { tries: number }, { step, tries }: CommandOf<'askStatus'>): boolean =>
  step === undefined || (step.of === silent.of && step.refundId === silent.refundId && tries === silent.tries);

type Asking = { readonly askAgainAt: number; readonly askAgainMs: number };

const followUp = ({ askAgainAt, askAgainMs }: Asking, step: Step, tries = 0): readonly Reminder<PaymentCommand>[] => [
  {
    dueAt: askAgainAt,
    delay: askAgainMs,
    command: { type: 'askStatus', step, tries, askAgainMs: Math.min(askAgainMs * 2, longestPauseMs) },
  },
];

const stepOf = ({ of, refundId }: Step): Step => ({ of, ...(refundId !== undefined && { refundId }) });

/** One payment an order: every outcome may come by answer, by webhook or by a status question; the second changes nothing. */
export const payment: Decider<PaymentState, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  type: 'payment',
  initial: newPayment,
  decide: { authorise, capture, void: voidPayment, refund, note: noteOutcome, askStatus },
  evolve: {
    authorisationAsked: (state, { amount, payment, breakdown }) => {
      state.asked = { amount, payment, breakdown };
      state.status = 'authorising';
    },
    authorised: (state, { reference }) => {
      state.reference = reference;
      state.status = 'authorised';
    },
    declined: (state) => {
      state.status = 'declined';
    },
    failed: (state) => {
      state.status = 'failed';
    },
    captureAsked: (state) => {
      state.status = 'capturing';
      state.tries = 0;
    },
    captured: (state) => {
      state.status = 'captured';
    },
    barred: (state) => {
      state.barred = true;
      state.status = 'voided';
    },
    voidNoted: (state) => {
      state.voidNoted = true;
    },
    voidAsked: (state, { reference }) => {
      state.reference = reference;
      state.status = 'voiding';
      state.tries = 0;
    },
    voided: (state) => {
      state.status = 'voided';
    },
    refundAsked: (state, { refundId, amount, breakdown }) => {
      state.refunds.set(refundId, { amount: amount.amount, breakdown, status: 'asked', tries: 0 });
    },
    refunded: (state, { refundId, amount, breakdown }) => {
      state.refunds.set(refundId, { amount: amount.amount, breakdown, status: 'done', tries: 0 });
      state.refunded += amount.amount;
      if (state.refunded === state.asked?.amount.amount) state.status = 'refunded';
    },
    refundFailed: (state, { refundId }) => {
      const refund = state.refunds.get(refundId);
      if (refund) refund.status = 'failed';
    },
    statusAsked: (state, { of, refundId, tries }) => {
      const refund = of === 'refund' ? state.refunds.get(refundId ?? '') : undefined;
      if (refund) refund.tries = tries;
      else state.tries = tries;
    },
  },
  reminders: {
    authorisationAsked: (event) => followUp(event, { of: 'authorise' }),
    captureAsked: (event) => followUp(event, { of: 'capture' }),
    voidAsked: (event) => followUp(event, { of: 'void' }),
    refundAsked: (event) => followUp(event, { of: 'refund', refundId: event.refundId }),
    statusAsked: (event) => followUp(event, stepOf(event), event.tries),
  },
};
