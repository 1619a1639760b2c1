import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import { type CartCommand, shownCart } from '../../../actors/carts/cart-state.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { given, testTime } from '../given.ts';
import {
  checkout,
  close,
  create,
  cup,
  filled,
  gbp,
  give,
  id,
  lifetimeMs,
  offer,
  remove,
  set,
  story,
  terms,
} from './cart.story.ts';

const linesOf = (...commands: readonly CartCommand[]) =>
  given(cart, ...story(...commands))
    .state()
    .lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice]);

describe('a new cart', () => {
  test('takes over the terms of its tenant', () => {
    given(cart)
      .when(create)
      .emits({ type: 'created', id, customerId: 'ada', ...terms, expiresAt: testTime + lifetimeMs });
  });
  test('is made once', () => {
    given(cart, ...story(create))
      .when(create)
      .emitsNothing();
  });
  test('is not to be had while the tenant is suspended', () => {
    given(cart).when({ type: 'create', id, lifetimeMs }).rejects('TENANT_SUSPENDED');
  });
  test('is empty and costs nothing', () => {
    const shown = shownCart(given(cart, ...story(create)).state());
    expect(shown).toMatchObject({
      id,
      status: 'open',
      lines: [],
      total: gbp(0),
      expiresAt: '2026-12-22T09:00:00.000Z',
    });
    expect(shownCart(cart.initial())).toBeUndefined();
  });
});

describe('a line', () => {
  test('keeps of its offer what an order needs, at the price of now', () => {
    const { prices: _, onSale: __, ...kept } = cup;
    given(cart, ...story(create))
      .when(set(2))
      .emits({ type: 'lineSet', quantity: 2, line: { ...kept, unitPrice: 1_200 } });
  });
  test('is set, not added to, and keeps its place', () => {
    expect(linesOf(...filled, set(5))).toEqual([
      ['cup', 5, 1_200],
      ['lamp', 1, 3_000],
    ]);
  });
  test('set again as it is changes nothing', () => {
    given(cart, ...story(...filled))
      .when(set(2))
      .emitsNothing();
  });
  test('set again at a new price has that price from then on', () => {
    const dearer = offer('cup', 1_300);
    given(cart, ...story(...filled))
      .when(set(2, dearer))
      .emits({ type: 'lineSet', quantity: 2 });
    expect(linesOf(...filled, set(2, dearer))).toEqual([
      ['cup', 2, 1_300],
      ['lamp', 1, 3_000],
    ]);
  });
  test('goes when it is taken out, and going twice is going once', () => {
    given(cart, ...story(...filled))
      .when(remove())
      .emits({ type: 'lineRemoved', sku: 'cup' });
    given(cart, ...story(...filled, remove()))
      .when(remove())
      .emitsNothing();
    expect(linesOf(...filled, remove())).toEqual([['lamp', 1, 3_000]]);
  });
  test('adds to subtotal, tax and total', () => {
    expect(shownCart(given(cart, ...story(...filled)).state())).toMatchObject({
      subtotal: gbp(5_400),
      tax: gbp(900),
      total: gbp(5_400),
    });
  });
  test('is taxed on top where prices are without tax', () => {
    const onTop: CartCommand = { type: 'create', id, terms: { ...terms, pricesIncludeTax: false }, lifetimeMs };
    expect(shownCart(given(cart, ...story(onTop, set(2))).state())).toMatchObject({
      subtotal: gbp(2_400),
      tax: gbp(480),
      total: gbp(2_880),
    });
  });
});

describe('a line is refused', () => {
  const { offer: _, ...unknown } = set(1) as Extract<CartCommand, { type: 'setLine' }>;
  const open = given(cart, ...story(create));
  test('when there is no such sku', () => open.when(unknown).rejects('UNKNOWN_SKU', { sku: 'cup' }));
  test('when it is not on sale', () =>
    open.when(set(1, { ...cup, onSale: false })).rejects('NOT_ON_SALE', { sku: 'cup' }));
  test('when it has no price in this currency', () => {
    open.when(set(1, { ...cup, prices: { EUR: 1_400 } })).rejects('NO_PRICE', { sku: 'cup', currency: 'GBP' });
  });
  test('when the cart is full, though a line that is there may change', () => {
    const many = Array.from({ length: 200 }, (_, place) => set(1, offer(`s${place}`, 1)));
    given(cart, ...story(create, ...many))
      .when(set(1))
      .rejects('CART_FULL', { most: 200 });
    given(cart, ...story(create, ...many))
      .when(set(2, offer('s7', 1)))
      .emits({ type: 'lineSet', quantity: 2 });
  });
  test('when the total would be beyond what stays exact', () => {
    open.when(set(2, offer('palace', maxAmount))).rejects('TOTAL_TOO_HIGH', { most: maxAmount });
  });
  test('for the first reason in the documented order', () => {
    const free = { ...cup, onSale: false, prices: {} };
    given(cart).when(unknown).rejects('UNKNOWN_CART');
    given(cart, ...story(...filled, checkout(5_400)))
      .when(unknown)
      .rejects('CART_FROZEN');
    given(cart, ...story(...filled, checkout(5_400), close()))
      .when(unknown)
      .rejects('CART_CLOSED');
    open.when(set(1, free)).rejects('NOT_ON_SALE');
    open.when(set(1, { ...free, onSale: true })).rejects('NO_PRICE');
  });
});

describe('a cart that is not open', () => {
  const closed: readonly (readonly CartCommand[])[] = [
    [checkout(5_400), close()],
    [give],
    [{ type: 'expire', expiresAt: testTime + lifetimeMs }],
  ];
  test('takes no change any more', () => {
    for (const how of closed) {
      const over = given(cart, ...story(...filled, ...how));
      over.when(set(1)).rejects('CART_CLOSED');
      over.when(remove()).rejects('CART_CLOSED');
      over.when(checkout(5_400)).rejects('CART_CLOSED');
      over.when(give).emitsNothing();
      over.when({ type: 'reprice', fresh: { skus: ['cup'], offers: [] } }).emitsNothing();
    }
  });
  test('tells the order it was bought with', () => {
    given(cart, ...story(...filled, checkout(5_400), close()))
      .when(remove())
      .rejects('CART_CLOSED', { cartId: id, status: 'closed', orderId: 'cart_1-1' });
  });
});
