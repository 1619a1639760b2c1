import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { InventoryEvents } from './contract.ts';

/** Skus of a vendor; the page's units come from the actors themselves, so that they are never stale. */
export type StockRow = Row & {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly sku: string;
  readonly available: number;
};

const seen = (event: { available: number }, about: EventAbout): readonly RowChange<StockRow>[] => [
  change<StockRow>(rowKey(about.tenantId, about.id), (row) => ({ ...row, available: event.available })),
];

export const stockOfVendor = viewOf<InventoryEvents>()<StockRow>({
  name: 'stock-of-vendor',
  version: 2,
  indexes: { byVendor: ['tenantId', 'vendorId', 'sku'], byAvailable: ['tenantId', 'vendorId', 'available', 'sku'] },
  on: {
    'inventory.opened': ({ vendorId, available }, { tenantId, id }) => [
      put(rowKey(tenantId, id), { tenantId, vendorId, sku: id, available }),
    ],
    'inventory.closed': (_event, { tenantId, id }) => [change<StockRow>(rowKey(tenantId, id), () => undefined)],
    'inventory.received': seen,
    'inventory.adjusted': seen,
    'inventory.reserved': seen,
    'inventory.released': seen,
    'inventory.restocked': seen,
  },
});
