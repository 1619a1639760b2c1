import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { requestFigures, withinMs } from '../../../actors/ops/requests.ts';
import { createHttpMetrics } from '../../../gateway/metrics.ts';
import { routeTimes } from '../../../gateway/route-figures.ts';

const route = { method: 'GET', route: '/v1/cart', answered: 0, refused: 0, failed: 0, timed: 0 };

test('a share of the answers took no longer than the first bound that holds it', () => {
  const within = [
    { ms: 1, count: 5 },
    { ms: 10, count: 9 },
  ];
  expect(withinMs(within, 10, 0.5)).toBe(1);
  expect(withinMs(within, 10, 0.9)).toBe(10);
  expect(withinMs(within, 10, 0.95)).toBeUndefined();
  expect(withinMs(within, 0, 0.5)).toBeUndefined();
});

test('a route is one over all gateways, and the slowest stands first; what never ended in time is slower than all', () => {
  const times = (name: string, fast: number, all: number, more: object = {}) => ({
    ...route,
    ...{ route: name, answered: all, timed: all },
    within: [
      { ms: 1, count: fast },
      { ms: 10, count: all },
    ],
    ...more,
  });
  const endless = { ...times('/endless', 0, 2), within: [{ ms: 1, count: 0 }] };
  const ready = { ...times('/ready', 0, 0), answered: 7 };
  const figures = requestFigures([
    ready,
    times('/fast', 9, 9, { refused: 2, failed: 1 }),
    times('/slow', 1, 9),
    times('/fast', 1, 1),
    endless,
  ]);
  expect(figures).toEqual([
    { ...plain('/endless', 2) },
    { ...plain('/slow', 9), p50Ms: 10, p95Ms: 10 },
    { ...plain('/fast', 10), refused: 2, failed: 1, p50Ms: 1, p95Ms: 1 },
    { ...plain('/ready', 7), timed: 0 },
  ]);
});

const plain = (name: string, answered: number) => ({
  ...{ method: 'GET', route: name, answered },
  ...{ refused: 0, failed: 0, timed: answered },
});

test('a gateway tells of its routes what it counts anyhow', async () => {
  const registry = new Registry();
  const counted = createHttpMetrics(registry, () => 0).forRoute('GET', '/v1/cart');
  for (const status of [200, 404, 503]) {
    counted.begin();
    counted.done(status, performance.now());
  }
  counted.hit(200);
  const [found] = await routeTimes(registry);
  expect(found).toMatchObject({ ...route, answered: 4, refused: 1, failed: 1, timed: 3 });
  expect(found?.within.at(-1)).toEqual({ ms: 10_000, count: 3 });
});
