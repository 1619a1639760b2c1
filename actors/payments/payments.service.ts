import { on, service, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { notFound } from '../runtime/errors.ts';
import { money } from '../runtime/money.ts';
import type { AnyService } from '../runtime/service.ts';
import { paymentsContract } from './contract.schemas.ts';
import type { Payment, PaymentsActions } from './contract.ts';
import { payment } from './payment.ts';
import { type PaymentState, silentSteps } from './payment-state.ts';
import type { Provider } from './provider.ts';
import { type Handlers, providerTries, type TriesOptions } from './tries.service.ts';

export type PaymentsOptions = TriesOptions & {
  /** How long a provider may be silent before it is asked for the status the first time. */
  readonly askAgainMs: number;
};

const { command, read } = on(payment);

const keyOf = ({ id }: { id: string }): string => id;
const statusOf = ({ status }: PaymentState) => ({ status });

function shown({ asked, status, refunded }: PaymentState, { id }: { id: string }): Payment | undefined {
  if (!asked) return undefined;
  const { amount, payment: choice } = asked;
  return { id, status, amount, refunded: money(refunded, amount.currency), provider: choice.provider };
}

type CommandName = `payments.${'authorise' | 'capture' | 'void' | 'refund' | 'note' | 'askStatus'}`;

const commands = (askAgainMs: number): Handlers<CommandName> => ({
  'payments.authorise': command({
    key: keyOf,
    command: ({ amount, payment: choice, breakdown }) => ({
      type: 'authorise',
      amount,
      payment: choice,
      breakdown,
      askAgainMs,
    }),
    answer: statusOf,
  }),
  'payments.capture': command({ key: keyOf, command: () => ({ type: 'capture', askAgainMs }), answer: statusOf }),
  'payments.void': command({ key: keyOf, command: () => ({ type: 'void', askAgainMs }), answer: statusOf }),
  'payments.refund': command({
    key: keyOf,
    command: ({ refundId, amount, breakdown }) => ({ type: 'refund', refundId, amount, breakdown, askAgainMs }),
    answer: statusOf,
  }),
  'payments.note': command({
    key: keyOf,
    command: ({ outcome }) => ({ type: 'note', outcome, askAgainMs }),
    answer: statusOf,
  }),
  'payments.askStatus': command({ key: keyOf, command: () => ({ type: 'askStatus', askAgainMs }), answer: statusOf }),
});

/** News of an order that has no payment changes nothing, and is acknowledged so that the provider stops telling. */
const webhook = (providers: readonly Provider[]): Handlers<'payments.webhook'> => ({
  'payments.webhook': task(async ({ provider: name, payload, signature }, ctx) => {
    const provider = providers.find((known) => known.name === name);
    if (!provider) throw notFound('provider');
    const news = provider.verifyWebhook({ tenantId: ctx.tenantId, payload, signature, at: ctx.now() });
    if (!news) throw codeError(paymentsContract.codes, 'BAD_SIGNATURE');
    await ctx.call('payments.note', { id: news.paymentId, outcome: news.outcome });
    return { received: true };
  }),
});

export const paymentsService = (options: PaymentsOptions): AnyService =>
  service<PaymentsActions>(paymentsContract, {
    'payments.get': read({ key: keyOf, answer: shown }),
    'payments.silent': read({
      key: keyOf,
      answer: (state, { of, refundId }) => ({
        silent: silentSteps(state).some((step) => step.of === of && step.refundId === refundId),
      }),
    }),
    ...commands(options.askAgainMs),
    ...webhook(options.providers),
    ...providerTries(options),
  });
