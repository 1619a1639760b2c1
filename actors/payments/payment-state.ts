import type { Decision } from '../runtime/decider.ts';
import type { Money } from '../runtime/money.ts';
import type { BreakdownPart, Outcome, PaymentChoice, PaymentEvent, PaymentStatus } from './contract.ts';

type AskAgain = {
  /** How long the provider may stay silent before it is asked for the status. */
  readonly askAgainMs: number;
};

export type PaymentCommand =
  | ({
      readonly type: 'authorise';
      readonly amount: Money;
      readonly payment: PaymentChoice;
      readonly breakdown: readonly BreakdownPart[];
    } & AskAgain)
  | ({ readonly type: 'capture' } & AskAgain)
  | ({ readonly type: 'void' } & AskAgain)
  | ({
      readonly type: 'refund';
      readonly refundId: string;
      readonly amount: Money;
      readonly breakdown: readonly BreakdownPart[];
    } & AskAgain)
  | ({ readonly type: 'note'; readonly outcome: Outcome } & AskAgain)
  /** `step` and `tries` name the silence that a reminder follows up; without them every silent step is. */
  | ({ readonly type: 'askStatus'; readonly step?: Step; readonly tries?: number } & AskAgain);

export type PaymentRefusal =
  | 'PAYMENT_BARRED'
  | 'PAYMENT_DIFFERS'
  | 'BREAKDOWN_DIFFERS'
  | 'PAYMENT_VOIDED'
  | 'NOT_AUTHORISED'
  | 'REFUND_DIFFERS'
  | 'NOT_CAPTURED'
  | 'REFUND_TOO_HIGH'
  | 'TOO_MANY_REFUNDS';

export type Decided = Decision<PaymentEvent, PaymentRefusal>;

/** One thing the provider is asked to do. A payment does each once; each refund is a step of its own. */
export type Step = { readonly of: Outcome['of']; readonly refundId?: string };

export type Asked = {
  readonly amount: Money;
  readonly payment: PaymentChoice;
  readonly breakdown: readonly BreakdownPart[];
};

export type RefundState = {
  readonly amount: number;
  readonly breakdown: readonly BreakdownPart[];
  status: 'asked' | 'done' | 'failed';
  /** How often the provider was asked what became of it. */
  tries: number;
};

/** What was asked of the provider and what it said. What is refunded or asked to be never exceeds what was captured. */
export type PaymentState = {
  status: PaymentStatus;
  /** Voided before anything was asked. */
  barred: boolean;
  /** Voided while the provider was silent: what it says later is undone. */
  voidNoted: boolean;
  asked?: Asked;
  /** The provider's own name of the authorisation. */
  reference?: string;
  /** Of the step that is out: authorise, capture or void. */
  tries: number;
  refunded: number;
  readonly refunds: Map<string, RefundState>;
};

/** Far more than an order ever asks for: one a part, and those made by hand. */
export const maxRefunds = 2_500;

export const newPayment = (): PaymentState => ({
  status: 'none',
  barred: false,
  voidNoted: false,
  tries: 0,
  refunded: 0,
  refunds: new Map(),
});

export const shareOf = (part: BreakdownPart): number => part.payable + part.commission + part.tax;

export const isCaptured = ({ status }: PaymentState): boolean => status === 'captured' || status === 'refunded';

const less = (part: BreakdownPart, taken: BreakdownPart): BreakdownPart => ({
  vendorId: part.vendorId,
  payable: part.payable - taken.payable,
  commission: part.commission - taken.commission,
  tax: part.tax - taken.tax,
});

/** Each vendor's share that is neither refunded nor asked to be. */
export function leftOf(state: PaymentState): ReadonlyMap<string, BreakdownPart> {
  const left = new Map<string, BreakdownPart>();
  if (!isCaptured(state)) return left;
  for (const part of state.asked?.breakdown ?? []) left.set(part.vendorId, part);
  for (const refund of state.refunds.values()) {
    if (refund.status === 'failed') continue;
    for (const taken of refund.breakdown) {
      const part = left.get(taken.vendorId);
      if (part) left.set(taken.vendorId, less(part, taken));
    }
  }
  return left;
}

const silent: Partial<Record<PaymentStatus, Outcome['of']>> = {
  authorising: 'authorise',
  capturing: 'capture',
  voiding: 'void',
};

/** The steps whose outcome nobody knows yet, and how often each was followed up. */
export function silentSteps(state: PaymentState): readonly (Step & { readonly tries: number })[] {
  const of = silent[state.status];
  const refunds = [...state.refunds].filter(([, refund]) => refund.status === 'asked');
  return [
    ...(of ? [{ of, tries: state.tries }] : []),
    ...refunds.map(([refundId, { tries }]) => ({ of: 'refund' as const, refundId, tries })),
  ];
}
