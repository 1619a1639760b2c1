import { describe, test } from '@jest/globals';
import type { PaymentEvent } from '../../../actors/payments/contract.ts';
import { payment } from '../../../actors/payments/payment.ts';
import { maxRefunds } from '../../../actors/payments/payment-state.ts';
import { money } from '../../../actors/runtime/money.ts';
import { given } from '../given.ts';
import {
  asked,
  authorised,
  gbp,
  note,
  paid,
  part,
  refund,
  refundAsked,
  refunded,
  saidRefunded,
  shares,
  voidIt,
} from './payment.story.ts';

const some = part('v1', 900, 50, 50);

describe('a refund', () => {
  test('gives back a part of what was captured', () => {
    given(payment, ...paid)
      .when(refund('r1', some))
      .emits(refundAsked('r1', some));
  });
  test('asked for twice is one refund, whatever became of it', () => {
    given(payment, ...paid, refundAsked('r1', some))
      .when(refund('r1', some))
      .emitsNothing();
    given(payment, ...paid, refunded('r1', some))
      .when(refund('r1', some))
      .emitsNothing();
  });
  test('under a known id with another amount is refused', () => {
    given(payment, ...paid, refundAsked('r1', some))
      .when(refund('r1', part('v1', 1)))
      .rejects('REFUND_DIFFERS', { asked: 1_000 });
  });
  test('of what was not captured is refused', () => {
    given(payment, asked, authorised).when(refund('r1', some)).rejects('NOT_CAPTURED', { status: 'authorised' });
  });
  test('of the whole is possible once', () => {
    given(payment, ...paid)
      .when(refund('r1', ...shares))
      .emits({ type: 'refundAsked', amount: gbp(10_000) });
    given(payment, ...paid, refundAsked('r1', ...shares))
      .when(refund('r2', part('v1', 1)))
      .rejects('REFUND_TOO_HIGH', { left: 0, requested: 1 });
  });
  test("of more than a vendor's share is refused, though the order still has more", () => {
    given(payment, ...paid)
      .when(refund('r1', part('v2', 4_001)))
      .rejects('REFUND_TOO_HIGH', { left: 10_000, requested: 4_001 });
  });
  test('of a vendor who sold nothing is refused', () => {
    given(payment, ...paid)
      .when(refund('r1', part('v3', 1)))
      .rejects('REFUND_TOO_HIGH');
  });
  test('in another currency is refused', () => {
    given(payment, ...paid)
      .when({ type: 'refund', refundId: 'r1', amount: money(1_000, 'EUR'), breakdown: [some], askAgainMs: 1 })
      .rejects('REFUND_TOO_HIGH', { left: 0, requested: 1_000 });
  });
  test('that failed may be asked for again under another id', () => {
    const failed: PaymentEvent = { type: 'refundFailed', refundId: 'r1' };
    given(payment, ...paid, refundAsked('r1', ...shares), failed)
      .when(refund('r2', ...shares))
      .emits({ type: 'refundAsked', refundId: 'r2' });
  });
  test('of nothing is done at once, for the provider has nothing to do', () => {
    given(payment, ...paid)
      .when(refund('r1', part('v1', 0)))
      .emits({ type: 'refunded', refundId: 'r1', amount: gbp(0) });
  });
  test('has a bound in number', () => {
    const many = Array.from({ length: maxRefunds }, (_, place) => refunded(`r${place}`, part('v1', 1)));
    given(payment, ...paid, ...many)
      .when(refund('more', part('v1', 1)))
      .rejects('TOO_MANY_REFUNDS', { most: maxRefunds });
  });
});

describe('what the provider says of a refund', () => {
  test('is noted once', () => {
    given(payment, ...paid, refundAsked('r1', some))
      .when(saidRefunded('r1'))
      .emits(refunded('r1', some));
    given(payment, ...paid, refundAsked('r1', some), refunded('r1', some))
      .when(saidRefunded('r1'))
      .emitsNothing();
  });
  test('may be that it failed, or nothing yet', () => {
    given(payment, ...paid, refundAsked('r1', some))
      .when(note({ of: 'refund', refundId: 'r1', result: 'failed' }))
      .emits({ type: 'refundFailed', refundId: 'r1' });
    given(payment, ...paid, refundAsked('r1', some))
      .when(note({ of: 'refund', refundId: 'r1', result: 'unknown' }))
      .emitsNothing();
  });
});

test('what is given back when it is voided never takes the name of another refund', () => {
  given(payment, ...paid, refundAsked('void-2', part('v1', 1)))
    .when(voidIt)
    .emits({ type: 'refundAsked', refundId: 'void-3', amount: gbp(9_999) });
});
