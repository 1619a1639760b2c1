import type { Action, PageOf, PageParams, Published } from '../runtime/contract.ts';

export type TenantStatus = 'active' | 'suspended';

/** Bounds of a tenant's plan; 0 vendors or products means none, not unlimited. */
export type PlanLimits = {
  readonly vendors: number;
  readonly products: number;
  readonly requestsPerMinute: number;
  /** How long analytics keep what happened, at most 60: of single events 25 is the most. Absent: as long as anybody's. */
  readonly analyticsMonths?: number;
};

export type TenantSettings = {
  readonly name: string;
  /** ISO 4217; fixed when the tenant is made. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  /** Basis points: 2 000 = 20 %. */
  readonly taxRate: number;
  /** Whether prices contain the tax already. */
  readonly pricesIncludeTax: boolean;
  /** Basis points of each sale, for vendors without a rate of their own. */
  readonly commissionRate: number;
};

export type Tenant = TenantSettings & {
  readonly id: string;
  readonly status: TenantStatus;
  readonly plan: string;
  readonly limits: PlanLimits;
  readonly createdAt: string;
};

/** What an order needs to know of its tenant. */
export type TenantTerms = Pick<
  TenantSettings,
  'currency' | 'locale' | 'name' | 'taxRate' | 'pricesIncludeTax' | 'commissionRate'
> & { readonly status: TenantStatus; readonly limits: PlanLimits };

export type TenantProfile = Pick<Tenant, 'id' | 'name' | 'currency' | 'locale' | 'taxRate' | 'pricesIncludeTax'>;

export type PlanName = 'free' | 'standard' | 'enterprise';

export type CreateTenant = Partial<TenantSettings> & {
  readonly id: string;
  readonly name: string;
  readonly plan?: PlanName;
  /** The operator's first login. */
  readonly operator?: { readonly email: string; readonly password: string };
};

export type ChangeTenant = Partial<TenantSettings> & {
  readonly id: string;
  readonly status?: TenantStatus;
  readonly plan?: PlanName;
};

export type ChangeOwnTenant = Partial<Omit<TenantSettings, 'currency'>>;

export interface TenantsActions {
  'tenants.create': Action<CreateTenant, Tenant>;
  /** Settings, plan, and `status` to suspend or resume. */
  'tenants.change': Action<ChangeTenant, Tenant>;
  'tenants.get': Action<{ id: string }, Tenant>;
  'tenants.list': Action<PageParams, PageOf<Tenant>>;
  /** What a storefront may know of the tenant it is in. */
  'tenants.own': Action<Record<string, never>, TenantProfile>;
  /** All that an operator may know of its own tenant. */
  'tenants.settings': Action<Record<string, never>, Tenant>;
  /** An operator may change its own tenant, but neither plan nor status. */
  'tenants.changeOwn': Action<ChangeOwnTenant, Tenant>;
  /** The caller's own tenant: refuses nothing, so that a gateway can tell an unknown tenant (`undefined`) from a suspended one. */
  'tenants.terms': Action<Record<string, never>, { terms?: TenantTerms }>;
  /** Directory side of `create`: sent to the tenant's own actor. */
  'tenants.open': Action<Omit<CreateTenant, 'operator'>, Tenant>;
  'tenants.configure': Action<ChangeTenant, Tenant>;
  'tenants.whole': Action<Record<string, never>, Tenant>;
}

export type TenantEvent =
  | {
      readonly type: 'opened';
      readonly settings: TenantSettings;
      readonly plan: string;
      readonly limits: PlanLimits;
      readonly at: number;
    }
  | { readonly type: 'configured'; readonly settings: TenantSettings }
  | { readonly type: 'planned'; readonly plan: string; readonly limits: PlanLimits }
  | { readonly type: 'suspended' }
  | { readonly type: 'resumed' };

export interface TenantsEvents extends Published<'tenants', TenantEvent> {}
