import { describe, expect, test } from '@jest/globals';
import { order } from '../../../actors/orders/order.ts';
import { given } from '../given.ts';
import {
  cancel,
  confirm,
  confirmed,
  gbp,
  lastOf,
  ordered,
  orderId,
  place,
  reserve,
  story,
  timeOut,
} from './order.story.ts';

const shares = [
  { vendorId: 'v1', payable: 2_550, commission: 283, tax: 567 },
  { vendorId: 'v2', payable: 2_771, commission: 146, tax: 583 },
];

describe('an order whose stock is held', () => {
  test('gets its number and asks for its money, shared as it was frozen', () => {
    given(order, ...story(place()))
      .when(reserve)
      .emits({ type: 'reserved', number: '1001', total: gbp(6_900), payment: ordered.payment, breakdown: shares });
  });
  test('keeps the number it came with', () => {
    given(order, ...story(place({ number: '536365' })))
      .when({ type: 'noteReserved' })
      .emits({ type: 'reserved', number: '536365' });
  });
  test('hears of it twice and does it once', () => {
    given(order, ...story(place(), reserve))
      .when(reserve)
      .emitsNothing();
    given(order, ...story(...confirmed))
      .when(reserve)
      .emitsNothing();
  });
  test('goes no further once it is cancelled', () => {
    given(order, ...story(place(), cancel))
      .when(reserve)
      .rejects('ORDER_CANCELLED', { reason: 'PAYMENT_DECLINED' });
  });
});

describe('a paid order', () => {
  test('is confirmed with all that others need of it', () => {
    const { needs, parts, lines, placedAt } = lastOf('placed', place());
    const bought = { id: orderId, number: '1001', cartId: 'cart_1', person: 'ada', placedAt };
    given(order, ...story(place(), reserve))
      .when(confirm)
      .emits({ type: 'confirmed', ...bought, needs, parts, lines });
  });
  test('is confirmed once', () => {
    given(order, ...story(...confirmed))
      .when(confirm)
      .emitsNothing();
  });
  test('that was cancelled before stays cancelled', () => {
    given(order, ...story(place(), reserve, timeOut))
      .when(confirm)
      .rejects('ORDER_CANCELLED', { reason: 'PAYMENT_TIMEOUT' });
  });
  test('must have its stock first', () => {
    given(order, ...story(place()))
      .when(confirm)
      .rejects('NOT_RESERVED');
  });
});

describe('an order that is cancelled', () => {
  const refusals = [{ sku: 'cup', code: 'OUT_OF_STOCK', details: { available: 1, requested: 3 } }];
  test('before its stock was held lets go of it all and has no payment to void', () => {
    given(order, ...story(place()))
      .when({ type: 'cancel', reason: 'OUT_OF_STOCK', refusals })
      .emits({
        type: 'cancelled',
        id: orderId,
        cartId: 'cart_1',
        reason: 'OUT_OF_STOCK',
        refusals,
        needs: [
          { sku: 'cup', quantity: 3 },
          { sku: 'lamp', quantity: 1 },
        ],
        vendorIds: ['v1', 'v2'],
        paymentAsked: false,
      });
  });
  test('while it is paid for has its payment voided', () => {
    given(order, ...story(place(), reserve))
      .when(cancel)
      .emits({ type: 'cancelled', number: '1001', paymentAsked: true });
  });
  test('is cancelled once, for the first reason', () => {
    given(order, ...story(place(), cancel))
      .when(timeOut)
      .emitsNothing();
    given(order, ...story(place(), timeOut))
      .when(cancel)
      .emitsNothing();
    expect(given(order, ...story(place(), timeOut, cancel)).state().reason).toBe('PAYMENT_TIMEOUT');
  });
  test('cannot be once it is confirmed', () => {
    given(order, ...story(...confirmed))
      .when(cancel)
      .rejects('ORDER_CONFIRMED');
  });
});

describe("the order's own timer", () => {
  test('cancels an order whose stock or payment never answers', () => {
    given(order, ...story(place()))
      .when(timeOut)
      .emits({ type: 'cancelled', reason: 'PAYMENT_TIMEOUT', paymentAsked: false });
    given(order, ...story(place(), reserve))
      .when(timeOut)
      .emits({ type: 'cancelled', paymentAsked: true });
  });
  test('finds nothing to do once the order is decided', () => {
    given(order, ...story(...confirmed))
      .when(timeOut)
      .emitsNothing();
    given(order).when(timeOut).emitsNothing();
  });
});

test('nothing is known of an order that was never placed', () => {
  for (const command of [reserve, confirm, cancel]) given(order).when(command).rejects('UNKNOWN_ORDER');
});
