import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { toIso } from '../runtime/time.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { Tenant, TenantsEvents } from './contract.ts';

/** The tenant whose people alone may page through all tenants. */
export const platform = 'platform';

export type TenantRow = Row & {
  readonly tenantId: typeof platform;
  readonly tenant: Tenant;
  readonly createdAt: string;
};

const keyOf = (about: EventAbout): string => rowKey(platform, 'tenants', about.tenantId);

const changed = (about: EventAbout, fields: Partial<Tenant>): readonly RowChange<TenantRow>[] => [
  change<TenantRow>(keyOf(about), (row) => ({ ...row, tenant: { ...row.tenant, ...fields } })),
];

export const tenantDirectory = viewOf<TenantsEvents>()<TenantRow>({
  name: 'tenant-directory',
  version: 1,
  indexes: { byAge: ['tenantId', 'createdAt'] },
  on: {
    'tenants.opened': ({ settings, plan, limits, at }, about) => {
      const createdAt = toIso(at);
      const tenant: Tenant = { id: about.tenantId, ...settings, plan, limits, status: 'active', createdAt };
      return [put(keyOf(about), { tenantId: platform, tenant, createdAt })];
    },
    'tenants.configured': ({ settings }, about) => changed(about, settings),
    'tenants.planned': ({ plan, limits }, about) => changed(about, { plan, limits }),
    'tenants.suspended': (_, about) => changed(about, { status: 'suspended' }),
    'tenants.resumed': (_, about) => changed(about, { status: 'active' }),
  },
});
