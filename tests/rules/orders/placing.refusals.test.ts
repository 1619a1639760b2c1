import { describe, test } from '@jest/globals';
import { order } from '../../../actors/orders/order.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { given } from '../given.ts';
import { gbp, line, lines, place, refuse, story, tenant, vendors } from './order.story.ts';

describe('an order is refused', () => {
  test('under an id that another order has', () => {
    const other = place({ lines: lines.slice(0, 1), expectedTotal: gbp(2_400) });
    given(order, ...story(place()))
      .when(other)
      .rejects('ORDER_DIFFERS');
    const moved = lines.map((one, index) => (index === 0 ? { ...one, sku: 'mug' } : one));
    given(order, ...story(place()))
      .when(place({ lines: moved }))
      .rejects('ORDER_DIFFERS');
  });
  test('once its shopper was told that it is', () => {
    given(order, ...story(refuse))
      .when(place())
      .rejects('ORDER_REFUSED', { code: 'VENDOR_NOT_SELLING' });
  });
  test('while the tenant is suspended or unknown', () => {
    given(order)
      .when(place({}, { tenant: { ...tenant, status: 'suspended' } }))
      .rejects('TENANT_SUSPENDED');
    const { tenant: _, ...unknown } = place() as Extract<ReturnType<typeof place>, { type: 'place' }>;
    given(order).when(unknown).rejects('TENANT_SUSPENDED');
  });
  test('in another currency', () => {
    const euros = { amount: 6_900, currency: 'EUR' };
    given(order)
      .when(place({ expectedTotal: euros }))
      .rejects('CURRENCY_DIFFERS', { expected: 'EUR', actual: 'GBP' });
  });
  test('when a vendor is not selling, or is nobody', () => {
    const suspended = vendors.map((one) => ({ ...one, status: 'suspended' as const }));
    given(order)
      .when(place({}, { vendors: suspended }))
      .rejects('VENDOR_NOT_SELLING', { vendorId: 'v1', sku: 'cup' });
    given(order)
      .when(place({}, { vendors: vendors.slice(0, 1) }))
      .rejects('VENDOR_NOT_SELLING', { vendorId: 'v2', sku: 'lamp' });
  });
  test('when it is shared by too many vendors', () => {
    const ids = Array.from({ length: 101 }, (_, place) => `w${place}`);
    const many = ids.map((vendorId) => ({ vendorId, status: 'approved' as const, name: vendorId }));
    const asked = place({ lines: ids.map((vendorId) => line(`s-${vendorId}`, vendorId, 1, 1)) }, { vendors: many });
    given(order).when(asked).rejects('TOO_MANY_VENDORS', { most: 100, requested: 101 });
  });
  test('when the lines of one sku together are too many units', () => {
    const asked = place({ lines: [line('cup', 'v1', 1_000_000, 0), line('cup', 'v1', 1, 0)] });
    given(order).when(asked).rejects('QUANTITY_TOO_HIGH', { sku: 'cup', most: 1_000_000, requested: 1_000_001 });
  });
  test('when its total is beyond what stays exact', () => {
    const asked = place({ lines: [line('cup', 'v1', 1_000_000, maxAmount)], expectedTotal: gbp(maxAmount) });
    given(order).when(asked).rejects('TOTAL_TOO_HIGH', { most: maxAmount });
  });
  test('when the total is not the one the shopper saw', () => {
    given(order)
      .when(place({ expectedTotal: gbp(6_899) }))
      .rejects('PRICE_CHANGED', { expected: gbp(6_899), actual: gbp(6_900) });
  });
});

describe('a checkout that could not be placed', () => {
  test('is noted once', () => {
    given(order).when(refuse).emits({ type: 'refused', code: 'VENDOR_NOT_SELLING' });
    given(order, ...story(refuse))
      .when(refuse)
      .emitsNothing();
  });
  test('changes nothing of an order that stands', () => {
    given(order, ...story(place()))
      .when(refuse)
      .emitsNothing();
  });
});
