import Joi from 'joi';
import { currency, id, instant, shape } from '../runtime/schemas.ts';
import { alertName, type Ringing, ringingFields } from './alert.schemas.ts';
import {
  count,
  country,
  type Freshness,
  freshnessFields,
  type SalesItem,
  salesItem,
  signed,
} from './report.schemas.ts';

export type LastOrder = {
  readonly orderId: string;
  readonly at: string;
  readonly currency: string;
  readonly amount: number;
  readonly units: number;
  readonly country: string;
};

/** Carts with a line that were touched within the hour. */
export type OpenCarts = { readonly currency: string; readonly open: number; readonly openWorth: number };

/** At the pace of the last day it is gone within a day, or it is already. */
export type ScarceItem = {
  readonly sku: string;
  readonly left: number;
  /** Reserved within the last day. */
  readonly units: number;
  /** That what is left lasts at this pace. */
  readonly hours: number;
};

/** An alert that rings now. */
export type LiveAlert = Ringing & { readonly id: string; readonly name: string };

export type LiveAnswer = Freshness & {
  /** The last sixty, the present one last. */
  readonly minutes: readonly SalesItem[];
  readonly totals: readonly SalesItem[];
  /** Of whom anything was told within five minutes; of a vendor: those who looked at its products. */
  readonly visitorsNow: number;
  /** Of the whole tenant. */
  readonly carts?: readonly OpenCarts[];
  /** Of the whole tenant: placed within a day and not decided. */
  readonly ordersInFlight?: number;
  /** Of the whole tenant. */
  readonly alerts?: readonly LiveAlert[];
  readonly lastOrders: readonly LastOrder[];
  /** The first to run out first; at most ten. */
  readonly scarce: readonly ScarceItem[];
};

const lastOrder = () =>
  shape<LastOrder>({
    orderId: id().required(),
    at: instant().required(),
    currency: currency().required(),
    amount: count(),
    units: count(),
    country: country().required(),
  });

const openCarts = () => shape<OpenCarts>({ currency: currency().required(), open: count(), openWorth: count() });

const scarceItem = () => shape<ScarceItem>({ sku: id().required(), left: signed(), units: count(), hours: count() });

const liveAlert = () => shape<LiveAlert>({ ...ringingFields, id: id().required(), name: alertName().required() });

const list = <Item>(item: Joi.Schema<Item>) => Joi.array().items(item);

export const liveResult = () =>
  shape<LiveAnswer>({
    ...freshnessFields,
    minutes: list(salesItem()).required(),
    totals: list(salesItem()).required(),
    visitorsNow: count(),
    carts: list(openCarts()),
    ordersInFlight: Joi.number().integer().min(0),
    alerts: list(liveAlert()),
    lastOrders: list(lastOrder()).required(),
    scarce: list(scarceItem()).required(),
  });
