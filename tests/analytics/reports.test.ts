import { expect, test } from '@jest/globals';
import type { Past } from '../../actors/runtime/feed/past.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { Analytics } from '../../analytics/analytics.ts';
import { type ClickHouse, ClickHouseRefused } from '../../analytics/clickhouse.ts';
import { createReports } from '../../analytics/reports.ts';
import { eventually } from '../journeys/eventually.ts';

/** Reports over a ClickHouse that refuses every question, after `meanwhile`. */
function reportsRefused(meanwhile: (analytics: { rebuilt: number }) => void) {
  const analytics = { problem: () => undefined, rebuilt: 0 };
  const query = async (): Promise<never> => {
    meanwhile(analytics);
    throw new ClickHouseRefused('UNKNOWN_TABLE', 'no');
  };
  return createReports({
    clickHouse: { query, problem: () => undefined } as unknown as ClickHouse,
    analytics: analytics as unknown as Analytics,
    world: realWorld,
    past: () => ({}) as Past,
  });
}

test('a question under way when everything is dropped to be made anew can be asked again', async () => {
  const { reconcile, balances } = reportsRefused((analytics) => {
    analytics.rebuilt += 1;
  });
  for (const ask of [() => reconcile('demo'), () => balances({ tenantId: 'demo' })]) {
    await expect(ask()).rejects.toMatchObject({ name: 'ReportsUnavailable' });
  }
});

test('a question that ClickHouse refuses for no such reason is a bug all the same', async () => {
  const { reconcile } = reportsRefused(() => undefined);
  await expect(reconcile('demo')).rejects.toMatchObject({ name: 'ClickHouseRefused' });
});

test('what is made anew twice at once is not there before the second time is over', async () => {
  const [first, dropped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const creates = [first.promise];
  let isDropping = false;
  const clickHouse = {
    ...{
      query: async () => [],
      command: async () => undefined,
      insert: async () => undefined,
      problem: () => undefined,
      address: () => ({ url: 'http://127.0.0.1', database: 'souk' }),
    },
    create: () => creates.pop() ?? Promise.resolve(),
    drop: () => {
      isDropping = true;
      return dropped.promise;
    },
  } as unknown as ClickHouse;
  const write = () => {
    const gone = Promise.withResolvers<string>();
    const end = async () => gone.resolve('it was told to');
    return { ready: Promise.resolve(), gone: gone.promise, lag: () => [], seen: () => 0, end };
  };
  const analytics = new Analytics({
    clickHouse,
    world: realWorld,
    write,
    warn: () => undefined,
    onCounted: () => undefined,
  });
  analytics.start();
  await eventually('it has begun', () => creates.length === 0);
  analytics.rebuild();
  first.resolve();
  await eventually('all is dropped', () => isDropping);
  expect(analytics.problem()).toBe('everything is made anew');
  dropped.resolve();
  await eventually('it is there', () => analytics.problem() === undefined);
});
