import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { order } from '../../../actors/orders/order.ts';
import { decide, isRefusal } from '../../../actors/runtime/decider.ts';
import { sum } from '../../../actors/runtime/money.ts';
import { given, testTime } from '../given.ts';
import { gbp, lastOf, line, ordered, orderId, place, story, tenant } from './order.story.ts';

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
