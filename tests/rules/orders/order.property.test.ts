import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OrderEvent, OrderStatus, Shares } from '../../../actors/orders/contract.ts';
import { order } from '../../../actors/orders/order.ts';
import { shownOrder, vendorOrder } from '../../../actors/orders/order-shown.ts';
import type { OrderCommand, OrderState } from '../../../actors/orders/order-state.ts';
import { shareOf } from '../../../actors/orders/refunds.ts';
import { maxAmount, sum } from '../../../actors/runtime/money.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';
import { expectTold } from '../told.ts';
import {
  cancel,
  cancelPart,
  confirm,
  gbp,
  partCancelled,
  partDelivered,
  partKept,
  partShipped,
  place,
  refund,
  refuse,
  reserve,
  story,
  timeOut,
} from './order.story.ts';

const vendorIds = fc.constantFrom('v1', 'v2');
const refundIds = fc.constantFrom('ref_1', 'ref_2', 'ref_3');
const whole = fc.constantFrom(undefined, 'v1', 'v2');
const amount = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 4_000 }) }, fc.constant(maxAmount));

type Tried = Try<OrderState, OrderCommand>;

/** A payment answers with the shares that the order itself had asked for. */
const done = (refundId: string): Tried =>
  whenAsked<OrderState, OrderCommand>(`${refundId} is done`, ({ refunds }) => ({
    type: 'noteRefunded',
    refundId,
    breakdown: refunds.get(refundId)?.breakdown ?? [],
  }));

/** All that is left, or so much more. */
const rest = (refundId: string, more: number): Tried =>
  whenAsked<OrderState, OrderCommand>(`${refundId} of the rest + ${more}`, ({ parts }) => {
    const left = sum([...parts.values()].map((part) => part.total - shareOf(part.claimed)));
    // Nobody can ask for nothing, also when more went back than there was.
    return refund(Math.max(1, left + more), { refundId });
  });

const tries: fc.Arbitrary<Tried> = fc.oneof(
  fc.constantFrom(place(), place({ expectedTotal: gbp(1) }), reserve, confirm, cancel, timeOut, refuse),
  whole.map(cancelPart),
  vendorIds.chain((vendorId) =>
    fc.constantFrom(partCancelled(vendorId), partKept(vendorId), partShipped(vendorId), partDelivered(vendorId)),
  ),
  fc
    .record({ amount, refundId: refundIds, vendorId: whole, by: fc.constantFrom('operator', 'shopper', 'vendor') })
    .map(({ amount: asked, refundId, vendorId, by }) => refund(asked, { refundId, by, ...(vendorId && { vendorId }) })),
  refundIds.map(done),
  fc.tuple(refundIds, fc.constantFrom(0, 1)).map(([refundId, more]) => rest(refundId, more)),
);
const givenUp = refundIds.map((refundId): Tried => ({ type: 'noteRefundRefused', refundId }));
const withGivenUp = fc.oneof({ weight: 9, arbitrary: tries }, { weight: 1, arbitrary: givenUp });

/** From nothing, from stock that is held, and mostly from what is paid, so that what follows is worth its while. */
const orders = [[], story(place(), reserve), story(place(), reserve, confirm)].map(
  (from) => new Player(order, { from }),
);
const anyOrder = fc.constantFrom(...orders, ...orders.slice(2));

const times = (events: readonly OrderEvent[], type: OrderEvent['type']): number =>
  events.filter((event) => event.type === type).length;

test('whatever happens, an order is placed once, and confirmed or cancelled but never both', () => {
  fc.assert(
    fc.property(anyOrder, storiesOf(withGivenUp), (player, life) => {
      const { events } = player.play(life);
      for (const type of ['placed', 'reserved', 'confirmed', 'cancelled'] as const) {
        expect(times(events, type)).toBeLessThanOrEqual(1);
      }
      expect(times(events, 'confirmed') + times(events, 'cancelled')).toBeLessThanOrEqual(1);
      expect(times(events, 'placed') + times(events, 'refused')).toBeLessThanOrEqual(1);
    }),
  );
});

const follows: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ['reserved', 'cancelled'],
  reserved: ['confirmed', 'cancelled'],
  confirmed: ['shipped', 'delivered', 'cancelled'],
  shipped: ['delivered', 'cancelled'],
  delivered: ['cancelled'],
  cancelled: [],
};

test('whatever happens, an order goes on from status to status and never back, and what is paid stays paid', () => {
  fc.assert(
    fc.property(anyOrder, storiesOf(withGivenUp), (player, life) => {
      player.play(life, ({ before, state }) => {
        if (state.status !== before.status) expect(follows[before.status]).toContain(state.status);
        if (before.paid) expect(state.paid).toBe(true);
        if (state.placed) expect(state.placed).toEqual(before.placed ?? state.placed);
      });
    }),
  );
});

const isWithin = (part: Omit<Shares, 'vendorId'>, claimed: Omit<Shares, 'vendorId'>): boolean =>
  (['payable', 'commission', 'tax'] as const).every((share) => claimed[share] >= 0 && claimed[share] <= part[share]);

/** Apart from refunds that were given up and come through after all: their money has gone back, whatever is left. */
test('whatever is refunded, no vendor gives back more than the own shares, and nothing is claimed twice', () => {
  fc.assert(
    fc.property(anyOrder, storiesOf(tries), (player, life) => {
      const { state } = player.play(life, ({ events }) => {
        for (const event of events) {
          if (event.type === 'refundAsked') expect(sum(event.breakdown.map(shareOf))).toBe(event.amount.amount);
        }
      });
      for (const { claimed, refunded, ...part } of state.parts.values()) {
        expect(isWithin(part, claimed)).toBe(true);
        expect(refunded).toBeLessThanOrEqual(shareOf(claimed));
      }
    }),
  );
});

test('whatever is cancelled, a part comes back to stock once, and is paid back whole', () => {
  fc.assert(
    fc.property(anyOrder, storiesOf(tries), (player, life) => {
      const { events, state } = player.play(life);
      const back = events.flatMap((event) => (event.type === 'partCancelled' ? [event.vendorId] : []));
      expect(new Set(back).size).toBe(back.length);
      for (const vendorId of back) {
        const { claimed, total } = state.parts.get(vendorId) ?? { claimed: undefined, total: 0 };
        expect(claimed && shareOf(claimed)).toBe(total);
      }
    }),
  );
});

test('whatever changes an order, or what a vendor sees of it, is told to those who follow it', () => {
  fc.assert(
    fc.property(anyOrder, storiesOf(tries), (player, life) => {
      player.play(life, ({ before, state, events }) => {
        expectTold('order', 'orders', events, shownOrder(before), shownOrder(state));
        for (const id of ['v1', 'v2']) {
          expectTold('vendor-orders', 'orders', events, vendorOrder(before, id), vendorOrder(state, id));
        }
      });
    }),
  );
});
