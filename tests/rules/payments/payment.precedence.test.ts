import type { PaymentEvent } from '../../../actors/payments/contract.ts';
import { payment } from '../../../actors/payments/payment.ts';
import { maxRefunds, type PaymentCommand } from '../../../actors/payments/payment-state.ts';
import { refusesInOrder } from '../precedence.ts';
import {
  asked,
  authorise,
  authorised,
  capture,
  captureAsked,
  gbp,
  paid,
  part,
  refund,
  refunded,
  voidAsked,
  voidNoted,
} from './payment.story.ts';

const barred: PaymentEvent = { type: 'barred' };
const other = authorise({ amount: gbp(1) });

refusesInOrder(
  payment,
  'barred, asked already, breakdown',
  ['barred', [barred, asked], other, 'PAYMENT_BARRED'],
  ['asked already', [asked], other, 'PAYMENT_DIFFERS'],
  ['asked already', [asked], authorise(), 'nothing'],
  ['breakdown', [], other, 'BREAKDOWN_DIFFERS'],
);

refusesInOrder(
  payment,
  'voided, asked already, not authorised',
  ['voided', [barred], capture, 'PAYMENT_VOIDED'],
  ['voided', [asked, authorised, captureAsked, voidNoted], capture, 'PAYMENT_VOIDED'],
  ['voided', [asked, authorised, voidAsked], capture, 'PAYMENT_VOIDED'],
  ['asked already', [asked, authorised, captureAsked], capture, 'nothing'],
  ['not authorised', [asked], capture, 'NOT_AUTHORISED'],
);

const many = Array.from({ length: maxRefunds }, (_, place) => refunded(`r${place}`, part('v1', 1)));
/** Its breakdown is too high, and is not the amount. */
const wrong = (refundId: string): PaymentCommand => ({
  type: 'refund',
  refundId,
  amount: gbp(20_000),
  breakdown: [part('v1', 9_000)],
  askAgainMs: 1,
});

refusesInOrder(
  payment,
  'asked already, not captured, breakdown, too high, too many',
  ['asked already', [...paid, ...many], wrong('r1'), 'REFUND_DIFFERS'],
  ['asked already', [...paid, ...many], refund('r1', part('v1', 1)), 'nothing'],
  ['not captured', [asked], wrong('new'), 'NOT_CAPTURED'],
  ['breakdown', [...paid, ...many], wrong('new'), 'BREAKDOWN_DIFFERS'],
  ['too high', [...paid, ...many], refund('new', part('v1', 9_000)), 'REFUND_TOO_HIGH'],
  ['too many', [...paid, ...many], refund('new', part('v1', 1)), 'TOO_MANY_REFUNDS'],
);
