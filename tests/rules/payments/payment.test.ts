import { describe, expect, test } from '@jest/globals';
import type { PaymentEvent } from '../../../actors/payments/contract.ts';
import { payment } from '../../../actors/payments/payment.ts';
import { given } from '../given.ts';
import {
  again,
  asked,
  authorise,
  authorised,
  capture,
  captureAsked,
  captured,
  gbp,
  note,
  paid,
  part,
  reference,
  refundAsked,
  refunded,
  saidAuthorised,
  saidCaptured,
  saidDeclined,
  saidVoided,
  shares,
  voidAsked,
  voidIt,
  voidNoted,
} from './payment.story.ts';

const barred: PaymentEvent = { type: 'barred' };

describe('an authorisation', () => {
  test('is asked for with the time at which silence is followed up', () => {
    given(payment).when(authorise()).emits(asked);
    expect(payment.reminders?.authorisationAsked?.(asked)).toEqual([
      expect.objectContaining({ dueAt: again.askAgainAt, delay: again.askAgainMs }),
    ]);
  });
  test('asked for twice is one payment', () => {
    given(payment, asked).when(authorise()).emitsNothing();
    given(payment, ...paid)
      .when(authorise())
      .emitsNothing();
  });
  test('of another amount, means or split is refused', () => {
    const other = [part('v1', 10_000)];
    given(payment, asked)
      .when(authorise({ amount: gbp(9_999) }))
      .rejects('PAYMENT_DIFFERS');
    given(payment, asked)
      .when(authorise({ payment: { provider: 'sandbox', token: 'slow' } }))
      .rejects('PAYMENT_DIFFERS');
    given(payment, asked)
      .when(authorise({ breakdown: other }))
      .rejects('PAYMENT_DIFFERS');
  });
  test.each([
    ['too little', [part('v1', 9_999)]],
    ['a vendor twice', [part('v1', 5_000), part('v1', 5_000)]],
    ['a share below zero', [part('v1', 10_001), part('v2', -1)]],
  ])('whose shares hold %s is refused', (_what, breakdown) => {
    given(payment).when(authorise({ breakdown })).rejects('BREAKDOWN_DIFFERS', { amount: 10_000 });
  });
  test('that comes after a void is refused for good, whatever else is wrong', () => {
    given(payment, barred).when(authorise()).rejects('PAYMENT_BARRED');
    given(payment, barred)
      .when(authorise({ breakdown: [] }))
      .rejects('PAYMENT_BARRED');
  });
});

describe('what the provider says', () => {
  test('is noted once, in whatever way it comes', () => {
    given(payment, asked).when(saidAuthorised).emits({ type: 'authorised', reference });
    given(payment, asked).when(saidDeclined).emits({ type: 'declined', reason: 'no money' });
    given(payment, asked, authorised).when(saidAuthorised).emitsNothing();
    given(payment, ...paid)
      .when(saidAuthorised)
      .emitsNothing();
  });
  test('first stands: what contradicts it later changes nothing', () => {
    given(payment, asked, authorised).when(saidDeclined).emitsNothing();
    given(payment, asked, { type: 'declined', reason: 'no money' }).when(saidAuthorised).emitsNothing();
    given(payment, ...paid)
      .when(note({ of: 'capture', result: 'failed' }))
      .emitsNothing();
  });
  test('of a step that was never asked for changes nothing', () => {
    given(payment).when(saidAuthorised).emitsNothing();
    given(payment, asked).when(saidCaptured).emitsNothing();
    given(payment, asked, authorised).when(saidVoided).emitsNothing();
    given(payment, ...paid)
      .when(note({ of: 'refund', refundId: 'r1', result: 'refunded' }))
      .emitsNothing();
  });
  test.each([
    ['authorise', [asked]],
    ['capture', [asked, authorised, captureAsked]],
    ['void', [asked, authorised, voidAsked]],
  ] as const)('when it does not know about %s changes nothing', (of, story) => {
    given(payment, ...story)
      .when(note({ of, result: 'unknown' }))
      .emitsNothing();
  });
});

