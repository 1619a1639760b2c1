import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import type { CartCommand } from '../../../actors/carts/cart-state.ts';
import type { CartLine, CartStatus } from '../../../actors/carts/contract.ts';
import { given } from '../given.ts';
import { checkout, create, filled, give, id, lamp, offer, set, story } from './cart.story.ts';

const lineOf = (sku: string, quantity: number, unitPrice = 1_200): CartLine => {
  const { prices: _, onSale: __, ...kept } = offer(sku, unitPrice);
  return { ...kept, unitPrice, quantity };
};
const take = (lines: readonly CartLine[], from = 'cart_9', status: CartStatus = 'open'): CartCommand => ({
  type: 'takeLines',
  from: { id: from, status, lines },
});
const linesAfter = (...commands: readonly CartCommand[]) =>
  given(cart, ...story(...commands))
    .state()
    .lines.map(({ sku, quantity }) => [sku, quantity]);

describe("a guest's cart that is taken over", () => {
  test('adds its lines to those that are there', () => {
    expect(linesAfter(...filled, take([lineOf('cup', 3), lineOf('bowl', 1)]))).toEqual([
      ['cup', 5],
      ['lamp', 1],
      ['bowl', 1],
    ]);
  });
  test('is taken once, however often that is asked', () => {
    given(cart, ...story(create, take([lineOf('cup', 3)])))
      .when(take([lineOf('cup', 3)]))
      .emitsNothing();
  });
  test('adds no more units than a line may have', () => {
    expect(linesAfter(create, set(999_999), take([lineOf('cup', 2)]))).toEqual([['cup', 1_000_000]]);
  });
  test('has nothing more to give once it was merged, nor to itself', () => {
    given(cart, ...story(create))
      .when(take([lineOf('cup', 3)], 'cart_9', 'merged'))
      .emitsNothing();
    given(cart, ...story(...filled))
      .when(take([lineOf('cup', 2)], id))
      .emitsNothing();
  });
  test('is over for its guest', () => {
    given(cart, ...story(...filled))
      .when(give)
      .emits({ type: 'linesGiven', into: 'cart_2' });
    expect(given(cart, ...story(...filled, give)).state().status).toBe('merged');
    given(cart, ...story(...filled, give))
      .when(give)
      .emitsNothing();
    given(cart).when(give).emitsNothing();
  });
  test('goes on while an order is made of it', () => {
    given(cart, ...story(...filled, checkout(5_400)))
      .when(give)
      .emitsNothing();
  });
});

describe('a merge is refused', () => {
  test('while an order is made of either cart, and once either is over', () => {
    given(cart).when(take([])).rejects('UNKNOWN_CART');
    given(cart, ...story(...filled, checkout(5_400)))
      .when(take([]))
      .rejects('CART_FROZEN');
    given(cart, ...story(...filled, give))
      .when(take([]))
      .rejects('CART_CLOSED');
    given(cart, ...story(create))
      .when(take([], 'cart_9', 'frozen'))
      .rejects('CART_FROZEN', { cartId: 'cart_9', status: 'frozen' });
    given(cart, ...story(create))
      .when(take([], 'cart_9', 'expired'))
      .rejects('CART_CLOSED', { cartId: 'cart_9', status: 'expired' });
  });
  test('when the two together are more lines than a cart holds', () => {
    const many = Array.from({ length: 199 }, (_, place) => lineOf(`s${place}`, 1));
    given(cart, ...story(...filled))
      .when(take(many))
      .rejects('CART_FULL', { most: 200 });
    given(cart, ...story(create, set(1, lamp)))
      .when(take(many))
      .emits({ type: 'linesTaken', from: 'cart_9' });
  });
});

test('only the latest fifty carts are remembered', () => {
  const many = Array.from({ length: 51 }, (_, place) => take([], `cart_g${place}`));
  const { taken } = given(cart, ...story(create, ...many)).state();
  expect([taken.length, taken[0]]).toEqual([50, 'cart_g1']);
});
