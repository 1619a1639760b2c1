import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, type EventAbout, put, type RowChange, viewOf } from '../runtime/view.ts';
import type { FulfilmentStatus, FulfilmentsEvents } from './contract.ts';

/** A vendor's fulfilments by status; whom they go to is read from the actor and stands in no row. */
export type FulfilmentRow = Row & {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly status: FulfilmentStatus;
  readonly id: string;
  readonly openedAt: number;
};

const turned = (status: FulfilmentStatus, { tenantId, id }: EventAbout): readonly RowChange<FulfilmentRow>[] => [
  change<FulfilmentRow>(rowKey(tenantId, id), (row) => ({ ...row, status })),
];

export const fulfilmentsOfVendor = viewOf<FulfilmentsEvents>()<FulfilmentRow>({
  name: 'fulfilments-of-vendor',
  version: 1,
  indexes: {
    byAge: ['tenantId', 'vendorId', 'openedAt'],
    byStatus: ['tenantId', 'vendorId', 'status', 'openedAt'],
  },
  on: {
    'fulfilments.opened': ({ vendorId, at }, { tenantId, id }) => [
      put<FulfilmentRow>(rowKey(tenantId, id), { tenantId, vendorId, status: 'open', id, openedAt: at }),
    ],
    'fulfilments.picked': (_, about) => turned('picked', about),
    'fulfilments.shipped': ({ all }, about) => turned(all ? 'shipped' : 'partlyShipped', about),
    'fulfilments.delivered': ({ all }, about) => (all ? turned('delivered', about) : []),
    'fulfilments.cancelled': (_, about) => turned('cancelled', about),
  },
});
