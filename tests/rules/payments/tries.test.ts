import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../actors/payments/contract.ts';
import { paymentsService } from '../../../actors/payments/payments.service.ts';
import type { Provider } from '../../../actors/payments/provider.ts';
import { sandboxProvider } from '../../../actors/payments/sandbox.adapter.ts';
import { signWebhook } from '../../../actors/payments/sandbox-webhook.adapter.ts';
import { testTime } from '../given.ts';
import { stoppedClock } from './clock.ts';
import { choice, gbp } from './payment.story.ts';

type Run = (params: unknown, ctx: unknown) => Promise<unknown>;

/** The tasks of the service beside one provider, with what they noted. */
function service(change: Partial<Provider> = {}, isSilent = true) {
  const clock = stoppedClock();
  const noted: unknown[] = [];
  const sandbox = sandboxProvider({ world: clock.world, secret: 'whsec', deliver: async () => {} });
  const provider = { ...sandbox, ...change };
  const { handlers } = paymentsService({
    providers: [provider],
    timeoutMs: 10_000,
    askAgainMs: 5_000,
    world: clock.world,
  });
  const call = async (name: string, params: unknown) =>
    name === 'payments.silent' ? { silent: isSilent } : noted.push(params);
  const ctx = { tenantId: 'acme', now: () => testTime, call };
  const run = (name: string, params: unknown) => (handlers[name] as unknown as { run: Run }).run(params, ctx);
  return { run, clock, noted };
}

const at = { id: 'ord_1', key: 'acme/payment/ord_1@1' };
const authorise = { ...at, amount: gbp(100), payment: choice };
const reference = { provider: 'sandbox', reference: 'sandbox.ok.abc' };

describe('a try at the provider', () => {
  test('answers what the provider says', async () => {
    const { run, clock } = service();
    expect(await run('payments.tryAuthorise', authorise)).toMatchObject({ of: 'authorise', result: 'authorised' });
    expect(await run('payments.tryCapture', { ...at, ...reference, amount: gbp(100) })).toMatchObject({
      result: 'captured',
    });
    expect(await run('payments.tryVoid', { ...at, ...reference })).toMatchObject({ result: 'voided' });
    const refund = { ...at, ...reference, refundId: 'r1', amount: gbp(100) };
    expect(await run('payments.tryRefund', refund)).toMatchObject({ result: 'refunded', refundId: 'r1' });
    expect(await run('payments.tryStatus', { ...at, of: 'void', payment: choice })).toMatchObject({ result: 'voided' });
    expect(clock.waiting()).toBe(0);
  });
  test('whose outcome has come meanwhile asks nobody, and changes nothing', async () => {
    const asked: unknown[] = [];
    const askProvider: Provider['capture'] = async (ask) => {
      asked.push(ask);
      return { of: 'capture', result: 'captured' };
    };
    const { run } = service({ capture: askProvider }, false);
    const capture = { ...at, ...reference, amount: gbp(100) };
    expect(await run('payments.tryCapture', capture)).toEqual({ of: 'capture', result: 'unknown' });
    expect(asked).toEqual([]);
  });
  test('is given up in time, its outcome unknown', async () => {
    const { run, clock } = service({ authorise: () => new Promise(() => {}) });
    const answer = run('payments.tryAuthorise', authorise);
    await clock.pass(10_000);
    expect(await answer).toEqual({ of: 'authorise', result: 'unknown' });
  });
  test.each<readonly [string, () => Promise<never>]>([
    ['rejects', () => Promise.reject(new Error('ECONNRESET'))],
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
  ])('whose provider %s has an unknown outcome', async (_how, refund) => {
    const { run } = service({ refund });
    const outcome: Outcome = { of: 'refund', refundId: 'r1', result: 'unknown' };
    expect(await run('payments.tryRefund', { ...at, ...reference, refundId: 'r1', amount: gbp(1) })).toEqual(outcome);
  });
  test('at a provider that is not there fails an authorisation, and waits with anything later', async () => {
    const { run } = service({ name: 'other' });
    expect(await run('payments.tryAuthorise', authorise)).toMatchObject({
      result: 'failed',
      reason: 'no such provider',
    });
    expect(await run('payments.tryVoid', { ...at, ...reference })).toEqual({ of: 'void', result: 'unknown' });
  });
});

describe('a webhook', () => {
  const outcome: Outcome = { of: 'capture', result: 'captured' };
  const payload = JSON.stringify({ id: 'evt_1', tenantId: 'acme', paymentId: 'ord_1', outcome });
  const signature = signWebhook('whsec', testTime, payload);

  test('is noted once its signature is checked', async () => {
    const { run, noted } = service();
    expect(await run('payments.webhook', { provider: 'sandbox', payload, signature })).toEqual({ received: true });
    expect(noted).toEqual([{ id: 'ord_1', outcome }]);
  });
  test('with a wrong signature is refused and changes nothing', async () => {
    const { run, noted } = service();
    const forged = { provider: 'sandbox', payload, signature: signWebhook('guess', testTime, payload) };
    await expect(run('payments.webhook', forged)).rejects.toMatchObject({
      type: 'BAD_SIGNATURE',
      class: 'Unauthenticated',
    });
    expect(noted).toEqual([]);
  });
  test('of a provider that is not there is not found', async () => {
    const { run } = service();
    await expect(run('payments.webhook', { provider: 'other', payload, signature })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
  });
});
