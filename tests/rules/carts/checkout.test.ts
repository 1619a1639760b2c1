import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { given } from '../given.ts';
import {
  checkout,
  close,
  create,
  createForGuest,
  cup,
  filled,
  fresh,
  gbp,
  id,
  lamp,
  lastOf,
  offer,
  remove,
  set,
  story,
  terms,
  thaw,
} from './cart.story.ts';

const open = given(cart, ...story(...filled));
const dearer = offer('cup', 1_300);

describe('a checkout', () => {
  test('freezes the cart for one order, at the prices its shopper saw', () => {
    open.when(checkout(5_400)).emits({
      type: 'checkedOut',
      id,
      orderId: 'cart_1-1',
      customerId: 'ada',
      person: 'ada',
      total: gbp(5_400),
      email: 'ada@demo.example',
      lines: open.state().lines,
    });
    expect(given(cart, ...story(...filled, checkout(5_400))).state()).toMatchObject({
      status: 'frozen',
      orderId: 'cart_1-1',
    });
  });
  test('asked for again is the same order', () => {
    given(cart, ...story(...filled, checkout(5_400)))
      .when(checkout(1))
      .emitsNothing();
  });
  test("of a guest's cart makes a person of its own for the order", () => {
    const event = lastOf('checkedOut', createForGuest, set(2), set(1, lamp), checkout(5_400));
    expect(event.person).toBe('guest-cart_1-1');
    expect(event).not.toHaveProperty('customerId');
  });
  test('at a new price that its shopper knows brings the cart up to date first', () => {
    open
      .when(checkout(5_600, { fresh: fresh(dearer, lamp) }))
      .emits({ type: 'repriced', sku: 'cup' }, { type: 'checkedOut', total: gbp(5_600) });
  });
  test('trusts a line that was set while the prices were looked up', () => {
    open.when(checkout(5_400, { fresh: { ...fresh(cup), skus: ['cup'] } })).emits({ type: 'checkedOut' });
  });
});

describe('a checkout is refused', () => {
  test('for a cart that is empty', () =>
    given(cart, ...story(create))
      .when(checkout(0))
      .rejects('CART_EMPTY'));
  test('in another currency than the cart, or once the tenant has another', () => {
    open.when(checkout(0, { expectedTotal: { amount: 5_400, currency: 'EUR' } })).rejects('CURRENCY_DIFFERS');
    const moved = { ...fresh(cup, lamp), terms: { ...terms, currency: 'EUR' } };
    open.when(checkout(5_400, { fresh: moved })).rejects('CURRENCY_DIFFERS', { currencies: ['GBP', 'EUR'] });
  });
  test('while a line is gone, off sale or without a price', () => {
    open.when(checkout(2_400, { fresh: fresh(cup) })).rejects('LINE_GONE', { skus: ['lamp'] });
    open
      .when(checkout(2_400, { fresh: fresh(cup, { ...lamp, onSale: false }) }))
      .rejects('LINE_GONE', { skus: ['lamp'] });
    open.when(checkout(2_400, { fresh: fresh(cup, { ...lamp, prices: {} }) })).rejects('LINE_GONE', { skus: ['lamp'] });
  });
  test('when the total is beyond what stays exact', () => {
    open
      .when(checkout(5_400, { fresh: fresh(offer('cup', maxAmount), lamp) }))
      .rejects('TOTAL_TOO_HIGH', { most: maxAmount });
  });
  test('when the total is not the one the shopper saw, and says which lines have moved', () => {
    open.when(checkout(5_400, { fresh: fresh(dearer, lamp) })).rejects('PRICE_CHANGED', {
      expected: gbp(5_400),
      actual: gbp(5_600),
      lines: [{ sku: 'cup', was: 1_200, now: 1_300 }],
    });
    open.when(checkout(5_399)).rejects('PRICE_CHANGED', { expected: gbp(5_399), actual: gbp(5_400), lines: [] });
  });
  test('when the tax has moved on top of the prices', () => {
    const onTop = { ...fresh(cup, lamp), terms: { ...terms, pricesIncludeTax: false } };
    open.when(checkout(5_400, { fresh: onTop })).rejects('PRICE_CHANGED');
    open
      .when(checkout(6_480, { fresh: onTop }))
      .emits({ type: 'retaxed', pricesIncludeTax: false }, { type: 'checkedOut', total: gbp(6_480) });
  });
  test('for the first reason in the documented order', () => {
    const wrong = { expectedTotal: { amount: 1, currency: 'EUR' }, fresh: fresh(offer('cup', maxAmount)) };
    const inPounds = { fresh: wrong.fresh };
    given(cart).when(checkout(1, wrong)).rejects('UNKNOWN_CART');
    given(cart, ...story(...filled, checkout(5_400), close()))
      .when(checkout(1, wrong))
      .rejects('CART_CLOSED');
    given(cart, ...story(create))
      .when(checkout(1, wrong))
      .rejects('CART_EMPTY');
    open.when(checkout(1, wrong)).rejects('CURRENCY_DIFFERS');
    open.when(checkout(1, inPounds)).rejects('LINE_GONE');
    open.when(checkout(1, { fresh: fresh(offer('cup', maxAmount), lamp) })).rejects('TOTAL_TOO_HIGH');
    open.when(checkout(1)).rejects('PRICE_CHANGED');
  });
});

describe('an order that came to nothing', () => {
  test('opens its cart again, and the next attempt is another order', () => {
    given(cart, ...story(...filled, checkout(5_400)))
      .when(thaw())
      .emits({ type: 'thawed', orderId: 'cart_1-1' });
    given(cart, ...story(...filled, checkout(5_400), thaw()))
      .when(checkout(5_400))
      .emits({ type: 'checkedOut', orderId: 'cart_1-2' });
  });
  test('opens it once, and not for a later order', () => {
    given(cart, ...story(...filled, checkout(5_400), thaw()))
      .when(thaw())
      .emitsNothing();
    given(cart, ...story(...filled, checkout(5_400), thaw(), checkout(5_400)))
      .when(thaw())
      .emitsNothing();
    given(cart).when(thaw()).emitsNothing();
  });
});

describe('an order that is confirmed', () => {
  test('closes its cart, once and for good', () => {
    const frozen = [...filled, checkout(5_400)];
    given(cart, ...story(...frozen))
      .when(close())
      .emits({ type: 'closed', orderId: 'cart_1-1' });
    given(cart, ...story(...frozen))
      .when(close('cart_1-9'))
      .emitsNothing();
    given(cart, ...story(...frozen, close()))
      .when(close())
      .emitsNothing();
    given(cart, ...story(...frozen, close()))
      .when(thaw())
      .emitsNothing();
  });
});

test('nothing is known of a cart that nobody made', () => {
  for (const command of [set(1), remove(), checkout(1)]) given(cart).when(command).rejects('UNKNOWN_CART');
});
