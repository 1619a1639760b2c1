import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { OrdersEvents, VendorOrder } from './contract.ts';

/** Which orders have a part of a vendor, and how it stands; lines and amounts come from the orders themselves. */
export type VendorOrderRow = Row & {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly orderId: string;
  readonly status: VendorOrder['status'];
  readonly placedAt: number;
};

type Changes = readonly RowChange<VendorOrderRow>[];

const become =
  (status: VendorOrder['status']) =>
  ({ vendorId }: { readonly vendorId: string }, { tenantId, id }: EventAbout): Changes => [
    change<VendorOrderRow>(rowKey(tenantId, id, vendorId), (row) => ({ ...row, status })),
  ];

const allBecome = (vendorIds: readonly string[], status: VendorOrder['status'], about: EventAbout): Changes =>
  vendorIds.flatMap((vendorId) => become(status)({ vendorId }, about));

export const ordersOfVendor = viewOf<OrdersEvents>()<VendorOrderRow>({
  name: 'orders-of-vendor',
  version: 1,
  indexes: {
    byVendor: ['tenantId', 'vendorId', 'placedAt'],
    byStatus: ['tenantId', 'vendorId', 'status', 'placedAt'],
  },
  on: {
    'orders.placed': ({ parts, placedAt }, { tenantId, id }) =>
      parts.map(({ vendorId }) =>
        put<VendorOrderRow>(rowKey(tenantId, id, vendorId), {
          tenantId,
          vendorId,
          orderId: id,
          status: 'placed',
          placedAt,
        }),
      ),
    'orders.confirmed': ({ parts }, about) =>
      allBecome(
        parts.map(({ vendorId }) => vendorId),
        'open',
        about,
      ),
    'orders.cancelled': ({ vendorIds }, about) => allBecome(vendorIds, 'cancelled', about),
    'orders.partCancelAsked': become('cancelling'),
    'orders.partCancelled': become('cancelled'),
    'orders.partKept': become('open'),
    'orders.partShipped': become('shipped'),
    'orders.partDelivered': become('delivered'),
  },
});
