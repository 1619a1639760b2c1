import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import { type CartCommand, shownCart } from '../../../actors/carts/cart-state.ts';
import { given } from '../given.ts';
import { cup, filled, fresh, gbp, lamp, offer, reprice, set, story, terms } from './cart.story.ts';

const open = given(cart, ...story(...filled));
const dearer = offer('cup', 1_300);
const linesAfter = (...commands: readonly CartCommand[]) =>
  shownCart(given(cart, ...story(...filled, ...commands)).state())?.lines;

describe('the prices of a cart', () => {
  test('are left alone while nothing has changed', () => {
    open.when(reprice(fresh(cup, lamp))).emitsNothing();
  });
  test('follow the market, and show what they were', () => {
    open.when(reprice(fresh(dearer, lamp))).emits({ type: 'repriced', sku: 'cup' });
    expect(linesAfter(reprice(fresh(dearer, lamp)))?.[0]).toMatchObject({
      unitPrice: 1_300,
      previousPrice: 1_200,
      quantity: 2,
    });
    expect(shownCart(given(cart, ...story(...filled, reprice(fresh(dearer, lamp)))).state())?.total).toEqual(
      gbp(5_600),
    );
  });
  test('that came back to what they were have not changed', () => {
    const [line] = linesAfter(reprice(fresh(dearer, lamp)), reprice(fresh(cup, lamp))) ?? [];
    expect(line).toMatchObject({ unitPrice: 1_200 });
    expect(line).not.toHaveProperty('previousPrice');
  });
  test('are accepted by setting the line again', () => {
    const [line] = linesAfter(reprice(fresh(dearer, lamp)), set(2, dearer)) ?? [];
    expect(line).toMatchObject({ unitPrice: 1_300 });
    expect(line).not.toHaveProperty('previousPrice');
  });
});

describe('a line that is not sold any more', () => {
  test('is shown as gone and costs nothing', () => {
    const shown = shownCart(given(cart, ...story(...filled, reprice(fresh(cup)))).state());
    expect(shown?.lines[1]).toMatchObject({ sku: 'lamp', gone: true });
    expect(shown?.total).toEqual(gbp(2_400));
    given(cart, ...story(...filled, reprice(fresh(cup))))
      .when(reprice(fresh(cup)))
      .emitsNothing();
  });
  test('comes back when it is sold again', () => {
    const line = linesAfter(reprice(fresh(cup)), reprice(fresh(cup, lamp)))?.[1];
    expect(line).toMatchObject({ sku: 'lamp', unitPrice: 3_000 });
    expect(line).not.toHaveProperty('gone');
  });
});

test('what else of an offer has changed is taken over too', () => {
  const changed = [
    { ...cup, title: 'The mug' },
    { ...cup, stocked: false },
    { ...cup, vendorSku: 'MUG' },
    { ...cup, options: { Colour: 'blue' } },
    { ...cup, options: {} },
  ];
  for (const now of changed) open.when(reprice(fresh(now, lamp))).emits({ type: 'repriced', sku: 'cup' });
});

test('a new tax rate of the tenant reaches the cart', () => {
  const now = { ...fresh(cup, lamp), terms: { ...terms, taxRate: 1_000 } };
  open.when(reprice(now)).emits({ type: 'retaxed', taxRate: 1_000, pricesIncludeTax: true });
  expect(shownCart(given(cart, ...story(...filled, reprice(now))).state())).toMatchObject({
    tax: gbp(491),
    total: gbp(5_400),
  });
});

test('a tenant that cannot be asked changes nothing', () => {
  open.when(reprice({ skus: ['cup', 'lamp'], offers: [cup, lamp] })).emitsNothing();
});
