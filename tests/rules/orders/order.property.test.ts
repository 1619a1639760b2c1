import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrderEvent, Shares } from '../../../actors/orders/contract.ts';
import { order } from '../../../actors/orders/order.ts';
import type { OrderCommand, OrderState } from '../../../actors/orders/order-state.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { testTime } from '../given.ts';
import {
  cancel,
  cancelPart,
  confirm,
  partCancelled,
  partDelivered,
  partKept,
  partShipped,
  place,
  refund,
  refuse,
  reserve,
  timeOut,
} from './order.story.ts';

const vendorIds = fc.constantFrom('v1', 'v2');
const refundIds = fc.constantFrom('ref_1', 'ref_2', 'ref_3');
const whole = fc.constantFrom(undefined, 'v1', 'v2');

/** `done` is answered with the shares that the order itself had asked for, as a payment does. */
type Step = OrderCommand | { readonly type: 'done'; readonly refundId: string };

const plainSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(place(), reserve, confirm, cancel, timeOut, refuse),
  whole.map(cancelPart),
  vendorIds.chain((vendorId) =>
    fc.constantFrom(partCancelled(vendorId), partKept(vendorId), partShipped(vendorId), partDelivered(vendorId)),
  ),
  fc
    .record({ amount: fc.integer({ min: 1, max: 4_000 }), refundId: refundIds, vendorId: whole })
    .map(({ amount, refundId, vendorId }) => refund(amount, { refundId, ...(vendorId && { vendorId }) })),
  refundIds.map((refundId): Step => ({ type: 'done', refundId })),
);
const steps = fc.oneof(
  { arbitrary: plainSteps, weight: 9 },
  { arbitrary: refundIds.map((refundId): Step => ({ type: 'noteRefundRefused', refundId })), weight: 1 },
);

function commandOf(step: Step, state: OrderState): OrderCommand {
  if (step.type !== 'done') return step;
  const breakdown = state.refunds.get(step.refundId)?.breakdown ?? [];
  return { type: 'noteRefunded', refundId: step.refundId, breakdown };
}

function play(life: readonly Step[]) {
  let state = order.initial();
  const events: OrderEvent[] = [];
  for (const step of life) {
    const decision = decide(order, state, { ...commandOf(step, state), at: testTime });
    if (isRefusal(decision)) continue;
    for (const event of decision) state = evolve(order, state, event);
    events.push(...decision);
  }
  return { state, events };
}

const isWithin = (part: Omit<Shares, 'vendorId'>, claimed: Omit<Shares, 'vendorId'>): boolean =>
  (['payable', 'commission', 'tax'] as const).every((share) => claimed[share] >= 0 && claimed[share] <= part[share]);

const times = (events: readonly OrderEvent[], type: OrderEvent['type']): number =>
  events.filter((event) => event.type === type).length;

/** Mostly a paid order, so that what follows is worth its while. */
const livesOf = (of: fc.Arbitrary<Step>) =>
  fc
    .array(of, { maxLength: 40 })
    .chain((rest) =>
      fc.constantFrom<readonly Step[]>(rest, [place(), reserve, ...rest], [place(), reserve, confirm, ...rest]),
    );
const lives = livesOf(steps);

test('whatever happens, an order is placed once, and confirmed or cancelled but never both', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const { events } = play(life);
      for (const type of ['placed', 'reserved', 'confirmed', 'cancelled'] as const) {
        expect(times(events, type)).toBeLessThanOrEqual(1);
      }
      expect(times(events, 'confirmed') + times(events, 'cancelled')).toBeLessThanOrEqual(1);
      expect(times(events, 'placed') + times(events, 'refused')).toBeLessThanOrEqual(1);
    }),
  );
});

/** Apart from refunds that were given up and come through after all: their money has gone back, whatever is left. */
test('whatever is refunded, no vendor gives back more than the own shares, and nothing is claimed twice', () => {
  fc.assert(
    fc.property(livesOf(plainSteps), (life) => {
      for (const { claimed, refunded, ...part } of play(life).state.parts.values()) {
        expect(isWithin(part, claimed)).toBe(true);
        expect(refunded).toBeLessThanOrEqual(claimed.payable + claimed.commission + claimed.tax);
      }
    }),
  );
});

test('whatever is cancelled, a part comes back to stock once', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const back = play(life).events.flatMap((event) => (event.type === 'partCancelled' ? [event.vendorId] : []));
      expect(new Set(back).size).toBe(back.length);
    }),
  );
});

test('the same events lead to the same state', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const { state, events } = play(life);
      expect(events.reduce((before, event) => evolve(order, before, event), order.initial())).toEqual(state);
    }),
  );
});
