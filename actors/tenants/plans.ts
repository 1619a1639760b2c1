import type { PlanLimits, PlanName } from './contract.ts';

/** What a tenant may have. A plan's limits are copied into the tenant when it is given. */
export const plans: Readonly<Record<PlanName, PlanLimits>> = {
  free: { vendors: 3, products: 200, requestsPerMinute: 600, analyticsMonths: 3 },
  standard: { vendors: 200, products: 50_000, requestsPerMinute: 60_000, analyticsMonths: 60 },
  enterprise: { vendors: 10_000, products: 2_000_000, requestsPerMinute: 1_000_000, analyticsMonths: 60 },
};

export const defaultPlan: PlanName = 'standard';
