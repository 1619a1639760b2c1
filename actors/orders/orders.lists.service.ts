import { task } from '../registry.ts';
import { type Caller, mayAll } from '../runtime/caller.ts';
import type { PageOf } from '../runtime/contract.ts';
import { runtimeError } from '../runtime/errors.ts';
import { money } from '../runtime/money.ts';
import type { Query } from '../runtime/rows/rows.ts';
import type { Handler } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import type { OrdersActions, VendorOrder } from './contract.ts';
import type { OrderSummary } from './order.schemas.ts';
import { type OrderRow, ordersOfTenant } from './order.view.ts';
import { ordersOfVendor } from './vendor-order.view.ts';

type ListParams = OrdersActions['orders.list']['params'];
type VendorParams = OrdersActions['orders.ofVendor']['params'];

/** Sees every order of the tenant. */
export const isOperator = (caller: Caller): boolean => mayAll({ all: ['operator'] }, caller);

const summary = (row: OrderRow): OrderSummary => ({
  id: row.orderId,
  ...(row.number !== '' && { number: row.number }),
  status: row.status,
  ...(row.customerId !== '' && { customerId: row.customerId }),
  total: money(row.total, row.currency),
  placedAt: toIso(row.placedAt),
  vendorIds: row.vendorIds,
  lineCount: row.lineCount,
});

type Lookup = Pick<Query, 'index' | 'where'>;

/** A number names few orders, so a status asked for besides is looked at in the rows. */
function ofAll(tenantId: string, { status, number }: ListParams): Lookup {
  if (number !== undefined) return { index: 'byNumber', where: [tenantId, number] };
  return status === undefined ? { index: 'all', where: [tenantId] } : { index: 'byStatus', where: [tenantId, status] };
}

function ofCustomer(tenantId: string, customerId: string, { status, number }: ListParams): Lookup {
  if (number !== undefined) return { index: 'ofCustomerByNumber', where: [tenantId, customerId, number] };
  return status === undefined
    ? { index: 'ofCustomer', where: [tenantId, customerId] }
    : { index: 'ofCustomerByStatus', where: [tenantId, customerId, status] };
}

const paged = (limit = 20, cursor?: string) => ({
  descending: true,
  limit,
  ...(cursor !== undefined && { after: cursor }),
});

const pageOf = <Item>(items: readonly Item[], next: string | undefined): PageOf<Item> => ({
  items,
  ...(next !== undefined && { next }),
});

function accountOf({ accountId }: Caller): string {
  if (accountId === undefined) throw runtimeError('UNAUTHENTICATED');
  return accountId;
}

/** Newest first. */
export const list: Handler<ListParams, PageOf<OrderSummary>> = task(
  async (params, ctx) => {
    const { tenantId, caller } = ctx;
    const lookup = isOperator(caller) ? ofAll(tenantId, params) : ofCustomer(tenantId, accountOf(caller), params);
    const { rows, next } = await ctx.find(ordersOfTenant, { ...lookup, ...paged(params.limit, params.cursor) });
    const { status } = params;
    return pageOf(rows.filter((row) => status === undefined || row.status === status).map(summary), next);
  },
  { owner: (_params, { caller }) => ({ customerId: caller.accountId }) },
);

/** Newest first; each order is asked itself, so that a page never shows an older state of it. */
export const ofVendor: Handler<VendorParams, PageOf<VendorOrder>> = task(
  async ({ id, status, limit, cursor }, ctx) => {
    // Where there is no such vendor the caller learns so, also when it is another tenant's.
    await ctx.call('vendors.get', { id });
    const { rows, next } = await ctx.find(ordersOfVendor, {
      index: status === undefined ? 'byVendor' : 'byStatus',
      where: status === undefined ? [ctx.tenantId, id] : [ctx.tenantId, id, status],
      ...paged(limit, cursor),
    });
    const items = rows.map(({ orderId }) => ctx.call('orders.part', { id: orderId, vendorId: id }));
    return pageOf(await Promise.all(items), next);
  },
  { owner: ({ id }) => ({ vendorId: id }) },
);
