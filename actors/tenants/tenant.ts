import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { Instant } from '../runtime/time.ts';
import type { PlanLimits, TenantEvent, TenantSettings, TenantStatus } from './contract.ts';

/** A plan with the limits it has today. */
export type GivenPlan = { readonly plan: string; readonly limits: PlanLimits };

export type TenantCommand =
  | ({ readonly type: 'open'; readonly id: string; readonly settings: TenantSettings } & GivenPlan)
  | {
      readonly type: 'configure';
      readonly settings: Partial<TenantSettings>;
      readonly planned?: GivenPlan;
      readonly status?: TenantStatus;
    };

export type TenantRefusal = 'TENANT_RESERVED' | 'TENANT_EXISTS' | 'UNKNOWN_TENANT' | 'CURRENCY_FIXED';

type Decided = Decision<TenantEvent, TenantRefusal>;

export type OpenTenant = {
  settings: TenantSettings;
  plan: string;
  limits: PlanLimits;
  status: TenantStatus;
  readonly createdAt: Instant;
};

/** Its settings, plan and status once it is open. */
export type TenantState = { open?: OpenTenant };

export const defaultSettings: Omit<TenantSettings, 'name'> = {
  currency: 'EUR',
  locale: 'en',
  taxRate: 0,
  pricesIncludeTax: true,
  commissionRate: 1_000,
};

/** Names of hosts and paths that are Souk's own. */
export const reservedIds: ReadonlySet<string> = new Set(
  `platform www api app admin auth login account mail smtp cdn assets static img images files media ops status health
  metrics docs help support internal system souk localhost webhooks v1`.split(/\s+/),
);

/** Precedence: reserved, exists. */
function open(tenant: TenantState, command: Extract<TenantCommand, { type: 'open' }>, at: Instant): Decided {
  const { id, settings, plan, limits } = command;
  if (reservedIds.has(id)) return refuse('TENANT_RESERVED', { id });
  if (tenant.open) return refuse('TENANT_EXISTS', { id });
  return [{ type: 'opened', settings, plan, limits, at }];
}

/** Precedence: unknown, currency. */
function configure({ open: tenant }: TenantState, command: Extract<TenantCommand, { type: 'configure' }>): Decided {
  if (!tenant) return refuse('UNKNOWN_TENANT');
  const { currency } = tenant.settings;
  const asked = command.settings.currency ?? currency;
  if (asked !== currency) return refuse('CURRENCY_FIXED', { currency, asked });
  return [
    ...configured(tenant, command.settings),
    ...planned(tenant, command.planned),
    ...restated(tenant, command.status),
  ];
}

const same = (known: object, asked: object): boolean =>
  JSON.stringify({ ...known, ...asked }) === JSON.stringify(known);

const configured = ({ settings }: OpenTenant, asked: Partial<TenantSettings>): readonly TenantEvent[] =>
  same(settings, asked) ? [] : [{ type: 'configured', settings: { ...settings, ...asked } }];

/** The same plan again brings its limits up to date. */
function planned(tenant: OpenTenant, asked: GivenPlan | undefined): readonly TenantEvent[] {
  if (!asked || (tenant.plan === asked.plan && same(tenant.limits, asked.limits))) return [];
  return [{ type: 'planned', plan: asked.plan, limits: asked.limits }];
}

function restated(tenant: OpenTenant, asked: TenantStatus | undefined): readonly TenantEvent[] {
  if (asked === undefined || asked === tenant.status) return [];
  return [{ type: asked === 'suspended' ? 'suspended' : 'resumed' }];
}

const changed = (state: TenantState, change: Partial<OpenTenant>): void => {
  if (state.open) Object.assign(state.open, change);
};

export const tenant: Decider<TenantState, TenantCommand, TenantEvent, TenantRefusal> = {
  type: 'tenant',
  initial: () => ({}),
  decide: {
    open: (state, command) => open(state, command, command.at),
    configure,
  },
  evolve: {
    opened: (state, { settings, plan, limits, at }) => {
      state.open = { settings, plan, limits, status: 'active', createdAt: at };
    },
    configured: (state, { settings }) => changed(state, { settings }),
    planned: (state, { plan, limits }) => changed(state, { plan, limits }),
    suspended: (state) => changed(state, { status: 'suspended' }),
    resumed: (state) => changed(state, { status: 'active' }),
  },
};
