import Joi from 'joi';
import { currency, id, instant, shape, text } from '../runtime/schemas.ts';

/** How old an answer is. */
export type Freshness = {
  /** All that was committed until then is counted. */
  readonly asOf: string;
  /** Batches of the journal that are not counted yet. */
  readonly behind: number;
};

/** Minor units of the currency; docs/analytics.md has the formulas. */
export type SalesItem = {
  /** Where a piece of time begins. */
  readonly start?: string;
  readonly vendorId?: string;
  /** ISO 3166-1 alpha-2; empty where the order tells none. */
  readonly country?: string;
  /** Of their first order, of a later one, or nobody's. */
  readonly customer?: 'new' | 'returning' | 'guest';
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
  readonly commission: number;
  readonly refunds: number;
  readonly net: number;
  readonly averageOrder: number;
};

export type PaymentSums = {
  readonly provider: string;
  /** `unknown`: whoever paid did not say. */
  readonly method: string;
  readonly currency: string;
  readonly asked: number;
  readonly captured: number;
  readonly declined: number;
  readonly failed: number;
  /** Basis points of those that were asked for. */
  readonly successRate: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  /** Basis points of the captured amount. */
  readonly refundRate: number;
  /** From asking to the money being there, milliseconds. */
  readonly timeToPayP50: number;
  readonly timeToPayP95: number;
};

export type Refusals = { readonly outcome: string; readonly reason: string; readonly count: number };

/** Parts of the vendor that were opened in the span, and those of them that took longer than three days to ship. */
export type LateShare = { readonly opened: number; readonly late: number };

/** `cohort`: the first day of a month in the time zone asked for; `months` after that one. */
export type CohortItem = {
  readonly cohort: string;
  readonly months: number;
  readonly currency: string;
  readonly customers: number;
  readonly orders: number;
  readonly gross: number;
};

/** Seen from the end of the span: `active` within 30 days, `cooling` within 90; `few` are two to four orders. */
export type SegmentItem = {
  readonly recency: string;
  readonly frequency: string;
  readonly currency: string;
  readonly customers: number;
  readonly orders: number;
  readonly gross: number;
};

export const count = () => Joi.number().integer().min(0).required();
export const signed = () => Joi.number().integer().required();
export const country = () => Joi.string().allow('').max(2);

export const freshnessFields = { asOf: instant().required(), behind: count() };

const salesFields = {
  start: instant(),
  vendorId: id(),
  country: country(),
  customer: Joi.string().valid('new', 'returning', 'guest'),
  currency: currency().required(),
  orders: count(),
  units: count(),
  gross: count(),
  // Of a time in which more was paid back than sold it is below zero.
  tax: signed(),
  commission: signed(),
  refunds: count(),
  net: signed(),
  averageOrder: count(),
};

export const salesItem = () => shape<SalesItem>(salesFields);

export const vendorItem = () =>
  shape<SalesItem & LateShare & { readonly balance: number }>({
    ...salesFields,
    balance: signed(),
    opened: count(),
    late: count(),
  });

export const paymentSums = () =>
  shape<PaymentSums>({
    provider: text(60).required(),
    method: text(20).required(),
    currency: currency().required(),
    asked: count(),
    captured: count(),
    declined: count(),
    failed: count(),
    successRate: count(),
    capturedAmount: count(),
    refundedAmount: count(),
    refundRate: count(),
    timeToPayP50: count(),
    timeToPayP95: count(),
  });

export const refusals = () =>
  shape<Refusals>({
    outcome: Joi.string().valid('declined', 'failed').required(),
    reason: Joi.string().allow('').required(),
    count: count(),
  });

const boughtFields = { currency: currency().required(), customers: count(), orders: count(), gross: count() };

export const cohortItem = () =>
  shape<CohortItem>({
    cohort: Joi.string()
      .pattern(/^\d{4}-\d{2}-01$/, 'first day of a month')
      .required(),
    months: count(),
    ...boughtFields,
  });

export const segmentItem = () =>
  shape<SegmentItem>({
    recency: Joi.string().valid('active', 'cooling', 'lost').required(),
    frequency: Joi.string().valid('once', 'few', 'many').required(),
    ...boughtFields,
  });
