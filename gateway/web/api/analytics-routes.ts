import type { ActionName } from '../../../actors/registry.ts';
import type { Rest } from '../../../actors/runtime/contract.ts';

/** What analysts ask in the dashboards. */
export const analyticsRoutes = {
  'analytics.alerts': 'GET /analytics/alerts',
  'analytics.answer': 'GET /analytics/questions/{id}/answer',
  'analytics.arrangeBoard': 'PUT /analytics/board',
  'analytics.ask': 'POST /analytics/ask',
  'analytics.askExport': 'POST /analytics/exports',
  'analytics.board': 'GET /analytics/board',
  'analytics.carts': 'GET /analytics/carts',
  'analytics.categories': 'GET /analytics/categories',
  'analytics.customers': 'GET /analytics/customers',
  'analytics.exports': 'GET /analytics/exports',
  'analytics.funnel': 'GET /analytics/funnel',
  'analytics.operation': 'GET /analytics/operation',
  'analytics.payments': 'GET /analytics/payments',
  'analytics.products': 'GET /analytics/products',
  'analytics.questions': 'GET /analytics/questions',
  'analytics.removeAlert': 'DELETE /analytics/alerts/{id}',
  'analytics.removeQuestion': 'DELETE /analytics/questions/{id}',
  'analytics.sales': 'GET /analytics/sales',
  'analytics.saveAlert': 'POST /analytics/alerts',
  'analytics.saveQuestion': 'POST /analytics/questions',
  'analytics.searches': 'GET /analytics/searches',
  'analytics.stock': 'GET /analytics/stock',
  'analytics.tryAlert': 'POST /analytics/alerts/{id}/try',
  'analytics.vendors': 'GET /analytics/vendors',
  'analytics.views': 'GET /analytics/views',
} as const satisfies { readonly [Name in ActionName]?: Rest };
