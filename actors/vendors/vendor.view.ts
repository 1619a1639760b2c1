import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { toIso } from '../runtime/time.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { Vendor, VendorStatus, VendorsEvents } from './contract.ts';

/** `counts`: it takes one of the places that the tenant's plan has. */
export type VendorRow = Row & {
  readonly tenantId: string;
  readonly status: VendorStatus;
  readonly counts: 0 | 1;
  readonly createdAt: string;
  readonly vendor: Vendor;
};

const keyOf = (about: EventAbout): string => rowKey(about.tenantId, about.id);

const changed = (about: EventAbout, fields: Partial<Vendor>): readonly RowChange<VendorRow>[] => [
  change<VendorRow>(keyOf(about), (row) => ({ ...row, vendor: { ...row.vendor, ...fields } })),
];

const decided = (about: EventAbout, status: VendorStatus, reason?: string): readonly RowChange<VendorRow>[] => [
  change<VendorRow>(keyOf(about), (row) => {
    const { reason: _, ...vendor } = row.vendor;
    const counts = status === 'approved' || status === 'suspended' ? 1 : 0;
    return { ...row, status, counts, vendor: { ...vendor, status, ...(reason !== undefined && { reason }) } };
  }),
];

/** The vendors of a tenant, for its operator. One whose handle was refused has no row. */
export const vendorList = viewOf<VendorsEvents>()<VendorRow>({
  name: 'vendor-list',
  version: 1,
  indexes: {
    byAge: ['tenantId', 'createdAt'],
    byStatus: ['tenantId', 'status', 'createdAt'],
    counted: ['tenantId', 'counts'],
  },
  on: {
    'vendors.opened': ({ name, handle, description, at }, about) => {
      const status = 'pending';
      const createdAt = toIso(at);
      const vendor: Vendor = { id: about.id, name, handle, description, status, createdAt };
      return [put<VendorRow>(keyOf(about), { tenantId: about.tenantId, status, counts: 0, createdAt, vendor })];
    },
    'vendors.handleProposed': ({ handle }, about) => changed(about, { handle }),
    'vendors.handleRefused': (_, about) => [change<VendorRow>(keyOf(about), () => undefined)],
    'vendors.applied': (_, about) => decided(about, 'applied'),
    'vendors.approved': (_, about) => decided(about, 'approved'),
    'vendors.rejected': ({ reason }, about) => decided(about, 'rejected', reason),
    'vendors.suspended': ({ reason }, about) => decided(about, 'suspended', reason),
    'vendors.changed': ({ name, description }, about) => changed(about, { name, description }),
    'vendors.commissionSet': ({ commissionRate }, about) => changed(about, { commissionRate }),
  },
});
