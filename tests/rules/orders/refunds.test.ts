import { describe, expect, test } from '@jest/globals';
import type { Shares } from '../../../actors/orders/contract.ts';
import { order } from '../../../actors/orders/order.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { given } from '../given.ts';
import {
  cancel,
  confirmed,
  gbp,
  lastOf,
  partCancelled,
  partShipped,
  place,
  refund,
  reserve,
  story,
  timeOut,
} from './order.story.ts';

const done = (refundId: string, breakdown: readonly Shares[]): OrderCommand => ({
  type: 'noteRefunded',
  refundId,
  breakdown,
});
const refused = (refundId: string): OrderCommand => ({ type: 'noteRefundRefused', refundId });
const totals = (breakdown: readonly Shares[]) =>
  breakdown.map(({ vendorId, payable, commission, tax }) => [vendorId, payable + commission + tax]);
const asShopper = (amount: number, vendorId?: string) =>
  refund(amount, { by: 'shopper', ...(vendorId && { vendorId }) });

describe('a refund', () => {
  test('is taken from every part in proportion to what is left of it', () => {
    const { breakdown, amount } = lastOf('refundAsked', ...confirmed, refund(690));
    expect(amount).toEqual(gbp(690));
    expect(totals(breakdown)).toEqual([
      ['v1', 340],
      ['v2', 350],
    ]);
  });
  test('is shared within a part as the part is', () => {
    const { breakdown } = lastOf('refundAsked', ...confirmed, refund(1_700, { vendorId: 'v1' }));
    expect(breakdown).toEqual([{ vendorId: 'v1', payable: 1_275, commission: 142, tax: 283 }]);
  });
  test('of all that was paid gives back every share to the unit', () => {
    const { breakdown } = lastOf('refundAsked', ...confirmed, refund(1), refund(6_899, { refundId: 'ref_2' }));
    expect(sum(totals(breakdown).map(([, amount]) => Number(amount)))).toBe(6_899);
    const { parts } = given(order, ...story(...confirmed, refund(1), refund(6_899, { refundId: 'ref_2' }))).state();
    for (const { payable, commission, tax, claimed } of parts.values())
      expect(claimed).toEqual({ payable, commission, tax });
  });
  test('by a vendor comes out of the own part alone, and also after it has left', () => {
    const byVendor = refund(500, { by: 'vendor', vendorId: 'v1' });
    expect(totals(lastOf('refundAsked', ...confirmed, partShipped('v1'), byVendor).breakdown)).toEqual([['v1', 500]]);
  });
  test('asked for twice is one refund', () => {
    given(order, ...story(...confirmed, refund(690)))
      .when(refund(690))
      .emitsNothing();
  });
  test('is done once its money has gone back', () => {
    const { breakdown } = lastOf('refundAsked', ...confirmed, refund(690));
    const asked = given(order, ...story(...confirmed, refund(690)));
    asked.when(done('ref_1', breakdown)).emits({ type: 'refunded', refundId: 'ref_1', amount: gbp(690), breakdown });
    const after690 = given(order, ...story(...confirmed, refund(690), done('ref_1', breakdown)));
    after690.when(done('ref_1', breakdown)).emitsNothing();
    expect([...after690.state().parts.values()].map((part) => part.refunded)).toEqual([340, 350]);
  });
  test('that did not come through may be asked for again', () => {
    const failed = [...confirmed, refund(6_900), refused('ref_1')];
    given(order, ...story(...failed))
      .when(refund(6_900, { refundId: 'ref_2' }))
      .emits({ type: 'refundAsked', amount: gbp(6_900) });
    given(order, ...story(...failed))
      .when(refused('ref_1'))
      .emitsNothing();
    given(order, ...story(...confirmed))
      .when(refused('ref_9'))
      .emitsNothing();
  });
  test('that comes through after another took its place leaves nothing to refund', () => {
    const { breakdown } = lastOf('refundAsked', ...confirmed, refund(6_900));
    const second = refund(6_000, { refundId: 'ref_2' });
    const twice = given(
      order,
      ...story(...confirmed, refund(6_900), refused('ref_1'), second, done('ref_1', breakdown)),
    );
    twice.when(refund(1, { refundId: 'ref_3' })).rejects('REFUND_TOO_HIGH', { left: gbp(0), requested: gbp(1) });
    twice.when(partCancelled('v1')).emits({ type: 'partCancelled', amount: gbp(0), breakdown: [] });
  });
  test('that comes through after all is counted after all', () => {
    const { breakdown } = lastOf('refundAsked', ...confirmed, refund(6_900));
    const late = [...confirmed, refund(6_900), refused('ref_1'), done('ref_1', breakdown)];
    given(order, ...story(...late))
      .when(refund(1, { refundId: 'ref_2' }))
      .rejects('REFUND_TOO_HIGH');
  });
});

