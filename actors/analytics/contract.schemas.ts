import Joi from 'joi';
import { type Access, type Contract, internal } from '../runtime/contract.ts';
import { empty, shape } from '../runtime/schemas.ts';
import { alertActions } from './alert-actions.schemas.ts';
import {
  customersParams,
  format,
  liveParams,
  operationParams,
  paymentsParams,
  productsParams,
  refused,
  salesParams,
  vendorsParams,
} from './asked.schemas.ts';
import { assortmentActions } from './assortment-actions.schemas.ts';
import { behaviourActions } from './behaviour-actions.schemas.ts';
import type { AnalyticsActions } from './contract.ts';
import {
  exampleCustomers,
  exampleLive,
  exampleOperation,
  examplePayments,
  exampleProducts,
  exampleSales,
  exampleSpan,
  exampleVendors,
} from './examples.schemas.ts';
import { exportActions } from './export-actions.schemas.ts';
import { liveResult } from './live.schemas.ts';
import { ownActions } from './own-actions.schemas.ts';
import { rebuildingResult, reconcileResult } from './reconciliation.schemas.ts';
import {
  customersResult,
  operationResult,
  paymentsResult,
  productsResult,
  salesResult,
  vendorsResult,
} from './results.schemas.ts';

/** The tenant's own people see all of it; a vendor's staff names its vendor. */
const everyones: Access = { all: ['operator', 'analyst'], own: ['owner', 'manager', 'viewer'] };
const tenants: Access = { all: ['operator', 'analyst'] };

export const analyticsContract: Contract<AnalyticsActions> = {
  area: 'analytics',
  codes: {
    ANALYTICS_UNAVAILABLE: ['Unavailable', 'Analytics cannot be asked now; nothing that happens is lost to it.'],
    QUESTION_TOO_LARGE: ['Invalid', 'The question took more time or memory than one may: ask for a shorter period.'],
    QUESTION_UNKNOWN: ['NotFound', 'There is no such saved question.'],
    QUESTION_NAME_TAKEN: 'Another saved question has that name.',
    TOO_MANY_SAVED: 'A tenant has at most 200 saved questions.',
    ALERT_UNKNOWN: ['NotFound', 'There is no such alert.'],
    ALERT_NAME_TAKEN: 'Another alert has that name.',
    TOO_MANY_ALERTS: 'A tenant has at most 50 alerts.',
    EXPORT_UNKNOWN: ['NotFound', 'There is no such export.'],
    TOO_MANY_EXPORTS: 'A tenant has at most 20 exports, and two of them under way.',
    TOO_MANY_QUESTIONS: ['Overloaded', 'Too many questions of the tenant are under way at once.'],
  },
  actions: {
    ...behaviourActions,
    ...assortmentActions,
    ...ownActions,
    ...alertActions,
    ...exportActions,
    'analytics.sales': {
      summary: 'What was sold: by time, vendor or country, per currency',
      rest: 'GET /analytics/sales',
      access: everyones,
      refusals: refused,
      params: salesParams(),
      result: salesResult(),
      table: 'items',
      example: { params: { by: 'time', grain: 'day', tz: 'Europe/London' }, result: exampleSales },
    },
    'analytics.products': {
      summary: 'The products that sold best or worst, per currency',
      rest: 'GET /analytics/products',
      access: everyones,
      refusals: refused,
      params: productsParams(),
      result: productsResult(),
      table: 'items',
      example: { params: { order: 'best', limit: 10 }, result: exampleProducts },
    },
    'analytics.vendors': {
      summary: 'The vendors side by side: sales, commission, balance, late parts',
      rest: 'GET /analytics/vendors',
      access: tenants,
      refusals: refused,
      params: vendorsParams(),
      result: vendorsResult(),
      table: 'items',
      example: { params: { limit: 10 }, result: exampleVendors },
    },
    'analytics.customers': {
      summary: 'Customers: cohorts by the month of the first purchase, segments, repeat rate',
      rest: 'GET /analytics/customers',
      access: everyones,
      refusals: refused,
      params: customersParams(),
      result: customersResult(),
      table: 'items',
      example: { params: {}, result: exampleCustomers },
    },
    'analytics.live': {
      summary: 'The last sixty minutes, minute by minute, and the last orders',
      rest: 'GET /analytics/live',
      access: everyones,
      refusals: refused,
      params: liveParams(),
      result: liveResult(),
      table: 'minutes',
      example: { params: {}, result: exampleLive },
    },
    'analytics.operation': {
      summary: 'How orders went: from placed to confirmed, and what was in the way',
      rest: 'GET /analytics/operation',
      access: { all: ['operator', 'analyst', 'ops'] },
      refusals: refused,
      params: operationParams(),
      result: operationResult(),
      table: 'cancellations',
      example: { params: {}, result: exampleOperation },
    },
    'analytics.payments': {
      summary: 'Payments by provider and method: success, refusals, time to pay, refunds',
      rest: 'GET /analytics/payments',
      access: tenants,
      refusals: refused,
      params: paymentsParams(),
      result: paymentsResult(),
      table: 'items',
      example: { params: {}, result: examplePayments },
    },
    'analytics.reconcile': {
      summary: "Whether the totals equal the ledger's, and nothing is missing",
      rest: 'GET /analytics/reconciliation',
      access: tenants,
      refusals: refused,
      params: shape<{ format?: 'json' | 'csv' }>({ format: format() }),
      result: reconcileResult(),
      table: 'differences',
      example: {
        params: {},
        result: { asOf: exampleSpan.asOf, behind: 0, equal: true, compared: 4, differences: [], missing: [] },
      },
    },
    'analytics.ownRebuild': { summary: 'Makes what the node has counted anew', access: internal, params: empty() },
    'analytics.ownRebuilding': { summary: 'How far the node is with that', access: internal, params: empty() },
    'analytics.rebuild': {
      summary: 'Makes the analytics of every tenant anew from the journal, while the shop runs and they are asked',
      rest: 'POST /analytics/rebuild',
      status: 202,
      access: { all: ['platform'] },
      refusals: ['ANALYTICS_UNAVAILABLE'],
      params: empty(),
      result: shape<{ begun: true }>({ begun: Joi.boolean().valid(true).required() }),
      example: { params: {}, result: { begun: true } },
    },
    'analytics.rebuilding': {
      summary: 'Whether analytics are being made anew, and how much is left',
      rest: 'GET /analytics/rebuild',
      access: { all: ['platform'] },
      refusals: ['ANALYTICS_UNAVAILABLE'],
      params: empty(),
      result: rebuildingResult(),
      example: { params: {}, result: { isUnderWay: true, left: 1_200 } },
    },
  },
};
