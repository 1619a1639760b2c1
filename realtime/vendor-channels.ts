import type { EventAbout } from '../actors/runtime/view.ts';
import type { Changed, ListChannel } from './channel-kinds.ts';

/** Of an order, a fulfilment or a sku, by what the vendor knows it. */
const partChanged = ({ vendorId }: { readonly vendorId: string }, { id }: EventAbout): readonly Changed[] => [
  { id: vendorId, change: { id, what: 'changed' } },
];

/** The orders that a vendor has a part in. */
export const vendorOrders: ListChannel = {
  kind: 'list',
  action: 'orders.ofVendor',
  params: (id) => ({ id }),
  showsPage: true,
  readFrom: 'orders-of-vendor',
  on: {
    'orders.placed': ({ parts }, { id }) =>
      parts.map(({ vendorId }) => ({ id: vendorId, change: { id, what: 'new' } })),
    'orders.reserved': ({ breakdown }, { id }) =>
      breakdown.map(({ vendorId }) => ({ id: vendorId, change: { id, what: 'changed' } })),
    'orders.confirmed': ({ parts }, { id }) =>
      parts.map(({ vendorId }) => ({ id: vendorId, change: { id, what: 'changed' } })),
    'orders.cancelled': ({ vendorIds }, { id }) =>
      vendorIds.map((vendorId) => ({ id: vendorId, change: { id, what: 'gone' } })),
    'orders.partCancelAsked': partChanged,
    'orders.partCancelled': partChanged,
    'orders.partKept': partChanged,
    'orders.partShipped': partChanged,
    'orders.partDelivered': partChanged,
    'orders.refunded': ({ breakdown }, { id }) =>
      breakdown.map(({ vendorId }) => ({ id: vendorId, change: { id, what: 'changed' } })),
  },
};

/** What of a vendor's stock is running out by an alert that somebody has set. */
export const vendorStock: ListChannel = {
  kind: 'list',
  action: 'inventory.ofVendor',
  params: (id) => ({ id, low: true, limit: 1 }),
  showsPage: false,
  readFrom: 'stock-of-vendor',
  on: {
    'inventory.alertSet': partChanged,
    'inventory.ranLow': partChanged,
  },
};

/** What a vendor sends: the parts of orders follow them a moment later. */
export const vendorFulfilments: ListChannel = {
  kind: 'list',
  action: 'fulfilments.ofVendor',
  params: (id) => ({ id, limit: 1 }),
  showsPage: false,
  readFrom: 'fulfilments-of-vendor',
  on: {
    'fulfilments.opened': ({ vendorId }, { id }) => [{ id: vendorId, change: { id, what: 'new' } }],
    'fulfilments.picked': partChanged,
    'fulfilments.shipped': partChanged,
    'fulfilments.delivered': partChanged,
    'fulfilments.cancelled': partChanged,
  },
};
