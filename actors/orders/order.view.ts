import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { OrderPlaced, OrderStatus, OrdersEvents } from './contract.ts';

/** One order as lists show it: nothing personal. `number` is empty until it has one, `customerId` for a guest's. */
export type OrderRow = Row & {
  readonly tenantId: string;
  readonly orderId: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly customerId: string;
  readonly total: number;
  readonly currency: string;
  readonly placedAt: number;
  readonly vendorIds: readonly string[];
  readonly lineCount: number;
};

const placedRow = (event: OrderPlaced, { tenantId, id }: EventAbout): OrderRow => ({
  tenantId,
  orderId: id,
  number: event.number ?? '',
  status: 'placed',
  customerId: event.customerId ?? '',
  total: event.total.amount,
  currency: event.total.currency,
  placedAt: event.placedAt,
  vendorIds: event.parts.map(({ vendorId }) => vendorId),
  lineCount: event.lines.length,
});

const now = ({ tenantId, id }: EventAbout, changes: Partial<OrderRow>): readonly RowChange<OrderRow>[] => [
  change<OrderRow>(rowKey(tenantId, id), (row) => ({ ...row, ...changes })),
];

const follows = ({ status }: { readonly status: OrderStatus }, about: EventAbout): readonly RowChange<OrderRow>[] =>
  now(about, { status });

export const ordersOfTenant = viewOf<OrdersEvents>()<OrderRow>({
  name: 'orders-of-tenant',
  version: 1,
  indexes: {
    all: ['tenantId', 'placedAt'],
    byStatus: ['tenantId', 'status', 'placedAt'],
    byNumber: ['tenantId', 'number'],
    ofCustomer: ['tenantId', 'customerId', 'placedAt'],
    ofCustomerByStatus: ['tenantId', 'customerId', 'status', 'placedAt'],
    ofCustomerByNumber: ['tenantId', 'customerId', 'number'],
  },
  on: {
    'orders.placed': (event, about) => [put(rowKey(about.tenantId, about.id), placedRow(event, about))],
    'orders.reserved': ({ number }, about) => now(about, { number, status: 'reserved' }),
    'orders.confirmed': (_event, about) => now(about, { status: 'confirmed' }),
    'orders.cancelled': (_event, about) => now(about, { status: 'cancelled' }),
    'orders.partCancelled': follows,
    'orders.partShipped': follows,
    'orders.partDelivered': follows,
  },
});
