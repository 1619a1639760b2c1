import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, type EventAbout, type RowChange, viewOf } from '../runtime/view.ts';
import type { InventoryEvents } from './contract.ts';
import { lowIn, usualBelow } from './stock-alert.ts';

/** Skus of a vendor; the page's units come from the actors themselves, so that they are never stale. */
export type StockRow = Row & {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly sku: string;
  readonly available: number;
  /** Of its alert. */
  readonly below: number;
  /** 1 where it is running out. */
  readonly low: number;
};

const counted = (
  { tenantId, vendorId, sku }: Pick<StockRow, 'tenantId' | 'vendorId' | 'sku'>,
  available: number,
  below: number,
): StockRow => ({ tenantId, vendorId, sku, available, below, low: lowIn(available, below) });

const seen = (event: { available: number }, about: EventAbout): readonly RowChange<StockRow>[] => [
  change<StockRow>(rowKey(about.tenantId, about.id), (row) => counted(row, event.available, row.below)),
];

/** A later attempt of its product opens it again: an alert that was set stays. */
const opened = (tenantId: string, vendorId: string, sku: string, available: number): RowChange<StockRow> => ({
  key: rowKey(tenantId, sku),
  change: (row) => counted({ tenantId, vendorId, sku }, available, row?.below ?? usualBelow),
});

export const stockOfVendor = viewOf<InventoryEvents>()<StockRow>({
  name: 'stock-of-vendor',
  version: 3,
  indexes: {
    byVendor: ['tenantId', 'vendorId', 'sku'],
    byAvailable: ['tenantId', 'vendorId', 'available', 'sku'],
    byLow: ['tenantId', 'vendorId', 'low', 'available', 'sku'],
  },
  on: {
    'inventory.opened': ({ vendorId, available }, { tenantId, id }) => [opened(tenantId, vendorId, id, available)],
    'inventory.closed': (_event, { tenantId, id }) => [change<StockRow>(rowKey(tenantId, id), () => undefined)],
    'inventory.alertSet': ({ available, below }, { tenantId, id }) => [
      change<StockRow>(rowKey(tenantId, id), (row) => counted(row, available, below)),
    ],
    'inventory.received': seen,
    'inventory.adjusted': seen,
    'inventory.reserved': seen,
    'inventory.released': seen,
    'inventory.restocked': seen,
  },
});
