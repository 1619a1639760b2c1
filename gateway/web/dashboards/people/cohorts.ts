import type { CohortItem } from '../../../../actors/analytics/contract.ts';

/** Customers of one month of first purchases, and how many of them bought one month later, two, and so on. */
export type Cohort = {
  readonly month: string;
  readonly customers: number;
  readonly later: readonly number[];
};

/** In a month of the span in which nobody of a cohort bought it has no item: that is nobody, and not unknown. */
export function cohortsOf(items: readonly CohortItem[]): readonly Cohort[] {
  const byMonth = Map.groupBy(items, ({ cohort }) => cohort);
  const months = [...byMonth.keys()].sort();
  const lastSeen = Math.max(0, ...items.map(({ cohort, months: later }) => monthOf(cohort) + later));
  return months.map((month) => {
    const known = new Map(byMonth.get(month)?.map(({ months: later, customers }) => [later, customers]));
    const past = lastSeen - monthOf(month);
    const later = Array.from({ length: past }, (_, at) => known.get(at + 1) ?? 0);
    return { month, customers: known.get(0) ?? 0, later };
  });
}

/** Months since the year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
