import type { Action, Published } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';

export type PaymentMethod = 'card' | 'wallet' | 'bank' | 'invoice' | 'voucher';

/** A provider's own token for a means of payment; card data never enters. `method`: what kind it is, for figures. */
export type PaymentChoice = { readonly provider: string; readonly token: string; readonly method?: PaymentMethod };

/** One vendor's share of an amount, in minor units: payable + commission + tax = the share. */
export type BreakdownPart = {
  readonly vendorId: string;
  readonly payable: number;
  readonly commission: number;
  readonly tax: number;
};

export type PaymentStatus =
  | 'none'
  | 'authorising'
  | 'authorised'
  | 'capturing'
  | 'captured'
  | 'declined'
  | 'failed'
  | 'voiding'
  | 'voided'
  /** Refunds lie beside it: `refunded` says how much. */
  | 'refunded';

export type Payment = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: Money;
  readonly refunded: Money;
  readonly provider: string;
};

/** What a provider says of one thing it was asked: by answer, by webhook or when asked for the status. */
export type Outcome =
  | { readonly of: 'authorise'; readonly result: 'authorised'; readonly reference: string }
  | { readonly of: 'authorise'; readonly result: 'declined' | 'failed'; readonly reason: string }
  | { readonly of: 'authorise'; readonly result: 'unknown' }
  | { readonly of: 'capture'; readonly result: 'captured' | 'failed' | 'unknown' }
  | { readonly of: 'void'; readonly result: 'voided' | 'unknown' }
  | { readonly of: 'refund'; readonly refundId: string; readonly result: 'refunded' | 'failed' | 'unknown' };

export interface PaymentsActions {
  /** One payment an order: its id is the order's. */
  'payments.authorise': Action<
    { id: string; amount: Money; payment: PaymentChoice; breakdown: readonly BreakdownPart[] },
    { status: PaymentStatus }
  >;
  'payments.capture': Action<{ id: string }, { status: PaymentStatus }>;
  /** Finds nothing: bars the late authorisation. Finds it captured: refunds it whole. */
  'payments.void': Action<{ id: string }, { status: PaymentStatus }>;
  'payments.refund': Action<
    { id: string; refundId: string; amount: Money; breakdown: readonly BreakdownPart[] },
    { status: PaymentStatus }
  >;
  'payments.note': Action<{ id: string; outcome: Outcome }, { status: PaymentStatus }>;
  'payments.askStatus': Action<{ id: string }, { status: PaymentStatus }>;
  'payments.get': Action<{ id: string }, Payment>;
  /** From the provider, through the gateway: `payload` is the raw body, the signature is checked here. */
  'payments.webhook': Action<{ provider: string; payload: string; signature: string }, { received: true }>;

  /** Whether the outcome of a step is still to come. */
  'payments.silent': Action<{ id: string; of: Outcome['of']; refundId?: string }, { silent: boolean }>;
  /**
   * One bounded try at the provider, with the event id as its idempotency key. When the step is decided already nobody
   * is asked: `unknown`, which changes nothing.
   */
  'payments.tryAuthorise': Action<{ id: string; key: string; amount: Money; payment: PaymentChoice }, Outcome>;
  'payments.tryCapture': Action<
    { id: string; key: string; amount: Money; provider: string; reference: string },
    Outcome
  >;
  'payments.tryVoid': Action<{ id: string; key: string; provider: string; reference: string }, Outcome>;
  'payments.tryRefund': Action<
    { id: string; key: string; refundId: string; amount: Money; provider: string; reference: string },
    Outcome
  >;
  /** The outcome of the step that is still out. */
  'payments.tryStatus': Action<
    { id: string; key: string; of: Outcome['of']; refundId?: string; payment: PaymentChoice; reference?: string },
    Outcome
  >;
}

export type PaymentEvent =
  | {
      readonly type: 'authorisationAsked';
      readonly amount: Money;
      readonly payment: PaymentChoice;
      readonly breakdown: readonly BreakdownPart[];
      /** When the provider's silence is first followed up. */
      readonly askAgainAt: number;
      readonly askAgainMs: number;
    }
  | { readonly type: 'authorised'; readonly reference: string }
  | { readonly type: 'declined'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string }
  | {
      readonly type: 'captureAsked';
      readonly amount: Money;
      readonly provider: string;
      readonly reference: string;
      readonly askAgainAt: number;
      readonly askAgainMs: number;
    }
  | { readonly type: 'captured'; readonly amount: Money; readonly breakdown: readonly BreakdownPart[] }
  /** A void before anything was asked: the late authorisation is refused for good. */
  | { readonly type: 'barred' }
  /** A void while the provider is silent: what it says later is undone. */
  | { readonly type: 'voidNoted' }
  | {
      readonly type: 'voidAsked';
      readonly provider: string;
      readonly reference: string;
      readonly askAgainAt: number;
      readonly askAgainMs: number;
    }
  | { readonly type: 'voided' }
  | {
      readonly type: 'refundAsked';
      readonly refundId: string;
      readonly amount: Money;
      readonly breakdown: readonly BreakdownPart[];
      readonly provider: string;
      readonly reference: string;
      readonly askAgainAt: number;
      readonly askAgainMs: number;
    }
  | {
      readonly type: 'refunded';
      readonly refundId: string;
      readonly amount: Money;
      readonly breakdown: readonly BreakdownPart[];
    }
  | { readonly type: 'refundFailed'; readonly refundId: string }
  /** The provider was silent too long: it is asked for the status. */
  | {
      readonly type: 'statusAsked';
      readonly of: Outcome['of'];
      readonly refundId?: string;
      readonly payment: PaymentChoice;
      readonly reference?: string;
      /** How often this step's status was asked for, this time included. */
      readonly tries: number;
      readonly askAgainAt: number;
      readonly askAgainMs: number;
    };

export interface PaymentsEvents extends Published<'payments', PaymentEvent> {}
