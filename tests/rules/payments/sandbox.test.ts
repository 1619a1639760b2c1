import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../actors/payments/contract.ts';
import type { Provider } from '../../../actors/payments/provider.ts';
import { sandboxProvider } from '../../../actors/payments/sandbox.adapter.ts';
import { signWebhook } from '../../../actors/payments/sandbox-webhook.adapter.ts';
import { money } from '../../../actors/runtime/money.ts';
import { minute, second } from '../../../actors/runtime/time.ts';
import { testTime } from '../given.ts';
import { stoppedClock } from './clock.ts';

const secret = 'whsec_test';
const amount = money(4_998, 'GBP');
const ask = { tenantId: 'acme', paymentId: 'ord_1', key: 'acme/payment/ord_1@1' };

type Delivery = {
  readonly tenantId: string;
  readonly payload: string;
  readonly signature: string;
  readonly at: number;
};

/** A sandbox whose webhooks land in `deliveries`; the first `shut` of them find the door shut. */
function sandbox(shut = 0) {
  const clock = stoppedClock();
  const deliveries: Delivery[] = [];
  let left = shut;
  const deliver = async (tenantId: string, payload: string, signature: string): Promise<void> => {
    left -= 1;
    if (left >= 0) throw new Error('nobody listens');
    deliveries.push({ tenantId, payload, signature, at: clock.world.now() });
  };
  const provider = sandboxProvider({ world: clock.world, secret, deliver });
  const heard = () => deliveries.map((delivery) => provider.verifyWebhook(delivery)?.outcome);
  return { provider, clock, deliveries, heard };
}

/** What an answer is after so long; undefined: none yet. */
async function answerAfter(ms: number, { clock }: ReturnType<typeof sandbox>, asked: Promise<Outcome>) {
  let answer: Outcome | undefined;
  void asked.then((told) => {
    answer = told;
  });
  await clock.pass(ms);
  return answer;
}

const authorise = (provider: Provider, token: string) => provider.authorise({ ...ask, amount, token });
const authorised = expect.objectContaining({ of: 'authorise', result: 'authorised' });
const silent = { of: 'authorise', result: 'unknown' };

describe('a token tells what becomes of an authorisation', () => {
  test.each([
    ['ok', 0, authorised],
    ['declined', 0, expect.objectContaining({ result: 'declined' })],
    ['error', 0, expect.objectContaining({ result: 'failed' })],
    ['slow', 1_999, undefined],
    ['slow', 2_000, authorised],
    ['lost', minute, undefined],
    ['late_webhook', 0, silent],
    ['double_webhook', 0, authorised],
    ['4242', 0, { of: 'authorise', result: 'declined', reason: 'unknown token' }],
    ['__proto__', 0, { of: 'authorise', result: 'declined', reason: 'unknown token' }],
  ])('%s after %i ms', async (token, ms, answer) => {
    const box = sandbox();
    expect(await answerAfter(ms, box, authorise(box.provider, token))).toEqual(answer);
  });
  test.each([
    ['ok', []],
    ['lost', [300]],
    ['late_webhook', [8 * second]],
    ['double_webhook', [50, 100]],
  ] as const)('%s brings webhooks at %j', async (token, times) => {
    const box = sandbox();
    void authorise(box.provider, token);
    await box.clock.pass(minute);
    expect(box.deliveries.map(({ at }) => at - testTime)).toEqual(times);
    expect(box.heard()).toEqual(times.map(() => authorised));
  });
});

