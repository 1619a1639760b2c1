/** Paths of the vendors' portal; the gateway answers any other with 404. */
export const portalPages = [
  '/vendor',
  '/vendor/sign-in',
  '/vendor/apply',
  '/vendor/orders',
  '/vendor/products',
  '/vendor/products/new',
  '/vendor/products/{id}',
  '/vendor/sheet',
  '/vendor/stock',
  '/vendor/money',
  '/vendor/team',
  '/vendor/settings',
  '/vendors/{id}/invitation',
] as const;
