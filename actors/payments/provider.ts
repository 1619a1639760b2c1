import type { Money } from '../runtime/money.ts';
import type { Instant } from '../runtime/time.ts';
import type { Outcome } from './contract.ts';

export type OutcomeOf<Of extends Outcome['of']> = Extract<Outcome, { readonly of: Of }>;

/** `key` is the idempotency key: under the same one the provider acts once and answers the same. */
export type ProviderAsk = { readonly tenantId: string; readonly paymentId: string; readonly key: string };

/** Of one step; only a refund has a `refundId`. */
export type StatusQuestion = ProviderAsk & {
  readonly of: Outcome['of'];
  readonly refundId?: string;
  readonly token: string;
  readonly reference?: string;
};

/** As it came in: the raw body and the provider's signature of it. */
export type SignedNews = {
  readonly tenantId: string;
  readonly payload: string;
  readonly signature: string;
  readonly at: Instant;
};

export type News = { readonly paymentId: string; readonly outcome: Outcome };

/**
 * The port to a payment provider. `declined` and `failed` are final; whatever is not sure is `unknown`, a rejected
 * promise counts as `unknown` too, and the status is asked for later. `status` must find a step by tenant, payment and
 * refund id alone (a provider's metadata), and says `failed` only when nothing can come of it any more.
 */
export interface Provider {
  readonly name: string;
  authorise(ask: ProviderAsk & { readonly amount: Money; readonly token: string }): Promise<OutcomeOf<'authorise'>>;
  capture(ask: ProviderAsk & { readonly amount: Money; readonly reference: string }): Promise<OutcomeOf<'capture'>>;
  void(ask: ProviderAsk & { readonly reference: string }): Promise<OutcomeOf<'void'>>;
  refund(
    ask: ProviderAsk & { readonly refundId: string; readonly amount: Money; readonly reference: string },
  ): Promise<OutcomeOf<'refund'>>;
  status(question: StatusQuestion): Promise<Outcome>;
  /** Undefined: not signed by the provider, too old, or meant for another tenant. */
  verifyWebhook(signed: SignedNews): News | undefined;
}
