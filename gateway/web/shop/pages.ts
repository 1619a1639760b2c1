/** Paths of the shop. The gateway answers any other with 404, so a page that is not here is not there. */
export const shopPages = [
  '/',
  '/search',
  '/categories/{handle}',
  '/products/{handle}',
  '/shops/{handle}',
  '/cart',
  '/checkout',
  '/orders/{id}',
  '/account',
  '/account/orders',
  '/account/addresses',
  '/sign-in',
  '/register',
  '/password/forgot',
  '/password/reset',
] as const;
