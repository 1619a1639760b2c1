import { type Contract, internal } from '../runtime/contract.ts';
import { empty, pageOf, pageParams, shape } from '../runtime/schemas.ts';
import type { ChangeOwnTenant, CreateTenant, Tenant, TenantProfile, TenantsActions, TenantTerms } from './contract.ts';
import { plans } from './plans.ts';
import { changing, opening, operator, ownSettings, required, tenantId, tenantSchema, terms } from './tenant.schemas.ts';

const profile: TenantProfile = {
  id: 'acme',
  name: 'Acme Market',
  currency: 'EUR',
  locale: 'de-DE',
  taxRate: 1_900,
  pricesIncludeTax: true,
};

const acme: Tenant = {
  ...profile,
  commissionRate: 1_000,
  plan: 'standard',
  limits: plans.standard,
  status: 'active',
  createdAt: '2026-11-22T09:00:00.000Z',
};

export const tenantsContract: Contract<TenantsActions> = {
  area: 'tenants',
  codes: {
    TENANT_RESERVED: 'The id is kept for Souk itself; choose another.',
    TENANT_EXISTS: 'There is a tenant of this id already.',
    UNKNOWN_TENANT: ['NotFound', 'There is no such tenant.'],
    CURRENCY_FIXED: 'The currency of a tenant cannot change once it is made.',
  },
  actions: {
    'tenants.create': {
      summary: 'Makes a tenant, and its operator',
      rest: 'POST /tenants',
      status: 201,
      access: { all: ['platform'] },
      params: shape<CreateTenant>({ ...opening, operator }),
      result: tenantSchema,
      example: {
        params: {
          id: 'acme',
          name: 'Acme Market',
          locale: 'de-DE',
          taxRate: 1_900,
          operator: { email: 'ann@acme.example', password: 'correct horse battery' },
        },
        result: acme,
      },
      refusals: ['TENANT_RESERVED', 'TENANT_EXISTS', 'ACCOUNT_UNDECIDED', 'TOO_MANY_LOGINS'],
    },
    'tenants.change': {
      summary: 'Changes settings, plan or status of a tenant',
      rest: 'PATCH /tenants/{id}',
      access: { all: ['platform'] },
      params: changing,
      result: tenantSchema,
      example: { params: { id: 'acme', status: 'suspended' }, result: { ...acme, status: 'suspended' } },
      refusals: ['UNKNOWN_TENANT', 'CURRENCY_FIXED'],
    },
    'tenants.get': {
      summary: 'One tenant',
      rest: 'GET /tenants/{id}',
      access: { all: ['platform'] },
      params: shape<{ id: string }>({ id: tenantId().required() }),
      result: tenantSchema,
      example: { params: { id: 'acme' }, result: acme },
    },
    'tenants.list': {
      summary: 'All tenants, newest first',
      rest: 'GET /tenants',
      access: { all: ['platform'] },
      params: shape<TenantsActions['tenants.list']['params']>(pageParams),
      result: pageOf(tenantSchema),
      example: { params: { limit: 1 }, result: { items: [acme] } },
    },
    'tenants.own': {
      summary: 'What a storefront may know of its tenant',
      rest: 'GET /tenant',
      access: { all: ['anyone'] },
      params: empty(),
      result: shape<TenantProfile>({ ...required, id: tenantId().required() }),
      example: { params: {}, result: profile },
    },
    'tenants.settings': {
      summary: "The settings and the plan of the operator's own tenant",
      rest: 'GET /tenant/settings',
      access: { all: ['operator'] },
      params: empty(),
      result: tenantSchema,
      example: { params: {}, result: acme },
    },
    'tenants.changeOwn': {
      summary: "Changes the settings of the operator's own tenant",
      rest: 'PATCH /tenant',
      access: { all: ['operator'] },
      params: shape<ChangeOwnTenant>(ownSettings),
      result: tenantSchema,
      example: { params: { taxRate: 700 }, result: { ...acme, taxRate: 700 } },
      refusals: ['UNKNOWN_TENANT'],
    },
    'tenants.terms': {
      summary: 'What others must know of the tenant; nothing when there is none',
      access: internal,
      params: empty(),
      result: shape<{ terms?: TenantTerms }>({ terms: shape<TenantTerms>(terms) }),
    },
    'tenants.open': {
      summary: 'Opens the tenant it is asked in',
      access: internal,
      params: shape<TenantsActions['tenants.open']['params']>(opening),
      result: tenantSchema,
      refusals: ['TENANT_RESERVED', 'TENANT_EXISTS', 'ACCOUNT_UNDECIDED', 'TOO_MANY_LOGINS'],
    },
    'tenants.configure': {
      summary: 'Changes the tenant it is asked in',
      access: internal,
      params: changing,
      result: tenantSchema,
      refusals: ['UNKNOWN_TENANT', 'CURRENCY_FIXED'],
    },
    'tenants.whole': {
      summary: 'All of the tenant it is asked in',
      access: internal,
      params: empty(),
      result: tenantSchema,
    },
  },
};
