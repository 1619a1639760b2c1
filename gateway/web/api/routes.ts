import type { ActionName } from '../../../actors/registry.ts';
import type { Rest } from '../../../actors/runtime/contract.ts';
import type { analyticsRoutes } from './analytics-routes.ts';
import type { workRoutes } from './work-routes.ts';

/** The actions that a shopper's pages ask, and where HTTP offers them. A test holds each equal to its contract. */
export const shopRoutes = {
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

type Routes = typeof shopRoutes & typeof workRoutes & typeof analyticsRoutes;

export type AskedName = keyof Routes;

const known: { [Name in AskedName]?: Rest } = { ...shopRoutes };

/** Faces of people at work add what they ask: no shopper loads it. */
export const addRoutes = (routes: Partial<Routes>): void => void Object.assign(known, routes);

export function routeOf(name: AskedName): Rest {
  const route = known[name];
  if (!route) throw new Error(`${name} is asked by no page of this face`);
  return route;
}
