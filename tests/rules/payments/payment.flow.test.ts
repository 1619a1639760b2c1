import { describe, expect, test } from '@jest/globals';
import { paymentFlow } from '../../../actors/payments/payment.flow.ts';
import { aboutOf } from '../about.ts';
import { again, asked, captureAsked, choice, gbp, part, reference, refundAsked, voidAsked } from './payment.story.ts';

const about = aboutOf({ type: 'payment', id: 'ord_1', eventId: 'acme/payment/ord_1@3' });
const at = { id: 'ord_1', key: 'acme/payment/ord_1@3' };
const { rows } = paymentFlow;
const statusAsked = { type: 'statusAsked', of: 'authorise', payment: choice, tries: 1, ...again } as const;

describe('what a payment asks for goes to its provider under the id of the event', () => {
  test('an authorisation', () => {
    const ask = rows['payments.authorisationAsked']?.ask?.['payments.tryAuthorise'];
    expect(ask?.(asked, about)).toEqual([{ ...at, amount: gbp(10_000), payment: choice }]);
  });
  test('a capture', () => {
    const ask = rows['payments.captureAsked']?.ask?.['payments.tryCapture'];
    expect(ask?.(captureAsked, about)).toEqual([{ ...at, amount: gbp(10_000), provider: 'sandbox', reference }]);
  });
  test('a void', () => {
    const ask = rows['payments.voidAsked']?.ask?.['payments.tryVoid'];
    expect(ask?.(voidAsked, about)).toEqual([{ ...at, provider: 'sandbox', reference }]);
  });
  test('a refund', () => {
    const ask = rows['payments.refundAsked']?.ask?.['payments.tryRefund'];
    expect(ask?.(refundAsked('r1', part('v1', 100)), about)).toEqual([
      { ...at, refundId: 'r1', amount: gbp(100), provider: 'sandbox', reference },
    ]);
  });
  test('a question for the status, with what is known of the step', () => {
    const ask = rows['payments.statusAsked']?.ask?.['payments.tryStatus'];
    expect(ask?.(statusAsked, about)).toEqual([{ ...at, of: 'authorise', payment: choice }]);
    expect(ask?.({ ...statusAsked, of: 'refund', refundId: 'r1', reference }, about)).toEqual([
      { ...at, of: 'refund', refundId: 'r1', reference, payment: choice },
    ]);
  });
});

describe('what the provider answers', () => {
  test('is noted as it was said', () => {
    const outcome = { of: 'authorise', result: 'declined', reason: 'no money' } as const;
    const tell = rows['payments.authorisationAsked']?.answered?.['payments.note'];
    const heard = (() => [outcome]) as unknown as Parameters<NonNullable<typeof tell>>[2];
    expect(tell?.(asked, about, heard)).toEqual({ id: 'ord_1', outcome });
  });
  test('in one step holds back no other', () => {
    const later = [
      'payments.captureAsked',
      'payments.voidAsked',
      'payments.refundAsked',
      'payments.statusAsked',
    ] as const;
    for (const name of later) expect(rows[name]?.undo).toBe(true);
  });
});
