import type { Row } from '../../actors/runtime/rows/rows.ts';
import { type RowChange, viewOf } from '../../actors/runtime/view.ts';
import { rowKey } from '../../tenants/isolation.ts';
import type { WaitlistsEvents } from './contract.ts';

export type WaitingRow = Row & { readonly tenantId: string; readonly sku: string; readonly waiting: number };

const count = (tenantId: string, sku: string, by: number): readonly RowChange<WaitingRow>[] => [
  { key: rowKey(tenantId, sku), change: (row) => ({ tenantId, sku, waiting: (row?.waiting ?? 0) + by }) },
];

/** What people wait for most. */
export const mostWanted = viewOf<WaitlistsEvents>()<WaitingRow>({
  name: 'most-wanted',
  version: 1,
  indexes: { byWaiting: ['tenantId', 'waiting'] },
  on: {
    'waitlists.joined': (_, { tenantId, id }) => count(tenantId, id, 1),
    'waitlists.left': (_, { tenantId, id }) => count(tenantId, id, -1),
  },
});
