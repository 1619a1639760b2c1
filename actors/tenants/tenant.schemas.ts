import Joi from 'joi';
import { basisPoints, currency, email, handle, instant, shape, text } from '../runtime/schemas.ts';
import type { ChangeTenant, CreateTenant, PlanLimits, Tenant, TenantStatus } from './contract.ts';
import { plans } from './plans.ts';

const plan = () => Joi.string().valid(...Object.keys(plans));
const status = () => Joi.string().valid(...(['active', 'suspended'] satisfies TenantStatus[]));
export const tenantId = () => handle().max(40);

/** Throws for what no browser could format by. */
const knownLocale = (locale: string): string => Intl.getCanonicalLocales(locale)[0] ?? locale;

export const ownSettings = {
  name: text(80),
  locale: Joi.string()
    .pattern(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'BCP 47 language tag')
    .max(35)
    .custom(knownLocale),
  taxRate: basisPoints(),
  pricesIncludeTax: Joi.boolean(),
  commissionRate: basisPoints(),
};

const settings = { ...ownSettings, currency: currency() };

export const required = {
  name: settings.name.required(),
  currency: settings.currency.required(),
  locale: settings.locale.required(),
  taxRate: settings.taxRate.required(),
  pricesIncludeTax: settings.pricesIncludeTax.required(),
};

const limits = shape<PlanLimits>({
  vendors: Joi.number().integer().min(0).required(),
  products: Joi.number().integer().min(0).required(),
  requestsPerMinute: Joi.number().integer().min(0).required(),
  analyticsMonths: Joi.number().integer().min(1).max(60),
}).required();

export const terms = {
  ...required,
  commissionRate: settings.commissionRate.required(),
  status: status().required(),
  limits,
};

export const tenantSchema = shape<Tenant>({
  ...terms,
  id: tenantId().required(),
  plan: plan().required(),
  createdAt: instant().required(),
});

export const operator = shape<NonNullable<CreateTenant['operator']>>({
  email: email().required(),
  password: Joi.string().min(8).max(200).required(),
});

export const opening = { ...settings, name: required.name, id: tenantId().required(), plan: plan() };
export const changing = shape<ChangeTenant>({ ...settings, id: tenantId().required(), plan: plan(), status: status() });
