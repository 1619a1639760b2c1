import { describe, expect, test } from '@jest/globals';
import type { PaymentEvent } from '../../../actors/payments/contract.ts';
import { payment } from '../../../actors/payments/payment.ts';
import type { PaymentCommand } from '../../../actors/payments/payment-state.ts';
import type { Reminder } from '../../../actors/runtime/decider.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { hour, minute, second } from '../../../actors/runtime/time.ts';
import { given } from '../given.ts';
import {
  askAgainMs,
  asked,
  authorised,
  captureAsked,
  paid,
  part,
  refundAsked,
  refunded,
  voidAsked,
} from './payment.story.ts';

type StatusAsked = Extract<PaymentEvent, { type: 'statusAsked' }>;

const some = part('v1', 100);
const askNow: PaymentCommand = { type: 'askStatus', askAgainMs };

const remindersOf = (event: PaymentEvent): readonly Reminder<PaymentCommand>[] => {
  switch (event.type) {
    case 'authorisationAsked':
      return payment.reminders?.authorisationAsked?.(event) ?? [];
    case 'captureAsked':
      return payment.reminders?.captureAsked?.(event) ?? [];
    case 'voidAsked':
      return payment.reminders?.voidAsked?.(event) ?? [];
    case 'refundAsked':
      return payment.reminders?.refundAsked?.(event) ?? [];
    case 'statusAsked':
      return payment.reminders?.statusAsked?.(event) ?? [];
    default:
      return [];
  }
};

/** Fires the reminders one after the other, as the runtime does, while the provider says nothing. */
function waitThrough(times: number, ...story: readonly PaymentEvent[]): readonly StatusAsked[] {
  let state = given(payment, ...story).state();
  let [next] = remindersOf(story.at(-1) as PaymentEvent);
  const questions: StatusAsked[] = [];
  for (let time = 0; time < times && next; time += 1) {
    const decision = decide(payment, state, { ...next.command, at: next.dueAt });
    if (isRefusal(decision)) throw new Error(decision.refused);
    for (const event of decision) state = evolve(payment, state, event);
    questions.push(...(decision as readonly StatusAsked[]));
    [next] = decision.flatMap(remindersOf);
  }
  return questions;
}

describe('a silent provider', () => {
  test.each<readonly [StatusAsked['of'], readonly PaymentEvent[]]>([
    ['authorise', [asked]],
    ['capture', [asked, authorised, captureAsked]],
    ['void', [asked, authorised, voidAsked]],
    ['refund', [...paid, refundAsked('r1', some)]],
  ])('is asked what became of %s', (of, story) => {
    const [question] = waitThrough(1, ...story);
    expect(question).toMatchObject({ type: 'statusAsked', of, tries: 1, payment: asked.payment });
    expect(question?.refundId).toBe(of === 'refund' ? 'r1' : undefined);
  });
  test('is asked again and again, with pauses that double up to five minutes and end at an hour', () => {
    const pauses = waitThrough(24, asked).map((question) => question.askAgainMs / second);
    expect(pauses.slice(0, 8)).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
    expect(pauses.slice(18)).toEqual([(5 * minute) / second, (5 * minute) / second, ...Array(4).fill(hour / second)]);
  });
  test('is asked no more once it spoke', () => {
    const [reminder] = remindersOf(asked);
    given(payment, asked, authorised)
      .when(reminder?.command as PaymentCommand)
      .emitsNothing();
    const [later] = remindersOf(refundAsked('r1', some));
    given(payment, ...paid, refunded('r1', some))
      .when(later?.command as PaymentCommand)
      .emitsNothing();
  });
  test('that ops ask meanwhile is not followed up twice', () => {
    const [question] = waitThrough(1, asked);
    const [reminder] = remindersOf(asked);
    given(payment, asked, question as PaymentEvent)
      .when(reminder?.command as PaymentCommand)
      .emitsNothing();
  });
  test('is asked by ops about every step that is out', () => {
    given(payment, ...paid, refundAsked('r1', some), refundAsked('r2', some))
      .when(askNow)
      .emits(
        { of: 'refund', refundId: 'r1' } as Partial<PaymentEvent>,
        { of: 'refund', refundId: 'r2' } as Partial<PaymentEvent>,
      );
    given(payment, ...paid)
      .when(askNow)
      .emitsNothing();
    given(payment).when(askNow).emitsNothing();
  });
});
