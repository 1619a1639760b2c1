import Joi from 'joi';
import { currency, id, instant, shape, text } from '../runtime/schemas.ts';
import type { AnalyticsActions, ProductItem } from './contract.ts';
import {
  cohortItem,
  count,
  freshnessFields,
  paymentSums,
  refusals,
  salesItem,
  segmentItem,
  vendorItem,
} from './report.schemas.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];

export const list = <Item>(item: Joi.Schema<Item>) => Joi.array().items(item).required();

const answered = {
  ...freshnessFields,
  from: instant().required(),
  to: instant().required(),
  tz: text(60).required(),
};

/** Figures, and the same of the span before. */
export const compared = <Fields extends Joi.SchemaMap>(fields: Fields) => ({
  ...answered,
  ...fields,
  previous: Joi.object({ from: instant().required(), to: instant().required(), ...fields }),
});

const productItem = () =>
  shape<ProductItem>({
    productId: id().required(),
    vendorId: id().required(),
    currency: currency().required(),
    orders: count(),
    units: count(),
    gross: count(),
    tax: count(),
  });

const ms = () => Joi.number().min(0).required();

export const salesResult = () =>
  shape<ResultOf<'analytics.sales'>>({
    ...answered,
    items: list(salesItem()),
    totals: list(salesItem()),
    previous: Joi.object({ from: instant().required(), to: instant().required(), totals: list(salesItem()) }),
  });

export const productsResult = () => shape<ResultOf<'analytics.products'>>(compared({ items: list(productItem()) }));

export const vendorsResult = () => shape<ResultOf<'analytics.vendors'>>(compared({ items: list(vendorItem()) }));

export const customersResult = () =>
  shape<ResultOf<'analytics.customers'>>(
    compared({
      items: list(cohortItem()),
      segments: list(segmentItem()),
      customers: count(),
      returning: count(),
      repeatRate: count(),
    }),
  );

export const operationResult = () =>
  shape<ResultOf<'analytics.operation'>>(
    compared({
      placed: count(),
      confirmed: count(),
      cancelled: count(),
      endToEndMs: Joi.object({ p50: ms(), p95: ms(), p99: ms() }).required(),
      reservationFailures: count(),
      oversellRefused: count(),
      cancellations: list(Joi.object({ reason: Joi.string().required(), count: count() })),
    }),
  );

export const paymentsResult = () =>
  shape<ResultOf<'analytics.payments'>>(compared({ items: list(paymentSums()), refusals: list(refusals()) }));
