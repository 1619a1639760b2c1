/** Paths of the dashboards; the gateway answers any other with 404. */
export const dashboardPages = ['/dashboards', '/dashboards/sign-in'] as const;
