import { on, service, task } from '../registry.ts';
import { notFound } from '../runtime/errors.ts';
import { toIso } from '../runtime/time.ts';
import { tenantsContract } from './contract.schemas.ts';
import type { Tenant, TenantProfile, TenantsActions, TenantTerms } from './contract.ts';
import { defaultPlan, plans } from './plans.ts';
import { defaultSettings, type OpenTenant, type TenantState, tenant } from './tenant.ts';
import { platform, tenantDirectory } from './tenant.view.ts';

const { command, read } = on(tenant);

/** A tenant is an actor of its own: its id is the tenant it is asked in. */
const own = (_: unknown, ctx: { readonly tenantId: string }): string => ctx.tenantId;

const whole = (id: string, { settings, plan, limits, status, createdAt }: OpenTenant): Tenant => ({
  id,
  ...settings,
  plan,
  limits,
  status,
  createdAt: toIso(createdAt),
});

const profile = (id: string, { settings }: OpenTenant): TenantProfile => {
  const { name, currency, locale, taxRate, pricesIncludeTax } = settings;
  return { id, name, currency, locale, taxRate, pricesIncludeTax };
};

const terms = ({ settings, status, limits }: OpenTenant): TenantTerms => ({ ...settings, status, limits });

const made = (state: TenantState, _: unknown, about: { readonly id: string }): Tenant => {
  if (!state.open) throw notFound('tenant');
  return whole(about.id, state.open);
};

export const tenants = service<TenantsActions>(tenantsContract, {
  'tenants.create': task(async ({ operator, ...asked }, ctx) => {
    const inTenant = { tenantId: asked.id };
    const created = await ctx.call('tenants.open', asked, inTenant);
    if (operator) await ctx.call('customers.provision', { ...operator, roles: ['operator'] }, inTenant);
    return created;
  }),
  'tenants.change': task((asked, ctx) => ctx.call('tenants.configure', asked, { tenantId: asked.id })),
  'tenants.get': task(({ id }, ctx) => ctx.call('tenants.whole', {}, { tenantId: id })),
  'tenants.list': task(async ({ limit = 20, cursor }, ctx) => {
    const page = await ctx.find(tenantDirectory, {
      index: 'byAge',
      where: [platform],
      descending: true,
      limit,
      ...(cursor && { after: cursor }),
    });
    return { items: page.rows.map((row) => row.tenant), ...(page.next && { next: page.next }) };
  }),
  'tenants.own': read({ key: own, answer: ({ open }, _, { id }) => open && profile(id, open) }),
  'tenants.settings': read({ key: own, answer: ({ open }, _, { id }) => open && whole(id, open) }),
  'tenants.changeOwn': command({
    key: own,
    command: (settings) => ({ type: 'configure', settings }),
    answer: made,
  }),
  'tenants.terms': read({ key: own, answer: ({ open }) => (open ? { terms: terms(open) } : {}) }),
  'tenants.whole': read({ key: own, answer: ({ open }, _, { id }) => open && whole(id, open) }),
  'tenants.open': command({
    key: own,
    command: ({ id, plan = defaultPlan, ...settings }) => ({
      type: 'open',
      id,
      settings: { ...defaultSettings, ...settings },
      plan,
      limits: plans[plan],
    }),
    answer: made,
  }),
  'tenants.configure': command({
    key: own,
    command: ({ id: _, plan, status, ...settings }) => ({
      type: 'configure',
      settings,
      ...(plan && { planned: { plan, limits: plans[plan] } }),
      ...(status && { status }),
    }),
    answer: made,
  }),
});
