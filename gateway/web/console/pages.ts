/** Paths of the console for operators and ops; the gateway answers any other with 404. */
export const consolePages = [
  '/console',
  '/console/sign-in',
  '/console/vendors',
  '/console/orders',
  '/console/orders/{id}',
  '/console/customers',
  '/console/products',
  '/console/settings',
  '/console/tenants',
  '/console/health',
  '/console/flags',
  '/console/nodes',
  '/console/dead-letters',
  '/console/actors',
] as const;
