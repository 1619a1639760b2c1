import { expect, test } from '@jest/globals';
import type { Past } from '../../actors/runtime/feed/past.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { type ClickHouse, ClickHouseRefused } from '../../analytics/clickhouse.ts';
import { createReports } from '../../analytics/reports.ts';

test('a question that ClickHouse refuses is a bug, and no reason to ask again', async () => {
  const query = async (): Promise<never> => {
    throw new ClickHouseRefused('UNKNOWN_TABLE', 'no');
  };
  const { reconcile } = createReports({
    analytics: {
      ...{ clickHouse: { query } as unknown as ClickHouse, reached: 0, problem: () => undefined },
      ...{ freshness: () => ({ asOf: 0, behind: 0 }), whole: (asks) => asks() },
      ...{ rebuild: () => undefined, rebuilding: () => ({ isUnderWay: false, left: 0 }) },
    },
    world: realWorld,
    past: () => ({}) as Past,
  });
  await expect(reconcile('demo')).rejects.toMatchObject({ name: 'ClickHouseRefused' });
});
