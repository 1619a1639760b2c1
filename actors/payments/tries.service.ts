import { type Actions, task } from '../registry.ts';
import type { Ctx, Handler } from '../runtime/service.ts';
import type { World } from '../runtime/world.ts';
import type { Outcome, PaymentsActions } from './contract.ts';
import type { Provider } from './provider.ts';

export type TriesOptions = {
  readonly providers: readonly Provider[];
  /** One try at a provider is given up after this, and its outcome is unknown. */
  readonly timeoutMs: number;
  readonly world: Pick<World, 'after'>;
};

export type Handlers<Name extends keyof PaymentsActions> = {
  readonly [N in Name]: Handler<PaymentsActions[N]['params'], PaymentsActions[N]['result']>;
};

type TryName = Extract<keyof PaymentsActions, `payments.try${string}`>;

const silence = (of: Outcome['of'], refundId = ''): Outcome =>
  of === 'refund' ? { of, refundId, result: 'unknown' } : { of, result: 'unknown' };

type TryAt = (name: string, unknown: Outcome, ask: (provider: Provider) => Promise<Outcome>) => Promise<Outcome>;
type Asking = { readonly id: string; readonly name: string };

/** Whatever the provider does, there is an answer in time; what it did not say is unknown. */
const bounded =
  ({ providers, timeoutMs, world }: TriesOptions): TryAt =>
  async (name, unknown, ask) => {
    const provider = providers.find((known) => known.name === name);
    // One that is not configured is as good as silent: ops may bring it back.
    if (!provider) return unknown;
    return new Promise((resolve) => {
      const cancel = world.after(timeoutMs, () => resolve(unknown));
      Promise.resolve(provider)
        .then(ask)
        .then(resolve, () => resolve(unknown))
        .finally(cancel);
    });
  };

/** A flow that lost its place asks again for every step there ever was: what is decided is not asked of the provider. */
async function isSilent(ctx: Ctx<Actions>, id: string, { of, ...step }: Outcome): Promise<boolean> {
  const refund = 'refundId' in step ? { refundId: step.refundId } : {};
  return (await ctx.call('payments.silent', { id, of, ...refund })).silent;
}

/** The five questions to a provider: never in a turn, each tried once and in bounded time. */
export function providerTries(options: TriesOptions): Handlers<TryName> {
  const bounds = bounded(options);
  const isKnown = (name: string): boolean => options.providers.some((known) => known.name === name);
  const tryAt = async (ctx: Ctx<Actions>, { id, name }: Asking, unknown: Outcome, ask: Parameters<TryAt>[2]) =>
    (await isSilent(ctx, id, unknown)) ? bounds(name, unknown, ask) : unknown;
  return {
    'payments.tryAuthorise': task(async ({ id, key, amount, payment: { provider: name, token } }, ctx) => {
      if (!isKnown(name)) return { of: 'authorise', result: 'failed', reason: 'no such provider' };
      const ask = { tenantId: ctx.tenantId, paymentId: id, key, amount, token };
      return tryAt(ctx, { id, name }, silence('authorise'), (provider) => provider.authorise(ask));
    }),
    'payments.tryCapture': task(({ id, key, amount, provider: name, reference }, ctx) => {
      const ask = { tenantId: ctx.tenantId, paymentId: id, key, amount, reference };
      return tryAt(ctx, { id, name }, silence('capture'), (provider) => provider.capture(ask));
    }),
    'payments.tryVoid': task(({ id, key, provider: name, reference }, ctx) => {
      const ask = { tenantId: ctx.tenantId, paymentId: id, key, reference };
      return tryAt(ctx, { id, name }, silence('void'), (provider) => provider.void(ask));
    }),
    'payments.tryRefund': task(({ id, key, refundId, amount, provider: name, reference }, ctx) => {
      const ask = { tenantId: ctx.tenantId, paymentId: id, key, refundId, amount, reference };
      return tryAt(ctx, { id, name }, silence('refund', refundId), (provider) => provider.refund(ask));
    }),
    'payments.tryStatus': task(({ id, payment: { provider: name, token }, ...step }, ctx) => {
      const question = { tenantId: ctx.tenantId, paymentId: id, token, ...step };
      return tryAt(ctx, { id, name }, silence(step.of, step.refundId), (provider) => provider.status(question));
    }),
  };
}
