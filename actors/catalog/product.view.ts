import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { CatalogEvents, Product } from './contract.ts';

/** A vendor's own list: every accepted product, whatever its status. */
export type ProductRow = Row & {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly status: string;
  readonly createdAt: string;
  readonly product: Product;
};

const stored = ({ product }: { product: Product }, { tenantId, id }: EventAbout): readonly RowChange<ProductRow>[] => {
  const { vendorId, status, createdAt } = product;
  return [put<ProductRow>(rowKey(tenantId, id), { tenantId, vendorId, status, createdAt, product })];
};

export const productsOfVendor = viewOf<CatalogEvents>()<ProductRow>({
  name: 'products-of-vendor',
  version: 1,
  indexes: {
    byVendor: ['tenantId', 'vendorId', 'createdAt'],
    byStatus: ['tenantId', 'vendorId', 'status', 'createdAt'],
  },
  on: {
    'catalog.accepted': stored,
    'catalog.changed': stored,
    'catalog.published': stored,
    'catalog.archived': stored,
  },
});

/** How many products a tenant has, archived ones too; kept per partition, summed on reading. */
export type ProductCountRow = Row & { readonly tenantId: string; readonly products: number };

const counted = (
  proposal: number,
  step: 1 | -1,
  { tenantId, partition }: EventAbout,
): readonly RowChange<ProductCountRow>[] =>
  proposal === 1
    ? [{ key: rowKey(tenantId, partition), change: (row) => ({ tenantId, products: (row?.products ?? 0) + step }) }]
    : [];

export const productCount = viewOf<CatalogEvents>()<ProductCountRow>({
  name: 'product-count',
  version: 1,
  indexes: { byTenant: ['tenantId'] },
  on: {
    'catalog.proposed': ({ proposal }, about) => counted(proposal, 1, about),
    'catalog.refused': ({ proposal }, about) => counted(proposal, -1, about),
  },
});
