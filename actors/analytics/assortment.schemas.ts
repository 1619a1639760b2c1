import Joi from 'joi';
import type { Access, Contract } from '../runtime/contract.ts';
import { currency, id, shape } from '../runtime/schemas.ts';
import { asked, limit, refused } from './asked.schemas.ts';
import type { AnalyticsActions } from './contract.ts';
import { exampleSpan } from './examples.schemas.ts';
import { count, signed } from './report.schemas.ts';
import { answered, list } from './results.schemas.ts';

/** A product of two categories counts in both. */
export type CategoryItem = {
  /** Empty for products without one. */
  readonly categoryId: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
};

export type StockItem = {
  readonly sku: string;
  readonly vendorId: string;
  /** Available at the end of the span. */
  readonly left: number;
  readonly units: number;
  readonly received: number;
  /** How often what lay there was sold, hundredths. */
  readonly turnover: number;
  /** Tenths of a day that what is left lasts at this pace; absent where nothing was sold. */
  readonly daysOfCover?: number;
  /** Basis points of what could be sold. */
  readonly sellThrough: number;
  readonly outOfStockHours: number;
  /** Units that would have been sold in those hours at the pace of the others. */
  readonly missedUnits: number;
};

type AssortmentAction = 'analytics.categories' | 'analytics.stock';
type ParamsOf<Name extends AssortmentAction> = AnalyticsActions[Name]['params'];
type ResultOf<Name extends AssortmentAction> = AnalyticsActions[Name]['result'];

const everyones: Access = { all: ['operator', 'analyst'], own: ['owner', 'manager', 'viewer'] };
const idOrNone = () => Joi.alternatives(id(), Joi.string().valid('')).required();

const categoryItem = () =>
  shape<CategoryItem>({
    categoryId: idOrNone(),
    currency: currency().required(),
    orders: count(),
    units: count(),
    gross: count(),
    tax: count(),
  });

const stockItem = () =>
  shape<StockItem>({
    sku: id().required(),
    vendorId: idOrNone(),
    left: signed(),
    // More may come back in a time than is sold in it.
    units: signed(),
    received: count(),
    turnover: count(),
    daysOfCover: Joi.number().integer().min(0),
    sellThrough: count(),
    outOfStockHours: count(),
    missedUnits: count(),
  });

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
};

/** What is on the shelves, and what of it is sold. */
export const assortmentActions: Pick<Contract<AnalyticsActions>['actions'], AssortmentAction> = {
  'analytics.categories': {
    summary: 'What was sold of each category, per currency',
    rest: 'GET /analytics/categories',
    access: everyones,
    refusals: refused,
    params: shape<ParamsOf<'analytics.categories'>>({ ...asked, limit: limit(1_000) }),
    result: shape<ResultOf<'analytics.categories'>>({ ...answered, items: list(categoryItem()) }),
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
    result: shape<ResultOf<'analytics.stock'>>({ ...answered, items: list(stockItem()) }),
    table: 'items',
    example: { params: { order: 'scarce', limit: 10 }, result: { ...exampleSpan, items: [stock] } },
  },
};
