import { digestId } from '../runtime/ids.ts';
import { second } from '../runtime/time.ts';
import type { Outcome } from './contract.ts';
import type { OutcomeOf, Provider, ProviderAsk } from './provider.ts';
import { type CourierOptions, courier, verifyWebhook } from './sandbox-webhook.adapter.ts';

/** What befalls a step, told by its token. */
const fates = ['ok', 'declined', 'slow', 'lost', 'late_webhook', 'double_webhook', 'error'] as const;
type Fate = (typeof fates)[number];

type When = {
  readonly answer: 'told' | 'unknown' | 'never';
  readonly answerAfterMs?: number;
  readonly webhooksAfterMs?: readonly number[];
};

const timetable: Readonly<Record<Fate, When>> = {
  ok: { answer: 'told' },
  declined: { answer: 'told' },
  slow: { answer: 'told', answerAfterMs: 2 * second },
  lost: { answer: 'never', webhooksAfterMs: [300] },
  late_webhook: { answer: 'unknown', webhooksAfterMs: [8 * second] },
  double_webhook: { answer: 'told', webhooksAfterMs: [50, 100] },
  error: { answer: 'told' },
};

const tokenPattern = /^(?:(capture|void|refund)-)?([a-z_]+)$/;

/** A fate befalls the authorisation; with `capture-`, `void-` or `refund-` in front of it, that step. */
function fateOf(token: string, of: Outcome['of']): Fate | undefined {
  const [, step = 'authorise', name] = tokenPattern.exec(token) ?? [];
  const fate = fates.find((known) => known === name);
  return fate === undefined || step === of ? fate : 'ok';
}

type Ask = Pick<ProviderAsk, 'tenantId' | 'paymentId'>;

/** Carries the token on, for the later steps. */
const referenceOf = (token: string, { tenantId, paymentId }: Ask): string =>
  `sandbox.${token}.${digestId(`${tenantId}/${paymentId}`)}`;

const tokenOf = ({ reference }: { readonly reference: string }): string => reference.split('.')[1] ?? '';

function authorisation(token: string, ask: Ask): OutcomeOf<'authorise'> {
  const fate = fateOf(token, 'authorise');
  if (fate === undefined) return { of: 'authorise', result: 'declined', reason: 'unknown token' };
  if (fate === 'declined') return { of: 'authorise', result: 'declined', reason: 'declined by the sandbox' };
  if (fate === 'error') return { of: 'authorise', result: 'failed', reason: 'the sandbox failed' };
  return { of: 'authorise', result: 'authorised', reference: referenceOf(token, ask) };
}

const fails = (token: string, of: Outcome['of']): boolean => {
  const fate = fateOf(token, of);
  return fate === undefined || fate === 'declined' || fate === 'error';
};

const captureOf = (token: string): OutcomeOf<'capture'> => ({
  of: 'capture',
  result: fails(token, 'capture') ? 'failed' : 'captured',
});

const refundOf = (token: string, refundId: string): OutcomeOf<'refund'> => ({
  of: 'refund',
  refundId,
  result: fails(token, 'refund') ? 'failed' : 'refunded',
});

const voided: OutcomeOf<'void'> = { of: 'void', result: 'voided' };

function truthOf(of: Outcome['of'], token: string, ask: Ask & { readonly refundId?: string }): Outcome {
  switch (of) {
    case 'authorise':
      return authorisation(token, ask);
    case 'capture':
      return captureOf(token);
    case 'void':
      return voided;
    case 'refund':
      return refundOf(token, ask.refundId ?? '');
  }
}

type Play = <Told extends Outcome>(token: string, ask: Ask, told: Told, unknown: Told) => Promise<Told>;

function player(options: CourierOptions): Play {
  const send = courier(options);
  return (token, { tenantId, paymentId }, told, unknown) => {
    const { answer, answerAfterMs = 0, webhooksAfterMs = [] } = timetable[fateOf(token, told.of) ?? 'error'];
    for (const delayMs of webhooksAfterMs) send(delayMs, tenantId, paymentId, told);
    return new Promise((resolve) => {
      const tell = (): void => resolve(answer === 'told' ? told : unknown);
      if (answerAfterMs > 0) options.world.after(answerAfterMs, tell);
      else if (answer !== 'never') tell();
    });
  };
}

/**
 * A provider without a memory: what becomes of a step is told by the token, so a restart, a second try and a status
 * question all give the same answer.
 */
export function sandboxProvider(options: CourierOptions): Provider {
  const play = player(options);
  return {
    name: 'sandbox',
    authorise: (ask) => play(ask.token, ask, authorisation(ask.token, ask), { of: 'authorise', result: 'unknown' }),
    capture: (ask) => play(tokenOf(ask), ask, captureOf(tokenOf(ask)), { of: 'capture', result: 'unknown' }),
    void: (ask) => play(tokenOf(ask), ask, voided, { of: 'void', result: 'unknown' }),
    refund: (ask) => {
      const { refundId } = ask;
      const told = refundOf(tokenOf(ask), refundId);
      return play(tokenOf(ask), ask, told, { of: 'refund', refundId, result: 'unknown' });
    },
    status: async (question) => truthOf(question.of, question.token, question),
    verifyWebhook: (signed) => verifyWebhook(options.secret, signed),
  };
}
