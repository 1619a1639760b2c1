/** Paths of the dashboards; the gateway answers any other with 404. */
export const dashboardPages = [
  '/dashboards',
  '/dashboards/sign-in',
  '/dashboards/sales',
  '/dashboards/products',
  '/dashboards/customers',
  '/dashboards/visits',
  '/dashboards/stock',
  '/dashboards/vendors',
  '/dashboards/payments',
  '/dashboards/operation',
  '/dashboards/questions',
  '/dashboards/board',
  '/dashboards/alerts',
] as const;
