import type { Grain } from '../../../actors/analytics/contract.ts';
import type { Query } from '../frame/query.ts';

/** Days, both inside, as `2026-11-22`. */
export type Days = { readonly from: string; readonly to: string };

/** What a dashboard shows: as its address says it, so that one can be sent to a colleague. */
export type View = Days & {
  /** As many days up to today; absent: the days that somebody chose. */
  readonly last?: number;
  /** IANA name. */
  readonly tz: string;
  /** Absent: one that gives some hundred pieces at most. */
  readonly grain?: Grain;
  readonly isCompared: boolean;
  readonly vendor?: string;
  readonly currency?: string;
};

/** The browser's own time and time zone. */
export type Here = { readonly now: number; readonly zone: string };

export const grains = ['hour', 'day', 'week', 'month'] as const satisfies readonly Grain[];
export const lasts = [1, 7, 30, 90, 365] as const;
const usualLast = 30;

const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && dayPattern.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Which day it is somewhere. */
export const dayIn = (zone: string, instant: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant);

const lengthOf = ({ from, to }: Days): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;

/** As many days, just before. */
export const daysBefore = (days: Days): Days => ({
  from: plusDays(days.from, -lengthOf(days)),
  to: plusDays(days.from, -1),
});

function isZone(name: string | undefined): name is string {
  try {
    return name !== undefined && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function daysOf({ from, to, last }: Query, tz: string, now: number): Days & { readonly last?: number } {
  if (isDay(from) && isDay(to) && from <= to) return { from, to };
  const many = lasts.find((one) => String(one) === last) ?? usualLast;
  const today = dayIn(tz, now);
  return { from: plusDays(today, 1 - many), to: today, last: many };
}

/** Whatever an address says: what is no filter is left out. */
export function viewOf(query: Query, { now, zone }: Here): View {
  const tz = isZone(query.tz) ? query.tz : zone;
  const grain = grains.find((one) => one === query.grain);
  return {
    ...daysOf(query, tz, now),
    tz,
    isCompared: query.compare !== 'none',
    ...(grain && { grain }),
    ...(query.vendor && { vendor: query.vendor }),
    ...(query.currency && { currency: query.currency }),
  };
}

/** As the API is asked. */
export const askedOf = ({ from, to, tz, vendor }: View) => ({ from, to, tz, ...(vendor && { vendor }) });

export const periodOf = ({ from, to, tz }: View) => ({ from, to, tz });

/** The grain that is meant where none was chosen: as the API has it. */
export const grainOf = (view: View): Grain => {
  const days = lengthOf(view);
  return view.grain ?? (days <= 2 ? 'hour' : days <= 100 ? 'day' : 'month');
};

const monthEnd = (day: string): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/** What to look at for one piece more closely; undefined where it is an hour already. */
export function closerOf(view: View, start: string): Query | undefined {
  const grain = grainOf(view);
  if (grain === 'hour') return undefined;
  const from = dayIn(view.tz, Date.parse(start));
  const to = grain === 'month' ? monthEnd(from) : grain === 'week' ? plusDays(from, 6) : from;
  return { last: '', from, to, grain: grain === 'day' ? 'hour' : 'day' };
}

/** The same view a year from now: its days are named, and its time zone is. */
export const lastingQuery = ({ from, to, tz, grain, isCompared, vendor, currency }: View): Query => ({
  from,
  to,
  tz,
  ...(grain && { grain }),
  ...(vendor && { vendor }),
  ...(currency && { currency }),
  ...(!isCompared && { compare: 'none' }),
});
