import { describe, expect, test } from '@jest/globals';
import { order } from '../../../actors/orders/order.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { given } from '../given.ts';
import {
  cancel,
  cancelPart,
  confirmed,
  gbp,
  partCancelled,
  partDelivered,
  partKept,
  partShipped,
  place,
  refund,
  reserve,
  story,
} from './order.story.ts';

const statusAfter = (...commands: readonly OrderCommand[]) =>
  given(order, ...story(...confirmed, ...commands)).state().status;
const asked = (by: 'shopper' | 'operator' | 'vendor', vendorId?: string): OrderCommand => ({
  type: 'cancelByRequest',
  by,
  note: 'ordered twice',
  ...(vendorId && { vendorId }),
});

describe('an order that is not confirmed yet', () => {
  test('is cancelled whole at once, in the name of who asked', () => {
    const open = given(order, ...story(place(), reserve));
    open
      .when(asked('shopper'))
      .emits({ type: 'cancelled', reason: 'CANCELLED_BY_SHOPPER', note: 'ordered twice', paymentAsked: true });
    open.when(asked('operator')).emits({ type: 'cancelled', reason: 'CANCELLED_BY_OPERATOR' });
  });
  test('cannot lose the part of one vendor', () => {
    given(order, ...story(place(), reserve))
      .when(asked('vendor', 'v1'))
      .rejects('NOT_YET_CONFIRMED', { vendorId: 'v1' });
  });
  test('stays cancelled, however often that is asked', () => {
    given(order, ...story(place(), cancel))
      .when(asked('shopper'))
      .emitsNothing();
  });
});

describe('a confirmed order', () => {
  test('asks the fulfilment of each part before it is cancelled', () => {
    const open = given(order, ...story(...confirmed));
    open
      .when(asked('shopper'))
      .emits(
        { type: 'partCancelAsked', vendorId: 'v1', fulfilmentId: 'cart_1-1-f1', reason: 'CANCELLED_BY_SHOPPER' },
        { type: 'partCancelAsked', vendorId: 'v2', fulfilmentId: 'cart_1-1-f2', reason: 'CANCELLED_BY_SHOPPER' },
      );
    open.when(asked('vendor', 'v2')).emits({ type: 'partCancelAsked', vendorId: 'v2', reason: 'CANCELLED_BY_VENDOR' });
  });
  test('asks a fulfilment once', () => {
    given(order, ...story(...confirmed, cancelPart('v1')))
      .when(cancelPart('v1'))
      .emitsNothing();
    given(order, ...story(...confirmed, cancelPart('v1')))
      .when(cancelPart())
      .emits({ type: 'partCancelAsked', vendorId: 'v2' });
  });
  test('keeps what has shipped', () => {
    const shipped = given(order, ...story(...confirmed, partShipped('v1')));
    shipped.when(cancelPart('v1')).rejects('ALREADY_SHIPPED', { vendorIds: ['v1'] });
    shipped.when(cancelPart()).emits({ type: 'partCancelAsked', vendorId: 'v2' });
    given(order, ...story(...confirmed, partShipped('v1'), cancelPart('v2'), partCancelled('v2')))
      .when(cancelPart())
      .rejects('ALREADY_SHIPPED');
  });
  test('has parts of its own vendors only', () => {
    given(order, ...story(...confirmed))
      .when(cancelPart('v3'))
      .rejects('UNKNOWN_PART', { vendorId: 'v3' });
  });
});