describe('a capture', () => {
  test('is asked for once', () => {
    given(payment, asked, authorised).when(capture).emits(captureAsked);
    given(payment, asked, authorised, captureAsked).when(capture).emitsNothing();
    given(payment, ...paid)
      .when(capture)
      .emitsNothing();
  });
  test('tells the amount and the shares once the provider has it', () => {
    given(payment, asked, authorised, captureAsked).when(saidCaptured).emits(captured);
  });
  test('of what is not authorised is refused', () => {
    given(payment).when(capture).rejects('NOT_AUTHORISED', { status: 'none' });
    given(payment, asked).when(capture).rejects('NOT_AUTHORISED', { status: 'authorising' });
  });
  test.each([
    ['barred', [barred]],
    ['void noted while authorising', [asked, voidNoted]],
    ['being voided', [asked, authorised, voidAsked]],
    ['voided', [asked, authorised, voidAsked, { type: 'voided' }]],
    ['void noted while capturing', [asked, authorised, captureAsked, voidNoted]],
  ] as const)('of what is %s is refused as voided', (_what, story) => {
    given(payment, ...story)
      .when(capture)
      .rejects('PAYMENT_VOIDED');
  });
  test('that fails gives the authorisation back when the order is cancelled', () => {
    const failed: PaymentEvent = { type: 'failed', reason: 'the provider did not capture' };
    const saidFailed = note({ of: 'capture', result: 'failed' });
    given(payment, asked, authorised, captureAsked).when(saidFailed).emits(failed);
    given(payment, asked, authorised, captureAsked, failed).when(voidIt).emits(voidAsked);
    given(payment, asked, authorised, captureAsked, voidNoted).when(saidFailed).emits(failed, voidAsked);
  });
});

describe('a void', () => {
  test.each<readonly [string, readonly PaymentEvent[], readonly PaymentEvent[]]>([
    ['nothing', [], [barred]],
    ['a bar', [barred], []],
    ['a silent provider', [asked], [voidNoted]],
    ['an earlier void of it', [asked, voidNoted], []],
    ['an authorisation', [asked, authorised], [voidAsked]],
    ['a void that is out', [asked, authorised, voidAsked], []],
    ['a capture that is out', [asked, authorised, captureAsked], [voidNoted]],
    ['an earlier void of that', [asked, authorised, captureAsked, voidNoted], []],
    ['a capture', paid, [refundAsked('void-1', ...shares)]],
    ['a declined payment', [asked, { type: 'declined', reason: '' }], []],
    ['a failed payment', [asked, { type: 'failed', reason: '' }], []],
    ['a voided payment', [asked, authorised, voidAsked, { type: 'voided' }], []],
    ['a refunded payment', [...paid, refundAsked('r1', ...shares), refunded('r1', ...shares)], []],
  ])('that finds %s', (_what, story, events) => {
    given(payment, ...story)
      .when(voidIt)
      .emits(...events);
  });
  test('of a payment that is authorised later gives it back and tells nobody that it was authorised', () => {
    given(payment, asked, voidNoted).when(saidAuthorised).emits(voidAsked);
    given(payment, asked, voidNoted).when(saidDeclined).emits({ type: 'declined' });
  });
  test('of a payment that is captured later refunds the whole, with its shares', () => {
    given(payment, asked, authorised, captureAsked, voidNoted)
      .when(saidCaptured)
      .emits(captured, refundAsked('void-1', ...shares));
  });
  test('refunds only what is not refunded yet, nor asked to be', () => {
    given(payment, ...paid, refundAsked('r1', part('v1', 900, 50, 50)), refunded('r2', part('v2', 3_400, 300, 300)))
      .when(voidIt)
      .emits(refundAsked('void-3', part('v1', 4_100, 450, 450)));
  });
  test('asks again for what an earlier refund failed to give back', () => {
    given(payment, ...paid, refundAsked('void-1', ...shares), { type: 'refundFailed', refundId: 'void-1' })
      .when(voidIt)
      .emits(refundAsked('void-2', ...shares));
  });
  test('of a free order has nothing to give back', () => {
    const free = { amount: gbp(0), breakdown: [part('v1', 0)] };
    given(payment, { ...asked, ...free }, authorised, captureAsked, { type: 'captured', ...free })
      .when(voidIt)
      .emitsNothing();
  });
});
