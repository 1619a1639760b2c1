import { expect, test } from '@jest/globals';
import { pastOrders } from '../../../cli/demo/past-orders.ts';

const wares = 80;

test('what the demo shop has sold is the same on every machine, the oldest first, and all of it past', () => {
  const orders = pastOrders(wares);
  expect(orders).toEqual(pastOrders(wares));
  const days = orders.map(({ daysAgo }) => daysAgo);
  expect(days).toEqual(days.toSorted((a, b) => b - a));
  expect(Math.min(...days)).toBeGreaterThanOrEqual(1);
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
});

test('each order has a ware or more, each once; some are guests, some came to nothing, some got money back', () => {
  const orders = pastOrders(wares);
  for (const { lines } of orders) {
    const places = lines.map(({ ware }) => ware);
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places).size).toBe(places.length);
    expect(places.every((place) => place >= 0 && place < wares)).toBe(true);
    expect(lines.every(({ quantity }) => quantity >= 1 && quantity <= 3)).toBe(true);
  }
  const kinds = [
    orders.filter(({ customer }) => customer === undefined),
    orders.filter(({ isPaid }) => !isPaid),
    orders.filter(({ refund }) => refund !== undefined),
  ];
  expect(kinds.every(({ length }) => length > 0 && length < orders.length / 2)).toBe(true);
});
