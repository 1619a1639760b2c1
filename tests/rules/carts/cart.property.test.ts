import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cart, maxLines } from '../../../actors/carts/cart.ts';
import { type CartCommand, type CartState, shownCart } from '../../../actors/carts/cart-state.ts';
import { maxQuantity } from '../../../actors/carts/lines.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { day } from '../../../actors/runtime/time.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';
import { expectTold } from '../told.ts';
import {
  checkout,
  close,
  create,
  gbp,
  give,
  lifetimeMs,
  offer,
  remove,
  reprice,
  set,
  story,
  terms,
  thaw,
} from './cart.story.ts';

const skus = fc.constantFrom('cup', 'lamp', 'bowl');
const price = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 9_999 }) }, fc.constant(maxAmount));
const quantity = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 99 }) }, fc.constant(maxQuantity));
const offers = fc.record({ sku: skus, price, onSale: fc.boolean() });
const anyFresh = fc.array(offers, { maxLength: 3 }).map((some) => ({
  terms,
  skus: ['cup', 'lamp', 'bowl'],
  offers: some.map(({ sku, price: now, onSale }) => offer(sku, now, { onSale })),
}));
const others = fc.constantFrom('cart_7', 'cart_8').chain((id) =>
  fc.tuple(skus, price, quantity).map(([sku, unitPrice, units]) => ({
    id,
    status: 'open' as const,
    lines: [{ ...offer(sku, unitPrice), unitPrice, quantity: units }],
  })),
);

type Tried = Try<CartState, CartCommand>;
const commands: fc.Arbitrary<CartCommand> = fc.oneof(
  fc.record({ sku: skus, now: price, units: quantity }).map(({ sku, now, units }) => set(units, offer(sku, now))),
  skus.map(remove),
  anyFresh.map(reprice),
  others.map((from) => ({ type: 'takeLines' as const, from })),
  fc.integer({ min: 1, max: 3 }).map((attempt) => thaw(`cart_1-${attempt}`)),
);
const rare = fc.constantFrom<Tried>(
  close('cart_1-2'),
  give,
  whenAsked<CartState, CartCommand>('expire', ({ expiresAt }) => ({ type: 'expire', expiresAt })),
);
const buy: Tried = whenAsked<CartState, CartCommand>('buy', (state) =>
  checkout(shownCart(state)?.total.amount ?? 0, { fresh: { terms, skus: [], offers: [] } }),
);
const tries: fc.Arbitrary<Tried> = fc.oneof(
  { weight: 12, arbitrary: commands },
  { weight: 3, arbitrary: fc.constant(buy) },
  { weight: 1, arbitrary: rare },
);
const stories = storiesOf(tries, day, lifetimeMs);
const ada = new Player(cart, { from: story(create) });

test('whatever happens, a cart is sold at the total it shows, and each attempt is an order of its own', () => {
  fc.assert(
    fc.property(stories, (life) => {
      const { events } = ada.play(life, ({ before, state, events: now }) => {
        const sold = now.find((event) => event.type === 'checkedOut');
        if (!sold) return;
        expect(sold.total).toEqual(gbp(shownCart(before)?.total.amount ?? Number.NaN));
        expect(sold.total.amount).toBeLessThanOrEqual(maxAmount);
        expect(sold.lines).toEqual(state.lines);
      });
      const orders = events.flatMap((event) => (event.type === 'checkedOut' ? [event.orderId] : []));
      expect(orders).toEqual(orders.map((_, place) => `cart_1-${place + 1}`));
    }),
  );
});

test('whatever happens, a cart has one line a sku and stays within its bounds', () => {
  fc.assert(
    fc.property(stories, (life) => {
      ada.play(life, ({ state: { lines } }) => {
        expect(new Set(lines.map(({ sku }) => sku)).size).toBe(lines.length);
        expect(lines.length).toBeLessThanOrEqual(maxLines);
        expect(Math.max(0, ...lines.map((line) => line.quantity))).toBeLessThanOrEqual(maxQuantity);
      });
    }),
  );
});

test('whatever happens, nothing changes a cart while it is frozen for an order, or ever again once it is gone', () => {
  fc.assert(
    fc.property(stories, (life) => {
      ada.play(life, ({ before, state, events }) => {
        if (before.status === 'frozen') expect(state.lines).toEqual(before.lines);
        if (['closed', 'merged', 'expired'].includes(before.status)) expect(events).toEqual([]);
      });
    }),
  );
});

test('as long as somebody changes it, a cart lives; left alone it expires by its own reminder', () => {
  fc.assert(
    fc.property(stories, (life) => {
      const { state } = ada.play(life, ({ command, events }) => {
        for (const event of events) {
          const [reminder] = cart.reminders?.[event.type]?.(event as never) ?? [];
          if (reminder) expect(reminder).toMatchObject({ dueAt: command.at + lifetimeMs, delay: lifetimeMs });
        }
      });
      const at = state.expiresAt;
      const end = ada.play([...life, { tried: { type: 'expire', expiresAt: at }, at }]).state;
      expect(end.status).toBe(state.status === 'open' ? 'expired' : state.status);
    }),
  );
});

test('whatever changes a cart is told to those who follow it', () => {
  fc.assert(
    fc.property(stories, (life) => {
      ada.play(life, ({ before, state, events }) => {
        expectTold('cart', 'carts', events, shownCart(before), shownCart(state));
      });
    }),
  );
});
