import { day, hour, type Instant, minute, second } from '../runtime/time.ts';
import type { Asked, Grain, Moment } from './contract.ts';

/** A span of time as somebody in a time zone means it. `to` is not inside. */
export type Period = { readonly from: Instant; readonly to: Instant; readonly zone: string };

export type PeriodProblem = { readonly field: 'from' | 'to' | 'grain'; readonly problem: string };

const usualDays = 30;
const mostDays = 3_700;
/** Of one answer. */
const mostPieces = 2_000;

const isDay = (moment: Moment): boolean => /^\d{4}-\d{2}-\d{2}$/.test(moment);

/** Wall clock minus UTC of a zone at an instant. */
function offsetAt(zone: string, instant: Instant): number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0, second: seconds = 0 } = part;
  const shown = Date.UTC(year, month - 1, date, hours, minutes, seconds);
  return shown - Math.floor(instant / second) * second;
}

/** When a day begins in a zone. Where midnight is skipped it is the first instant after; where it comes twice, the first. */
export function startOfDay(date: string, zone: string): Instant {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const before = midnight - offsetAt(zone, midnight - day);
  const after = midnight - offsetAt(zone, midnight + day);
  const isMidnight = (instant: Instant) => instant + offsetAt(zone, instant) === midnight;
  return [before, after].sort((a, b) => a - b).find(isMidnight) ?? Math.max(before, after);
}

const nextDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);

/** A day that something lasts to is inside. */
const endOf = (moment: Moment, zone: string): Instant =>
  isDay(moment) ? startOfDay(nextDay(moment), zone) : Date.parse(moment);

const startOf = (moment: Moment, zone: string): Instant =>
  isDay(moment) ? startOfDay(moment, zone) : Date.parse(moment);

/** The period of a question; figures are kept by the minute, so it begins and ends with one. */
export function periodOf(
  { from, to, tz = 'UTC' }: Pick<Asked, 'from' | 'to' | 'tz'>,
  now: Instant,
): Period | PeriodProblem {
  const end = to === undefined ? now : endOf(to, tz);
  const start = from === undefined ? end - usualDays * day : startOf(from, tz);
  if (start >= end) return { field: 'from', problem: 'must be before to' };
  if (end - start > mostDays * day)
    return { field: 'from', problem: `must not be more than ${mostDays} days before to` };
  return { from: Math.floor(start / minute) * minute, to: Math.ceil(end / minute) * minute, zone: tz };
}

export const isProblem = (found: Period | PeriodProblem): found is PeriodProblem => 'problem' in found;

const lengths: Readonly<Record<Grain, number>> = {
  minute,
  hour,
  day,
  week: 7 * day,
  month: 28 * day,
};

export function grainProblem({ from, to }: Period, grain: Grain): PeriodProblem | undefined {
  if ((to - from) / lengths[grain] <= mostPieces) return undefined;
  return {
    field: 'grain',
    problem: `would give more than ${mostPieces} pieces: take a longer one or a shorter period`,
  };
}

/** At most some hundred pieces. */
export function usualGrain({ from, to }: Period): Grain {
  if (to - from <= 2 * day) return 'hour';
  return to - from <= 100 * day ? 'day' : 'month';
}

/** Of the same length, just before. */
export const previousOf = ({ from, to, zone }: Period): Period => ({ from: from - (to - from), to: from, zone });
