import { expect, test } from '@jest/globals';
import type { Latecomers } from '../../actors/runtime/feed/latecomers.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { Analytics } from '../../analytics/analytics.ts';
import { type ClickHouse, ClickHouseRefused } from '../../analytics/clickhouse.ts';
import { createReports } from '../../analytics/reports.ts';

/** Reports over a ClickHouse that refuses every question. */
function reportsRefused(code: string) {
  const query = () => Promise.reject(new ClickHouseRefused(code, 'no'));
  return createReports({
    clickHouse: { query, problem: () => undefined } as unknown as ClickHouse,
    analytics: { problem: () => undefined } as unknown as Analytics,
    world: realWorld,
    latecomers: () => ({}) as Latecomers,
  });
}

test('a question under way when everything is dropped to be made anew can be asked again', async () => {
  const { reconcile, balances } = reportsRefused('UNKNOWN_TABLE');
  for (const asked of [reconcile('demo'), balances({ tenantId: 'demo' })]) {
    await expect(asked).rejects.toMatchObject({ name: 'ReportsUnavailable' });
  }
});

test('a question that ClickHouse cannot understand is a bug all the same', async () => {
  await expect(reportsRefused('SYNTAX_ERROR').reconcile('demo')).rejects.toMatchObject({ name: 'ClickHouseRefused' });
});
