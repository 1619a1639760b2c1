import { describe, expect, test } from '@jest/globals';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import { KnownOrders } from '../../../../gateway/web/portal/orders/known-orders.ts';
import { leftOf, neighbour, onBench, waitingIn } from '../../../../gateway/web/portal/orders/orders.ts';
import { chooseShop, mayDo } from '../../../../gateway/web/portal/own-shop.ts';
import { ordersOfToday, payableOf } from '../../../../gateway/web/portal/today.ts';

const parcel = (status: Fulfilment['status'], fields: Partial<Fulfilment> = {}): Fulfilment => ({
  ...{ id: `f-${status}`, orderId: 'ord_1', orderNumber: '1001', vendorId: 'ven_1', status, shippingAddress: null },
  ...{ lines: [], shipments: [], openedAt: '2026-11-22T09:00:00.000Z' },
  ...fields,
});

describe('the day of a parcel', () => {
  const all = (['open', 'picked', 'partlyShipped', 'shipped', 'delivered', 'cancelled'] as const).map((status) =>
    parcel(status),
  );
  test('goes over four benches, and waits for a hand on the first two', () => {
    const statuses = (bench: 'pick' | 'send' | 'sent' | 'done') => onBench(all, bench).map(({ status }) => status);
    expect(statuses('pick')).toEqual(['open']);
    expect(statuses('send')).toEqual(['picked', 'partlyShipped']);
    expect(statuses('sent')).toEqual(['shipped']);
    expect(statuses('done')).toEqual(['delivered', 'cancelled']);
    expect(waitingIn(all)).toBe(3);
  });
  test('knows what is left to send, a sku that stands on two lines as one', () => {
    const line = (sku: string, quantity: number) => ({ sku, title: sku, vendorSku: sku, quantity });
    const shipments = [
      { id: 's1', carrier: 'x', shippedAt: '2026-11-22T10:00:00.000Z', lines: [{ sku: 'mug', quantity: 2 }] },
    ];
    const lines = [line('mug', 1), line('bowl', 3), line('mug', 2)];
    expect(leftOf({ lines, shipments })).toEqual([
      { sku: 'mug', quantity: 1 },
      { sku: 'bowl', quantity: 3 },
    ]);
    expect(leftOf({ lines: [line('mug', 2)], shipments })).toEqual([]);
  });
  test('is walked by key, and the ends are ends', () => {
    const items = [{ id: 'a' }, { id: 'b' }];
    expect(neighbour(items, 'a', 1)?.id).toBe('b');
    expect(neighbour(items, 'b', 1)?.id).toBe('b');
    expect(neighbour(items, 'a', -1)?.id).toBe('a');
    expect(neighbour(items, 'gone', 1)?.id).toBe('a');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});

describe('whoever works in a shop', () => {
  test('works in the one chosen last, as long as it is theirs', () => {
    const staff = { ven_b: 'owner', ven_a: 'viewer' } as const;
    expect(chooseShop(staff, 'ven_b')).toBe('ven_b');
    expect(chooseShop(staff, 'ven_gone')).toBe('ven_a');
    expect(chooseShop(staff, null)).toBe('ven_a');
    expect(chooseShop({}, 'ven_b')).toBeUndefined();
  });
  test('is offered what the role may do', () => {
    expect(mayDo('fulfiller', 'fulfil')).toBe(true);
    expect(mayDo('fulfiller', 'money')).toBe(false);
    expect(mayDo('viewer', 'money')).toBe(true);
    expect(mayDo('viewer', 'sell')).toBe(false);
  });
});

test('a day has its own orders, without those that came to nothing', () => {
  const now = new Date(2026, 10, 22, 18).getTime();
  const at = (hour: number, day = 22) => new Date(2026, 10, day, hour).toISOString();
  const gbp = (amount: number, currency = 'GBP') => ({ amount, currency });
  const order = (placedAt: string, status: 'open' | 'cancelled', payable: { amount: number; currency: string }) =>
    ({ placedAt, status, payable }) as Parameters<typeof ordersOfToday>[0][number];
  const orders = [
    order(at(9), 'open', gbp(500)),
    order(at(10), 'open', gbp(70, 'EUR')),
    order(at(11), 'cancelled', gbp(900)),
    order(at(23, 21), 'open', gbp(40)),
  ];
  const today = ordersOfToday(orders, now);
  expect(today).toHaveLength(2);
  expect(payableOf(today, 'GBP')).toEqual(gbp(500));
});

describe('the bell', () => {
  test('rings for an order once, however it is heard of', () => {
    const known = new KnownOrders();
    expect(known.seen(['a', 'b'])).toBe(0);
    // Placed and confirmed within one frame.
    expect(known.heard([{ id: 'c', what: 'changed' }])).toBe(1);
    expect(
      known.heard([
        { id: 'c', what: 'changed' },
        { id: 'a', what: 'changed' },
      ]),
    ).toBe(0);
    // After a gap the list itself says what came meanwhile.
    expect(known.seen(['d', 'c', 'b', 'a'])).toBe(1);
  });
  test('is silent for what came to nothing, and for all that was there before', () => {
    const known = new KnownOrders();
    expect(known.seen([])).toBe(0);
    expect(known.heard([{ id: 'x', what: 'gone' }])).toBe(0);
    expect(known.seen(['y'])).toBe(1);
  });
});