describe('a part whose fulfilment was cancelled', () => {
  test('gives its units back and pays back what it cost', () => {
    given(order, ...story(...confirmed, cancelPart('v1')))
      .when(partCancelled('v1'))
      .emits({
        type: 'partCancelled',
        vendorId: 'v1',
        needs: [{ sku: 'cup', quantity: 3 }],
        refundId: 'cart_1-1-f1-refund',
        amount: gbp(3_400),
        breakdown: [{ vendorId: 'v1', payable: 2_550, commission: 283, tax: 567 }],
        status: 'confirmed',
      });
  });
  test('pays back no more than what is left of it', () => {
    const refunded = given(order, ...story(...confirmed, refund(3_400, { vendorId: 'v1' }), cancelPart('v1')));
    refunded.when(partCancelled('v1')).emits({ type: 'partCancelled', amount: gbp(0), breakdown: [] });
    expect(
      given(order, ...story(...confirmed, refund(3_400, { vendorId: 'v1' }), partCancelled('v1'))).state().refunds.size,
    ).toBe(1);
  });
  test('ends the order with the last of them', () => {
    const all = [cancelPart(), partCancelled('v1')];
    given(order, ...story(...confirmed, ...all))
      .when(partCancelled('v2'))
      .emits({ type: 'partCancelled', status: 'cancelled' });
    expect(given(order, ...story(...confirmed, ...all, partCancelled('v2'))).state()).toMatchObject({
      status: 'cancelled',
      reason: 'CANCELLED_BY_OPERATOR',
    });
  });
  test('is cancelled once', () => {
    given(order, ...story(...confirmed, cancelPart('v1'), partCancelled('v1')))
      .when(partCancelled('v1'))
      .emitsNothing();
  });
});

describe('a part whose fulfilment was faster', () => {
  test('goes on', () => {
    given(order, ...story(...confirmed, cancelPart('v1')))
      .when(partKept('v1'))
      .emits({ type: 'partKept', vendorId: 'v1' });
    given(order, ...story(...confirmed, cancelPart('v1'), partKept('v1')))
      .when(partKept('v1'))
      .emitsNothing();
  });
  test('stays shipped, whichever word comes first', () => {
    given(order, ...story(...confirmed, cancelPart('v1'), partShipped('v1')))
      .when(partKept('v1'))
      .emitsNothing();
  });
});

describe('an order follows its parts', () => {
  test('to shipped and delivered, once all are', () => {
    expect(statusAfter(partShipped('v1'))).toBe('confirmed');
    expect(statusAfter(partShipped('v1'), partShipped('v2'))).toBe('shipped');
    expect(statusAfter(partShipped('v1'), partShipped('v2'), partDelivered('v1'))).toBe('shipped');
    expect(statusAfter(partShipped('v1'), partShipped('v2'), partDelivered('v1'), partDelivered('v2'))).toBe(
      'delivered',
    );
  });
  test('and those that were cancelled count no more', () => {
    expect(statusAfter(partShipped('v1'), partCancelled('v2'))).toBe('shipped');
    expect(statusAfter(partDelivered('v1'), partCancelled('v2'))).toBe('delivered');
  });
  test('and hears the same news once', () => {
    given(order, ...story(...confirmed, partShipped('v1')))
      .when(partShipped('v1'))
      .emitsNothing();
    given(order, ...story(...confirmed, partDelivered('v1')))
      .when(partDelivered('v1'))
      .emitsNothing();
    given(order, ...story(...confirmed, partCancelled('v1')))
      .when(partShipped('v1'))
      .emitsNothing();
    given(order, ...story(...confirmed, partCancelled('v1')))
      .when(partDelivered('v1'))
      .emitsNothing();
  });
});

test('news of a part that is not there is refused', () => {
  for (const command of [partCancelled('v3'), partKept('v3'), partShipped('v3'), partDelivered('v3')]) {
    given(order, ...story(...confirmed))
      .when(command)
      .rejects('UNKNOWN_PART', { vendorId: 'v3' });
  }
  given(order).when(cancelPart()).rejects('UNKNOWN_ORDER');
  given(order).when(partCancelled('v1')).rejects('UNKNOWN_PART');
});

test.each([[place()], [place(), reserve]])('no word of a part confirms an order that is not paid: %#', (...life) => {
  for (const command of [partCancelled('v1'), partKept('v1'), partShipped('v1'), partDelivered('v1')]) {
    given(order, ...story(...life))
      .when(command)
      .rejects('NOT_YET_CONFIRMED', { vendorId: 'v1' });
  }
});
