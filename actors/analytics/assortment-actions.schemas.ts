import Joi from 'joi';
import type { Access, Contract } from '../runtime/contract.ts';
import { shape } from '../runtime/schemas.ts';
import { asked, limit, refused } from './asked.schemas.ts';
import { type CategoryItem, categoryItem, type StockItem, stockItem } from './assortment.schemas.ts';
import type { AnalyticsActions } from './contract.ts';
import { exampleSpan } from './examples.schemas.ts';
import { compared, list } from './results.schemas.ts';

type AssortmentAction = 'analytics.categories' | 'analytics.stock';
type ParamsOf<Name extends AssortmentAction> = AnalyticsActions[Name]['params'];
type ResultOf<Name extends AssortmentAction> = AnalyticsActions[Name]['result'];

const everyones: Access = { all: ['operator', 'analyst'], own: ['owner', 'manager', 'viewer'] };

const category: CategoryItem = {
  categoryId: 'cat_5x8k2m',
  currency: 'GBP',
  orders: 9,
  units: 14,
  gross: 21_000,
  tax: 3_500,
};
const stock: StockItem = {
  ...{ sku: 'prod_4k1v9q0m2x7c8r5t6w3z-1', vendorId: 'ven_7m2k4q9x1c5v8b3n6r0t', left: 6, units: 24, received: 30 },
  ...{ turnover: 218, daysOfCover: 75, sellThrough: 8_000, outOfStockHours: 12, missedUnits: 1 },
  missedGross: { GBP: 2_499 },
};

/** What is on the shelves, and what of it is sold. */
export const assortmentActions: Pick<Contract<AnalyticsActions>['actions'], AssortmentAction> = {
  'analytics.categories': {
    summary: 'What was sold of each category, per currency',
    rest: 'GET /analytics/categories',
    access: everyones,
    refusals: refused,
    params: shape<ParamsOf<'analytics.categories'>>({ ...asked, limit: limit(1_000) }),
    result: shape<ResultOf<'analytics.categories'>>(compared({ items: list(categoryItem()) })),
    table: 'items',
    example: { params: { limit: 10 }, result: { ...exampleSpan, items: [category] } },
  },
  'analytics.stock': {
    summary: 'How stock turns over, how long it lasts, and when it was out',
    rest: 'GET /analytics/stock',
    access: everyones,
    refusals: refused,
    params: shape<ParamsOf<'analytics.stock'>>({
      ...asked,
      order: Joi.string().valid('sold', 'scarce'),
      limit: limit(1_000),
    }),
    result: shape<ResultOf<'analytics.stock'>>(compared({ items: list(stockItem()) })),
    table: 'items',
    example: { params: { order: 'scarce', limit: 10 }, result: { ...exampleSpan, items: [stock] } },
  },
};
