export const dashboardsEn = {
  name: 'Dashboards',
} as const;
