import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cart } from '../../../actors/carts/cart.ts';
import { type CartCommand, shownCart } from '../../../actors/carts/cart-state.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { testTime } from '../given.ts';
import { checkout, close, create, gbp, give, offer, remove, reprice, set, story, terms, thaw } from './cart.story.ts';

const skus = fc.constantFrom('cup', 'lamp', 'bowl');
const offers = fc.record({ sku: skus, price: fc.integer({ min: 0, max: 9_999 }), onSale: fc.boolean() });
const anyFresh = fc.array(offers, { maxLength: 3 }).map((some) => ({
  terms,
  skus: ['cup', 'lamp', 'bowl'],
  offers: some.map(({ sku, price, onSale }) => offer(sku, price, { onSale })),
}));
const commands: fc.Arbitrary<CartCommand> = fc.oneof(
  fc
    .record({ sku: skus, price: fc.integer({ min: 0, max: 9_999 }), quantity: fc.integer({ min: 1, max: 99 }) })
    .map(({ sku, price, quantity }) => set(quantity, offer(sku, price))),
  skus.map(remove),
  anyFresh.map(reprice),
  fc.integer({ min: 1, max: 3 }).map((attempt) => thaw(`cart_1-${attempt}`)),
  fc.constantFrom(close('cart_1-2'), give),
);

test('whatever happens, a cart is sold at the total it shows, and each attempt is an order of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(commands, fc.constant('buy' as const)), { maxLength: 40 }), (life) => {
      let state = story(create).reduce((before, event) => evolve(cart, before, event), cart.initial());
      const orders: string[] = [];
      for (const step of life) {
        const total = shownCart(state)?.total.amount ?? 0;
        const command = step === 'buy' ? checkout(total, { fresh: { terms, skus: [], offers: [] } }) : step;
        const decision = decide(cart, state, { ...command, at: testTime });
        if (isRefusal(decision)) continue;
        for (const event of decision) {
          state = evolve(cart, state, event);
          if (event.type !== 'checkedOut') continue;
          orders.push(event.orderId);
          expect(event.total).toEqual(gbp(total));
          expect(event.lines).toEqual(state.lines);
        }
      }
      expect(new Set(orders).size).toBe(orders.length);
      expect(state.lines.length).toBeLessThanOrEqual(3);
      expect(new Set(state.lines.map(({ sku }) => sku)).size).toBe(state.lines.length);
    }),
  );
});
