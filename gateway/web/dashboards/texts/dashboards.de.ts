import type { dashboardsEn } from './dashboards.en.ts';

export const dashboardsDe: Readonly<Record<keyof typeof dashboardsEn, string>> = {
  name: 'Auswertung',
};