test('an order that was cancelled before it was confirmed learns of the late payment that was given back', () => {
  const { breakdown } = lastOf('reserved', place(), reserve);
  const cancelled = given(order, ...story(place(), reserve, timeOut));
  cancelled.when(done('void-1', breakdown)).emits({ type: 'refunded', amount: gbp(6_900), unsold: true });
  const state = given(order, ...story(place(), reserve, timeOut, done('void-1', breakdown))).state();
  expect(state.refunds.get('void-1')).toMatchObject({ status: 'done', amount: 6_900, reason: 'PAYMENT_TIMEOUT' });
});

describe('a refund is refused', () => {
  test('of an order nobody placed', () => {
    given(order).when(refund(1)).rejects('UNKNOWN_ORDER');
    given(order).when(done('ref_1', [])).rejects('UNKNOWN_ORDER');
    given(order).when(refused('ref_1')).rejects('UNKNOWN_ORDER');
  });
  test('while the order is undecided', () => {
    given(order, ...story(place(), reserve))
      .when(refund(1))
      .rejects('NOT_YET_CONFIRMED');
  });
  test('where nothing was paid', () => {
    given(order, ...story(place(), cancel))
      .when(refund(1))
      .rejects('ORDER_CANCELLED', { reason: 'PAYMENT_DECLINED' });
  });
  test('from a vendor who has no part in it', () => {
    given(order, ...story(...confirmed))
      .when(refund(1, { vendorId: 'v3' }))
      .rejects('UNKNOWN_PART', { vendorId: 'v3' });
  });
  test('in another currency', () => {
    given(order, ...story(...confirmed))
      .when(refund(1, { amount: { amount: 1, currency: 'EUR' } }))
      .rejects('CURRENCY_DIFFERS', { expected: 'EUR', actual: 'GBP' });
  });
  test('to a shopper for what has shipped, though not to the operator', () => {
    const shipped = given(order, ...story(...confirmed, partShipped('v1')));
    shipped.when(asShopper(1, 'v1')).rejects('ALREADY_SHIPPED');
    shipped.when(refund(1, { vendorId: 'v1' })).emits({ type: 'refundAsked' });
    shipped.when(asShopper(3_501)).rejects('REFUND_TOO_HIGH', { left: gbp(3_500), requested: gbp(3_501) });
    given(order, ...story(...confirmed, partShipped('v1'), partShipped('v2')))
      .when(asShopper(1))
      .rejects('ALREADY_SHIPPED');
    given(order, ...story(...confirmed, partShipped('v1'), partCancelled('v2')))
      .when(asShopper(1))
      .rejects('ALREADY_SHIPPED');
  });
  test('beyond what is left, also while the one before is still on its way', () => {
    const asked = given(order, ...story(...confirmed, refund(6_000)));
    asked.when(refund(901, { refundId: 'ref_2' })).rejects('REFUND_TOO_HIGH', { left: gbp(900), requested: gbp(901) });
    given(order, ...story(...confirmed))
      .when(refund(3_401, { vendorId: 'v1' }))
      .rejects('REFUND_TOO_HIGH', { left: gbp(3_400), requested: gbp(3_401) });
  });
  test('after a hundred of them', () => {
    const many = Array.from({ length: 100 }, (_, place) => refund(1, { refundId: `ref_${place}` }));
    given(order, ...story(...confirmed, ...many))
      .when(refund(1, { refundId: 'one more' }))
      .rejects('TOO_MANY_REFUNDS', { most: 100 });
  });
});

test('of many reasons the first in the documented order is told', () => {
  const wrong = { amount: { amount: 9_999, currency: 'EUR' }, vendorId: 'v3', by: 'shopper' } as const;
  const ofVendor = { ...wrong, vendorId: 'v1' };
  const inPounds = { ...ofVendor, amount: gbp(9_999) };
  const shipped = given(order, ...story(...confirmed, partShipped('v1')));
  given(order, ...story(place()))
    .when(refund(0, wrong))
    .rejects('NOT_YET_CONFIRMED');
  given(order, ...story(place(), cancel))
    .when(refund(0, wrong))
    .rejects('ORDER_CANCELLED');
  shipped.when(refund(0, wrong)).rejects('UNKNOWN_PART');
  shipped.when(refund(0, ofVendor)).rejects('CURRENCY_DIFFERS');
  shipped.when(refund(0, inPounds)).rejects('ALREADY_SHIPPED');
  shipped.when(refund(0, { ...inPounds, by: 'operator' })).rejects('REFUND_TOO_HIGH');
});
