import type { ActionName } from '../../../actors/registry.ts';
import type { Rest } from '../../../actors/runtime/contract.ts';
import { analyticsRoutes } from './analytics-routes.ts';
import { workRoutes } from './work-routes.ts';

/** The actions that pages ask, and where HTTP offers them. A test holds each equal to its contract. */
export const routes = {
  ...analyticsRoutes,
  ...workRoutes,
  'carts.create': 'POST /carts',
  'carts.get': 'GET /carts/{id}',
  'carts.merge': 'POST /carts/{id}/merge',
  'carts.removeLine': 'DELETE /carts/{id}/lines/{sku}',
  'carts.setLine': 'PUT /carts/{id}/lines/{sku}',
  'catalog.categories': 'GET /categories',
  'customers.addAddress': 'POST /me/addresses',
  'customers.addresses': 'GET /me/addresses',
  'customers.changeAddress': 'PATCH /me/addresses/{id}',
  'customers.changeMe': 'PATCH /me',
  'customers.eraseMe': 'DELETE /me',
  'customers.forgotPassword': 'POST /auth/password/forgot',
  'customers.removeAddress': 'DELETE /me/addresses/{id}',
  'customers.resetPassword': 'POST /auth/password/reset',
  'orders.cancelByRequest': 'POST /orders/{id}/cancel',
  'orders.checkout': 'POST /orders',
  'orders.get': 'GET /orders/{id}',
  'orders.list': 'GET /orders',
  'search.facets': 'GET /search/facets',
  'search.product': 'GET /products/{idOrHandle}',
  'search.products': 'GET /products',
  'search.suggestions': 'GET /search/suggestions',
  'tenants.own': 'GET /tenant',
  'vendors.shop': 'GET /shops/{idOrHandle}',
  'vendors.shops': 'GET /shops',
} as const satisfies { readonly [Name in ActionName]?: Rest };

export type AskedName = keyof typeof routes;
