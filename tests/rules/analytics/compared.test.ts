import { expect, test } from '@jest/globals';
import { compared } from '../../../actors/analytics/asking.service.ts';
import type { ReportPeriod, Reports } from '../../../actors/analytics/reports.ts';
import type { Actions } from '../../../actors/registry.ts';
import type { Ctx } from '../../../actors/runtime/service.ts';

const now = Date.UTC(2026, 10, 22, 12);
const ctx = { now: () => now, call: async () => ({ terms: { currency: 'GBP' } }) } as unknown as Ctx<Actions>;
const reports = { freshness: () => ({ asOf: now, behind: 0 }) } as unknown as Reports;

/** So that one can see which span it was. */
const hoursOf = async ({ from, to }: ReportPeriod) => ({
  ends: new Date(to).toISOString(),
  hours: (to - from) / 3_600_000,
});
const days = { from: '2026-11-20', to: '2026-11-21' };

test('figures are compared with the span of the same length before, where that is asked for', async () => {
  const found = await compared(reports, ctx, { ...days, compare: 'previous' }, hoursOf);
  expect(found).toMatchObject({
    ...{ from: '2026-11-20T00:00:00.000Z', ends: '2026-11-22T00:00:00.000Z', hours: 48 },
    previous: {
      from: '2026-11-18T00:00:00.000Z',
      to: '2026-11-20T00:00:00.000Z',
      ends: '2026-11-20T00:00:00.000Z',
      hours: 48,
    },
  });
});

test('figures come alone where nothing else is asked for', async () => {
  expect(await compared(reports, ctx, days, async () => ({ orders: 1 }))).not.toHaveProperty('previous');
});
