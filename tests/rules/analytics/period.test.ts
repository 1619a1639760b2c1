import { describe, expect, test } from '@jest/globals';
import {
  grainProblem,
  isProblem,
  type Period,
  periodOf,
  previousOf,
  startOfDay,
  usualGrain,
} from '../../../actors/analytics/period.ts';
import { day, hour, toIso } from '../../../actors/runtime/time.ts';
import { testTime } from '../given.ts';

function period(asked: Parameters<typeof periodOf>[0]): Period {
  const found = periodOf(asked, testTime);
  if (isProblem(found)) throw new Error(`${found.field} ${found.problem}`);
  return found;
}

const spelt = (asked: Parameters<typeof periodOf>[0]) => {
  const { from, to } = period(asked);
  return [toIso(from), toIso(to)];
};

describe('a day begins', () => {
  test.each([
    ['at midnight in UTC', '2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['eight hours later in Los Angeles in winter', '2026-11-22', 'America/Los_Angeles', '2026-11-22T08:00:00.000Z'],
    ['and seven in summer', '2026-07-22', 'America/Los_Angeles', '2026-07-22T07:00:00.000Z'],
    ['a quarter before the hour in Kathmandu', '2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    ['on the day the clocks go forward as on any other', '2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
    ['an hour earlier on the day after', '2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
    ['in summer time on the day the clocks go back', '2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
    ['at one where midnight is skipped', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['at the first of two midnights', '2026-10-25', 'Atlantic/Azores', '2026-10-25T00:00:00.000Z'],
  ])('%s', (_, date, zone, begins) => {
    expect(toIso(startOfDay(date, zone))).toBe(begins);
  });
});

describe('a period', () => {
  test('is the last thirty days when nobody says which', () => {
    expect(spelt({})).toEqual(['2026-10-23T09:00:00.000Z', '2026-11-22T09:00:00.000Z']);
  });

  test('of days has the whole of its last day', () => {
    const asked = { from: '2026-03-29', to: '2026-03-29', tz: 'Europe/London' };
    expect(spelt(asked)).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z']);
  });

  test('of instants is widened to whole minutes', () => {
    const asked = { from: '2026-11-22T08:00:30Z', to: '2026-11-22T09:30:01+01:00' };
    expect(spelt(asked)).toEqual(['2026-11-22T08:00:00.000Z', '2026-11-22T08:31:00.000Z']);
  });

  test.each([
    ['ends before it begins', { from: '2026-11-22', to: '2026-11-21' }],
    ['is longer than ten years', { from: '2010-01-01', to: '2026-11-21' }],
  ])('that %s is refused', (_, asked) => {
    expect(periodOf(asked, testTime)).toMatchObject({ field: 'from' });
  });

  test('is compared with the one of its length before it', () => {
    const { from, to } = previousOf(period({ from: '2026-11-20', to: '2026-11-21' }));
    expect([toIso(from), toIso(to)]).toEqual(['2026-11-18T00:00:00.000Z', '2026-11-20T00:00:00.000Z']);
  });
});

describe('the grain', () => {
  const lasting = (length: number): Period => ({ from: testTime - length, to: testTime, zone: 'UTC' });

  test.each([
    [2 * day, 'hour'],
    [3 * day, 'day'],
    [200 * day, 'month'],
  ])('of %d ms is the %s', (length, grain) => {
    expect(usualGrain(lasting(length))).toBe(grain);
  });

  test('may not give more than two thousand pieces', () => {
    expect(grainProblem(lasting(24 * hour), 'minute')).toBeUndefined();
    expect(grainProblem(lasting(34 * hour), 'minute')).toMatchObject({ field: 'grain' });
  });
});
