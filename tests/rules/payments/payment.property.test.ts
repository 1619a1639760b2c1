import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../../actors/payments/contract.ts';
import { payment } from '../../../actors/payments/payment.ts';
import {
  isCaptured,
  leftOf,
  type PaymentCommand,
  type PaymentState,
  shareOf,
  silentSteps,
} from '../../../actors/payments/payment-state.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { testTime } from '../given.ts';
import {
  authorise,
  capture,
  note,
  part,
  reference,
  refund,
  saidCaptured,
  saidVoided,
  voidIt,
} from './payment.story.ts';

const refundIds = fc.constantFrom('r1', 'r2', 'r3', 'void-1', 'void-2');
const results = <Result extends string>(...all: readonly Result[]) => fc.constantFrom(...all);
const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom<Outcome>(
    { of: 'authorise', result: 'authorised', reference },
    { of: 'authorise', result: 'declined', reason: 'no' },
    { of: 'authorise', result: 'unknown' },
  ),
  fc.record({ of: fc.constant('capture' as const), result: results('captured', 'failed', 'unknown') }),
  fc.record({ of: fc.constant('void' as const), result: results('voided', 'unknown') }),
  fc.record({
    of: fc.constant('refund' as const),
    refundId: refundIds,
    result: results('refunded', 'failed', 'unknown'),
  }),
);
const refunds = fc
  .tuple(refundIds, fc.constantFrom('v1', 'v2'), fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 0, max: 300 }))
  .map(([refundId, vendorId, payable, tax]) => refund(refundId, part(vendorId, payable, 0, tax)));
const commands: fc.Arbitrary<PaymentCommand> = fc.oneof(
  fc.constantFrom(authorise(), authorise(), capture, capture, voidIt),
  { weight: 2, arbitrary: outcomes.map(note) },
  refunds,
  fc.constant<PaymentCommand>({ type: 'askStatus', askAgainMs: 1 }),
);

type Told = { readonly state: PaymentState; readonly events: readonly string[] };

function tell(story: readonly PaymentCommand[], from = payment.initial()): Told {
  let state = from;
  const events: string[] = [];
  for (const command of story) {
    const decision = decide(payment, state, { ...command, at: testTime });
    if (isRefusal(decision)) continue;
    for (const event of decision) {
      state = evolve(payment, state, event);
      events.push(event.type);
    }
  }
  return { state, events };
}

/** The provider says of everything that is still out that it was done, until nothing is. */
function settle(state: PaymentState): PaymentState {
  const steps = silentSteps(state);
  if (steps.length === 0) return state;
  const said = steps.map(({ of, refundId = '' }) => {
    if (of === 'authorise') return note({ of, result: 'authorised', reference });
    if (of === 'refund') return note({ of, refundId, result: 'refunded' });
    return of === 'capture' ? saidCaptured : saidVoided;
  });
  return settle(tell(said, state).state);
}

const givenBack = (state: PaymentState): number =>
  sum([...state.refunds.values()].filter(({ status }) => status !== 'failed').map(({ amount }) => amount));

test('whatever happens, no more is given back than was taken, and what is left adds up', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 60 }), (story) => {
      const { state, events } = tell(story);
      const taken = isCaptured(state) ? (state.asked?.amount.amount ?? 0) : 0;
      expect(givenBack(state)).toBeLessThanOrEqual(taken);
      expect(givenBack(state) + sum([...leftOf(state).values()].map(shareOf))).toBe(taken);
      for (const share of leftOf(state).values()) expect(shareOf(share)).toBeGreaterThanOrEqual(0);
      for (const once of ['authorisationAsked', 'captureAsked', 'captured', 'voidAsked']) {
        expect(events.filter((event) => event === once).length).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('whenever it is voided, nothing of it is kept once the provider has spoken', () => {
  fc.assert(
    fc.property(
      fc.array(commands, { maxLength: 40 }),
      fc.array(outcomes.map(note), { maxLength: 10 }),
      (story, late) => {
        const voided = tell([...story, voidIt]).state;
        const { state } = tell([authorise(), capture, ...late, capture, voidIt], voided);
        const end = settle(tell([voidIt], settle(state)).state);
        expect(sum([...leftOf(end).values()].map(shareOf))).toBe(0);
        expect(['none', 'voided', 'declined', 'failed', 'captured', 'refunded']).toContain(end.status);
        expect(end.status === 'failed' && end.reference !== undefined).toBe(false);
        expect(tell([capture], end).events).toEqual([]);
      },
    ),
  );
});
