/** Paths of the console for operators and ops; the gateway answers any other with 404. */
export const consolePages = [
  '/console',
  '/console/sign-in',
  '/console/vendors',
  '/console/orders',
  '/console/orders/{id}',
  '/console/tenants',
  '/console/health',
  '/console/nodes',
  '/console/dead-letters',
  '/console/actors',
] as const;
