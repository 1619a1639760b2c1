import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../../actors/orders/order.ts';
import { decide, isRefusal } from '../../../actors/runtime/decider.ts';
import { maxAmount, sum } from '../../../actors/runtime/money.ts';
import { given, testTime } from '../given.ts';
import { gbp, lastOf, line, lines, ordered, orderId, place, refuse, story, tenant, vendors } from './order.story.ts';

const placed = () => lastOf('placed', place());

describe('a placed order', () => {
  test('freezes the tax of each line and what each vendor gets of it', () => {
    const { subtotal, tax, total, parts } = placed();
    expect([subtotal, tax, total]).toEqual([gbp(6_900), gbp(1_150), gbp(6_900)]);
    expect(placed().lines.map((one) => [one.subtotal, one.tax])).toEqual([
      [2_400, 400],
      [3_000, 500],
      [1_000, 167],
      [500, 83],
    ]);
    expect(parts).toEqual([
      {
        vendorId: 'v1',
        fulfilmentId: 'cart_1-1-f1',
        total: 3_400,
        tax: 567,
        commissionRate: 1_000,
        commission: 283,
        payable: 2_550,
      },
      {
        vendorId: 'v2',
        fulfilmentId: 'cart_1-1-f2',
        total: 3_500,
        tax: 583,
        commissionRate: 500,
        commission: 146,
        payable: 2_771,
      },
    ]);
  });
  test('adds the tax on top where prices are without it', () => {
    const onTop = { tenant: { ...tenant, pricesIncludeTax: false } };
    const event = lastOf('placed', place({ expectedTotal: gbp(8_280) }, onTop));
    expect([event.subtotal, event.tax, event.total]).toEqual([gbp(6_900), gbp(1_380), gbp(8_280)]);
    expect(event.parts.map(({ total, tax }) => [total, tax])).toEqual([
      [4_080, 680],
      [4_200, 700],
    ]);
  });
  test('asks for the units of a sku once, keeps every price of it, and asks nothing for a service', () => {
    expect(placed().needs).toEqual([
      { sku: 'cup', quantity: 3 },
      { sku: 'lamp', quantity: 1 },
    ]);
    expect(placed().lines.map(({ unitPrice }) => unitPrice)).toEqual([1_200, 3_000, 1_000, 500]);
  });
  test('is paid within its time, whatever its business time is', () => {
    const event = lastOf('placed', place({ placedAt: 1_291_191_960_000, number: '536365' }));
    expect(event).toMatchObject({ placedAt: 1_291_191_960_000, number: '536365', payBy: testTime + 900_000 });
    expect(order.reminders?.placed?.(event)).toEqual([
      { dueAt: testTime + 900_000, delay: 900_000, command: { type: 'timeOut' } },
    ]);
  });
  test('belongs to its customer, or to the person a guest is for this one order', () => {
    expect(placed().person).toBe('ada');
    const { customerId: _, ...ofGuest } = ordered;
    expect(lastOf('placed', { ...place(), order: ofGuest } as never).person).toBe(`guest-${orderId}`);
  });
  test('may be free of charge', () => {
    const event = lastOf('placed', place({ lines: [line('gift', 'v1', 1, 0)], expectedTotal: gbp(0) }));
    expect(event).toMatchObject({ total: gbp(0), parts: [{ total: 0, tax: 0, commission: 0, payable: 0 }] });
  });
  test('is placed once, however often it is asked for', () => {
    given(order, ...story(place()))
      .when(place())
      .emitsNothing();
  });
});

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

test('of many reasons the first in the documented order is told', () => {
  const wrong = {
    expectedTotal: { amount: 1, currency: 'EUR' },
    lines: [line('cup', 'nobody', 1_000_000, maxAmount), line('cup', 'v1', 1, 1)],
  };
  const inPounds = { ...wrong, expectedTotal: gbp(1) };
  const ofVendors = { ...inPounds, lines: inPounds.lines.map((one) => ({ ...one, vendorId: 'v1' })) };
  const fewer = { ...ofVendors, lines: ofVendors.lines.slice(0, 1) };
  const suspended = { tenant: { ...tenant, status: 'suspended' as const } };
  given(order, ...story(refuse))
    .when(place(wrong, suspended))
    .rejects('ORDER_REFUSED');
  given(order, ...story(place()))
    .when(place(wrong, suspended))
    .rejects('ORDER_DIFFERS');
  given(order).when(place(wrong, suspended)).rejects('TENANT_SUSPENDED');
  given(order).when(place(wrong)).rejects('CURRENCY_DIFFERS');
  given(order).when(place(inPounds)).rejects('VENDOR_NOT_SELLING');
  given(order).when(place(ofVendors)).rejects('QUANTITY_TOO_HIGH');
  given(order).when(place(fewer)).rejects('TOTAL_TOO_HIGH');
  given(order)
    .when(place({ expectedTotal: gbp(1) }))
    .rejects('PRICE_CHANGED');
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

const anyLine = fc
  .record({
    sku: fc.constantFrom('a', 'b', 'c', 'd'),
    vendorId: fc.constantFrom('v1', 'v2'),
    quantity: fc.integer({ min: 1, max: 50 }),
    unitPrice: fc.integer({ min: 0, max: 99_999 }),
    stocked: fc.boolean(),
  })
  .map(({ sku, vendorId, quantity, unitPrice, stocked }) => line(sku, vendorId, quantity, unitPrice, stocked));

test('whatever is bought, the parts add up to the total and no share is below zero', () => {
  const rate = fc.integer({ min: 0, max: 10_000 });
  const bought = fc.array(anyLine, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(bought, rate, rate, fc.boolean(), (some, taxRate, commissionRate, pricesIncludeTax) => {
      const terms = { tenant: { ...tenant, taxRate, commissionRate, pricesIncludeTax } };
      // The first refusal tells the total that is then asked for.
      const asked = decide(order, order.initial(), {
        ...place({ lines: some, expectedTotal: gbp(-1) }, terms),
        at: testTime,
      });
      if (!isRefusal(asked)) throw new Error('a total below zero was taken');
      const { amount } = asked.details.actual as { amount: number };
      const event = lastOf('placed', place({ lines: some, expectedTotal: gbp(amount) }, terms));
      expect(sum(event.parts.map(({ total }) => total))).toBe(event.total.amount);
      expect(sum(event.parts.map(({ tax }) => tax))).toBe(event.tax.amount);
      for (const { total, tax, commission, payable } of event.parts) {
        expect(payable + commission + tax).toBe(total);
        expect(Math.min(payable, commission, tax)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
