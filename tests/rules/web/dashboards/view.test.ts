import { expect, test } from '@jest/globals';
import { closerOf, daysBefore, grainOf, lastingQuery, viewOf } from '../../../../gateway/web/dashboards/view.ts';
import { writeQuery } from '../../../../gateway/web/frame/query.ts';

/** Half past eleven in the evening in London, and the next day in Berlin. */
const here = { now: Date.parse('2026-07-10T22:30:00Z'), zone: 'Europe/London' };
const view = (query: Readonly<Record<string, string>> = {}) => viewOf(query, here);

test('an address that says nothing shows thirty days up to today, where the browser is', () => {
  expect(view()).toEqual({ from: '2026-06-11', to: '2026-07-10', last: 30, tz: 'Europe/London', isCompared: true });
});

test('today is the day of the time zone that was chosen', () => {
  expect(view({ last: '1', tz: 'Europe/Berlin' })).toMatchObject({ from: '2026-07-11', to: '2026-07-11' });
});

test.each([
  ['days that stand in no calendar', { from: '2026-02-30', to: '2026-03-02' }],
  ['days that end before they begin', { from: '2026-07-03', to: '2026-07-02' }],
  ['half of a span', { from: '2026-07-03' }],
  ['a time zone, a grain and a span that are none', { tz: 'Moon/Crater', grain: 'aeon', last: '31' }],
])('whoever writes %s into an address sees the usual days', (_, query) => {
  expect(view(query)).toEqual(view());
});

test('the days before are as many, and end where these begin', () => {
  expect(daysBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' });
  expect(daysBefore({ from: '2026-07-10', to: '2026-07-10' })).toEqual({ from: '2026-07-09', to: '2026-07-09' });
});

test('a piece of time leads to itself: a month to its days, a week and a day to theirs, an hour no further', () => {
  const months = view({ last: '365' });
  expect(grainOf(months)).toBe('month');
  const london = { last: '', grain: 'day' };
  // Midnight in London, where clocks are an hour ahead in summer.
  expect(closerOf(months, '2026-05-31T23:00:00Z')).toEqual({ ...london, from: '2026-06-01', to: '2026-06-30' });
  expect(closerOf(months, '2026-02-01T00:00:00Z')).toEqual({ ...london, from: '2026-02-01', to: '2026-02-28' });
  const weeks = view({ grain: 'week' });
  expect(closerOf(weeks, '2026-06-14T23:00:00Z')).toEqual({ ...london, from: '2026-06-15', to: '2026-06-21' });
  const days = { last: '', from: '2026-07-05', to: '2026-07-05', grain: 'hour' };
  expect(closerOf(view({ grain: 'day' }), '2026-07-04T23:00:00Z')).toEqual(days);
  expect(closerOf(view({ last: '1' }), '2026-07-10T09:00:00Z')).toBeUndefined();
});

test('a link that is sent shows the same days next year', () => {
  const link = writeQuery(lastingQuery(view({ last: '7', vendor: 'ven_1', compare: 'none' })));
  expect(link).toBe('?from=2026-07-04&to=2026-07-10&tz=Europe%2FLondon&vendor=ven_1&compare=none');
  const nextYear = { now: Date.parse('2027-07-10T12:00:00Z'), zone: 'Asia/Tokyo' };
  const query = Object.fromEntries(new URLSearchParams(link));
  expect(viewOf(query, nextYear)).toEqual({
    ...{ from: '2026-07-04', to: '2026-07-10', tz: 'Europe/London', isCompared: false, vendor: 'ven_1' },
  });
});