describe('the sandbox has no memory', () => {
  test.each(['ok', 'declined', 'slow', 'lost', 'late_webhook', 'double_webhook', 'error', '4242'])(
    'and tells the truth about %s to whoever asks later',
    async (token) => {
      const first = sandbox();
      const answer = await answerAfter(minute, first, authorise(first.provider, token));
      const truth = await sandbox().provider.status({ ...ask, of: 'authorise', token });
      const told = answer && answer.result !== 'unknown' ? answer : first.heard()[0];
      expect(told).toEqual(truth);
    },
  );
  test('and captures, voids and refunds by the reference alone', async () => {
    const { provider } = sandbox();
    const told = await authorise(provider, 'ok');
    const reference = told.result === 'authorised' ? told.reference : '';
    expect(await provider.capture({ ...ask, amount, reference })).toEqual({ of: 'capture', result: 'captured' });
    expect(await provider.void({ ...ask, reference })).toEqual({ of: 'void', result: 'voided' });
    expect(await provider.refund({ ...ask, refundId: 'r1', amount, reference })).toEqual({
      of: 'refund',
      refundId: 'r1',
      result: 'refunded',
    });
  });
  test('and lets a later step fail or be lost when its token says so', async () => {
    const box = sandbox();
    const referenceOf = async (token: string): Promise<string> => {
      const told = await authorise(box.provider, token);
      return told.result === 'authorised' ? told.reference : '';
    };
    const broken = { ...ask, amount, reference: await referenceOf('capture-error') };
    expect(await box.provider.capture(broken)).toEqual({ of: 'capture', result: 'failed' });
    const lost = { ...ask, refundId: 'r1', amount, reference: await referenceOf('refund-lost') };
    expect(await answerAfter(minute, box, box.provider.refund(lost))).toBeUndefined();
    expect(box.heard()).toEqual([{ of: 'refund', refundId: 'r1', result: 'refunded' }]);
    const question = { ...ask, of: 'capture' as const, token: 'capture-error' };
    expect(await box.provider.status(question)).toEqual({ of: 'capture', result: 'failed' });
  });
});

describe('a webhook', () => {
  const { provider } = sandbox();
  const outcome = { of: 'authorise', result: 'unknown' };
  const payload = JSON.stringify({ id: 'evt_1', tenantId: 'acme', paymentId: 'ord_1', outcome });
  const signature = signWebhook(secret, testTime, payload);
  const signed = { tenantId: 'acme', payload, signature, at: testTime };
  const accepts = (changes: Partial<typeof signed>) => provider.verifyWebhook({ ...signed, ...changes }) !== undefined;

  test('is believed when it is signed and fresh', () => {
    expect(provider.verifyWebhook(signed)).toEqual({ paymentId: 'ord_1', outcome });
    expect(accepts({ at: testTime + 5 * minute })).toBe(true);
  });
  test('is not believed when it was changed, is old, or comes from the future', () => {
    expect(accepts({ payload: payload.replace('ord_1', 'ord_2') })).toBe(false);
    expect(accepts({ at: testTime + 5 * minute + 1 })).toBe(false);
    expect(accepts({ at: testTime - 5 * minute - 1 })).toBe(false);
    expect(accepts({ signature: signature.replace(`t=${testTime}`, `t=${testTime + 1}`) })).toBe(false);
  });
  test('is not believed under another key or another form of signature', () => {
    expect(accepts({ signature: signWebhook('other', testTime, payload) })).toBe(false);
    for (const forged of ['', 'v1=', `t=${testTime},v1=`, signature.slice(0, -1), `${signature}0`, 'x'.repeat(500)]) {
      expect(accepts({ signature: forged })).toBe(false);
    }
  });
  test("is not believed at another tenant's door", () => {
    expect(accepts({ tenantId: 'other' })).toBe(false);
  });
  test.each(['', 'null', '{', '[]', '"text"'])('that holds %j tells nothing, though it is signed', (text) => {
    expect(accepts({ payload: text, signature: signWebhook(secret, testTime, text) })).toBe(false);
  });
  test('that finds the door shut comes again, and gives up after five times', async () => {
    const patient = sandbox(4);
    void authorise(patient.provider, 'lost');
    await patient.clock.pass(5 * minute);
    expect(patient.heard()).toEqual([authorised]);
    const hopeless = sandbox(9);
    void authorise(hopeless.provider, 'lost');
    await hopeless.clock.pass(5 * minute);
    expect(hopeless.heard()).toEqual([]);
    expect(hopeless.clock.waiting()).toBe(0);
  });
});
