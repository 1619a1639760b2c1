import Joi from 'joi';
import { id, shape } from '../runtime/schemas.ts';
import type { AnalyticsActions, Asked } from './contract.ts';
import { grain } from './words.schemas.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const instantWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Also one that stands in no calendar is none: `2026-02-30`. */
function isMoment(text: string): boolean {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return false;
  return !day.test(text) || new Date(at).toISOString().startsWith(text);
}

/** An instant must tell its zone: without one nobody knows when it was. */
const moment = () =>
  Joi.string()
    .max(40)
    .custom((text: string, { message }) =>
      (day.test(text) || instantWithZone.test(text)) && isMoment(text)
        ? text
        : message({
            custom: '{{#label}} must be a day (2026-11-22) or an instant with its zone (2026-11-22T09:00:00Z)',
          }),
    );

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const zone = () =>
  Joi.string()
    .max(60)
    .pattern(/^[A-Za-z][A-Za-z0-9_+/-]*$/, 'time zone')
    .custom((name: string, { message }) => (isZone(name) ? name : message({ custom: '{{#label}} is no time zone' })));

export const format = () => Joi.string().valid('json', 'csv');
export const limit = (most: number) => Joi.number().integer().min(1).max(most);

/** Of a question that only the whole tenant's people ask. */
export const period = {
  ...{ from: moment(), to: moment(), tz: zone() },
  ...{ compare: Joi.string().valid('previous'), format: format() },
} satisfies Record<keyof Omit<Asked, 'vendor'>, Joi.Schema>;
export const asked = { ...period, vendor: id() };

/** What any question may be refused with. */
export const refused = ['ANALYTICS_UNAVAILABLE', 'QUESTION_TOO_LARGE', 'TOO_MANY_QUESTIONS'];

type ParamsOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['params'];

export const salesParams = () =>
  shape<ParamsOf<'analytics.sales'>>({
    ...asked,
    by: Joi.string().valid('time', 'vendor', 'country', 'customer'),
    grain: grain(),
    limit: limit(1_000),
  });

export const productsParams = () =>
  shape<ParamsOf<'analytics.products'>>({ ...asked, order: Joi.string().valid('best', 'worst'), limit: limit(1_000) });

export const vendorsParams = () => shape<ParamsOf<'analytics.vendors'>>({ ...period, limit: limit(1_000) });

export const customersParams = () => shape<ParamsOf<'analytics.customers'>>(asked);
export const liveParams = () => shape<ParamsOf<'analytics.live'>>({ vendor: id(), format: format() });
export const operationParams = () => shape<ParamsOf<'analytics.operation'>>(period);
export const paymentsParams = () => shape<ParamsOf<'analytics.payments'>>(period);
