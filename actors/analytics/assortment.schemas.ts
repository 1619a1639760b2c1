import Joi from 'joi';
import { currency, id, shape } from '../runtime/schemas.ts';
import { count, signed } from './report.schemas.ts';

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
  /** What they would have brought at the average price of the span, with tax: minor units by currency. */
  readonly missedGross: Readonly<Record<string, number>>;
};

const currencyCode = /^[A-Z]{3}$/;
const idOrNone = () => Joi.alternatives(id(), Joi.string().valid('')).required();

export const categoryItem = () =>
  shape<CategoryItem>({
    categoryId: idOrNone(),
    currency: currency().required(),
    orders: count(),
    units: count(),
    gross: count(),
    tax: count(),
  });

export const stockItem = () =>
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
    missedGross: Joi.object<StockItem['missedGross']>().pattern(currencyCode, count()).required(),
  });
