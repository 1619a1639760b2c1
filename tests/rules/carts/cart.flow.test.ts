import { expect, test } from '@jest/globals';
import { cartFlow } from '../../../actors/carts/cart.flow.ts';
import { type AskRefusal, flowTable } from '../../../actors/runtime/flow.ts';
import { aboutOf } from '../about.ts';
import * as orders from '../orders/order.story.ts';
import {
  checkout,
  createForGuest,
  cup,
  filled,
  fresh,
  gbp,
  id,
  lamp,
  lastOf,
  offer,
  reprice,
  set,
} from './cart.story.ts';

const { rows } = cartFlow;
const orderId = 'cart_1-1';
const aboutCart = aboutOf({ type: 'cart', id });
const aboutOrder = aboutOf({ type: 'order', id: orderId });

test('the life of a cart reads as its table', () => {
  const table = flowTable(cartFlow).map(({ when, ask, answered, refused }) =>
    [when, ask.join(), answered.join(), refused.join(', ')].join(' | '),
  );
  expect(table).toEqual([
    'carts.checkedOut | orders.place |  | orders.refuse, carts.thaw',
    'carts.linesTaken | carts.giveLines |  | ',
    'orders.cancelled | carts.thaw |  | ',
    'orders.confirmed | carts.close |  | ',
  ]);
  expect(rows['orders.cancelled']?.undo).toBe(true);
});

test('a cart that was checked out is placed as an order of its own person', () => {
  const event = lastOf('checkedOut', ...filled, checkout(5_400));
  const { email, shippingAddress, payment, lines } = event;
  const place = rows['carts.checkedOut']?.ask?.['orders.place'];
  const placed = { orderId, cartId: id, email, shippingAddress, lines, expectedTotal: gbp(5_400), payment };
  expect(place?.(event, aboutCart)).toEqual([{ ...placed, customerId: 'ada' }]);
  const ofGuest = lastOf('checkedOut', createForGuest, set(2), set(1, lamp), checkout(5_400));
  expect(place?.(ofGuest, aboutCart)).toEqual([placed]);
});

test('an order knows nothing of what a price was before', () => {
  const dearer = fresh(offer('cup', 1_300), lamp);
  const event = lastOf('checkedOut', ...filled, reprice(dearer), checkout(5_600, { fresh: dearer }));
  expect(event.lines[0]).toHaveProperty('previousPrice', 1_200);
  const [placed] = rows['carts.checkedOut']?.ask?.['orders.place']?.(event, aboutCart) ?? [];
  const { prices: _, onSale: __, ...kept } = cup;
  expect(placed?.lines[0]).toEqual({ ...kept, unitPrice: 1_300, quantity: 2 });
});

test('an order that cannot be placed opens the cart again, and whoever waits for it hears why', () => {
  const event = lastOf('checkedOut', ...filled, checkout(5_400));
  const details = { vendorId: 'v1', sku: 'cup' };
  const refusals: readonly AskRefusal[] = [{ action: 'orders.place', params: {}, code: 'VENDOR_NOT_SELLING', details }];
  const refused = rows['carts.checkedOut']?.refused;
  expect(refused?.['orders.refuse']?.(event, aboutCart, refusals)).toEqual({
    id: orderId,
    code: 'VENDOR_NOT_SELLING',
    details,
  });
  expect(refused?.['carts.thaw']?.(event, aboutCart, refusals)).toEqual({ id, orderId });
});

test('what comes of the order opens the cart again or closes it', () => {
  const thaw = rows['orders.cancelled']?.ask?.['carts.thaw'];
  const close = rows['orders.confirmed']?.ask?.['carts.close'];
  const { place, reserve, confirm, cancel } = orders;
  expect(thaw?.(orders.lastOf('cancelled', place(), cancel), aboutOrder)).toEqual([{ id, orderId }]);
  expect(close?.(orders.lastOf('confirmed', place(), reserve, confirm), aboutOrder)).toEqual([{ id, orderId }]);
});

test('an order that came without a cart touches none', () => {
  const { cartId: _, ...imported } = orders.ordered;
  const place = { ...orders.place(), order: imported } as ReturnType<typeof orders.place>;
  const thaw = rows['orders.cancelled']?.ask?.['carts.thaw'];
  const close = rows['orders.confirmed']?.ask?.['carts.close'];
  expect(thaw?.(orders.lastOf('cancelled', place, orders.cancel), aboutOrder)).toEqual([]);
  expect(close?.(orders.lastOf('confirmed', place, orders.reserve, orders.confirm), aboutOrder)).toEqual([]);
});

test("a guest's cart whose lines were taken is ended", () => {
  const taken = { type: 'linesTaken', from: 'cart_9', lines: [], at: 0, expiresAt: 0 } as const;
  expect(rows['carts.linesTaken']?.ask?.['carts.giveLines']?.(taken, aboutCart)).toEqual([{ id: 'cart_9', into: id }]);
});
