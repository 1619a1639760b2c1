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
import { maxAmount, sum } from '../../../actors/runtime/money.ts';
import { testTime } from '../given.ts';
import { Player, type Step, storiesOf, type Try, whenAsked } from '../property.ts';
import {
  authorise,
  capture,
  gbp,
  note,
  paid,
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
  .tuple(
    refundIds,
    fc.constantFrom('v1', 'v2'),
    fc.constantFrom(0, 1, 900, 5_000, 6_000, maxAmount),
    fc.integer({ min: 0, max: 300 }),
  )
  .map(([refundId, vendorId, payable, tax]) => refund(refundId, part(vendorId, payable, 0, tax)));
const commands: fc.Arbitrary<PaymentCommand> = fc.oneof(
  fc.constantFrom(authorise(), authorise(), authorise({ amount: gbp(1) }), capture, capture, voidIt),
  { weight: 2, arbitrary: outcomes.map(note) },
  refunds,
  fc.constant<PaymentCommand>({ type: 'askStatus', askAgainMs: 1 }),
);

const setting = { anew: ['askStatus'], signed: ['payable', 'commission', 'tax'] } as const;
const unasked = new Player(payment, setting);
const taken = new Player(payment, { ...setting, from: paid });
const stories = storiesOf(commands, 1);

const givenBack = (state: PaymentState): number =>
  sum([...state.refunds.values()].filter(({ status }) => status !== 'failed').map(({ amount }) => amount));

test('whatever happens, no more is given back than was taken, and what is left adds up', () => {
  fc.assert(
    fc.property(fc.constantFrom(unasked, taken), stories, (player, story) => {
      player.play(story, ({ state }) => {
        const captured = isCaptured(state) ? (state.asked?.amount.amount ?? 0) : 0;
        expect(givenBack(state)).toBeLessThanOrEqual(captured);
        expect(givenBack(state) + sum([...leftOf(state).values()].map(shareOf))).toBe(captured);
        for (const share of leftOf(state).values()) expect(shareOf(share)).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

test('whatever happens, the provider is asked for each thing once, and not for what was voided', () => {
  fc.assert(
    fc.property(fc.constantFrom(unasked, taken), stories, (player, story) => {
      const { events } = player.play(story, ({ before, events: now }) => {
        if (!before.voidNoted && !before.barred) return;
        for (const { type } of now) expect(['authorised', 'captureAsked']).not.toContain(type);
      });
      for (const once of ['authorisationAsked', 'authorised', 'captureAsked', 'captured', 'voidAsked', 'voided']) {
        expect(events.filter(({ type }) => type === once).length).toBeLessThanOrEqual(1);
      }
      for (const once of ['refundAsked', 'refunded', 'refundFailed']) {
        const ids = events.flatMap((event) => (event.type === once && 'refundId' in event ? [event.refundId] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }
    }),
  );
});

/** The provider says of the first thing that is still out that it was done. */
const speak = whenAsked<PaymentState, PaymentCommand>('the provider speaks', (state) => {
  const [step] = silentSteps(state);
  if (!step) return note({ of: 'void', result: 'unknown' });
  const { of, refundId = '' } = step;
  if (of === 'authorise') return note({ of, result: 'authorised', reference });
  if (of === 'refund') return note({ of, refundId, result: 'refunded' });
  return of === 'capture' ? saidCaptured : saidVoided;
});
/** More often than there can be things that are out. */
const settled = Array.from({ length: 30 }, () => speak);
const now = (...tries: readonly Try<PaymentState, PaymentCommand>[]): Step<Try<PaymentState, PaymentCommand>>[] =>
  tries.map((tried) => ({ tried, at: testTime }));

test('whenever it is voided, nothing of it is kept once the provider has spoken', () => {
  fc.assert(
    fc.property(stories, fc.array(outcomes.map(note), { maxLength: 10 }), (story, late) => {
      const end = now(voidIt, authorise(), capture, ...late, capture, voidIt, ...settled, voidIt, ...settled);
      const { state, events } = unasked.play([...story, ...end]);
      expect(sum([...leftOf(state).values()].map(shareOf))).toBe(0);
      expect(['none', 'voided', 'declined', 'failed', 'captured', 'refunded']).toContain(state.status);
      expect(state.status === 'failed' && state.reference !== undefined).toBe(false);
      expect(unasked.play([...story, ...end, ...now(capture)]).events).toEqual(events);
    }),
  );
});
