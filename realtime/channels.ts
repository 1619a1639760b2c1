import type { EventAbout } from '../actors/runtime/view.ts';
import type { AnyChannel, FiguresChannel, ListChannel, StateChannel } from './channel-kinds.ts';
import { vendorFulfilments, vendorOrders, vendorStock } from './vendor-channels.ts';

const self = (_: unknown, about: EventAbout): string => about.id;

const stock: StateChannel = {
  kind: 'state',
  action: 'inventory.available',
  params: (sku) => ({ sku }),
  on: {
    'inventory.opened': self,
    'inventory.received': self,
    'inventory.adjusted': self,
    'inventory.reserved': self,
    'inventory.released': self,
    'inventory.restocked': self,
  },
};

const order: StateChannel = {
  kind: 'state',
  action: 'orders.order',
  params: (id) => ({ id }),
  on: {
    'orders.placed': self,
    'orders.reserved': self,
    'orders.confirmed': self,
    'orders.cancelled': self,
    'orders.partCancelAsked': self,
    'orders.partCancelled': self,
    'orders.partKept': self,
    'orders.partShipped': self,
    'orders.partDelivered': self,
    'orders.refundAsked': self,
    'orders.refunded': self,
    'orders.refundRefused': self,
  },
};

const cart: StateChannel = {
  kind: 'state',
  action: 'carts.cart',
  params: (id) => ({ id }),
  on: {
    'carts.created': self,
    'carts.lineSet': self,
    'carts.lineRemoved': self,
    'carts.repriced': self,
    'carts.retaxed': self,
    'carts.linesGiven': self,
    'carts.linesTaken': self,
    'carts.checkedOut': self,
    'carts.thawed': self,
    'carts.closed': self,
    'carts.expired': self,
  },
};

const catalog: ListChannel = {
  kind: 'list',
  action: 'search.products',
  params: () => ({ limit: 1 }),
  showsPage: false,
  readFrom: 'product-index',
  on: {
    'catalog.published': (_, { id }) => [{ id: '', change: { id, what: 'new' } }],
    'catalog.accepted': ({ product }, { id }) =>
      product.status === 'published' ? [{ id: '', change: { id, what: 'changed' } }] : [],
    'catalog.changed': ({ product }, { id }) =>
      product.status === 'published' ? [{ id: '', change: { id, what: 'changed' } }] : [],
    'catalog.archived': (_, { id }) => [{ id: '', change: { id, what: 'gone' } }],
  },
};

/** The channel of the whole tenant; every other id is a vendor's. */
const wholeTenant = 'tenant';
const tenantAlone = (): readonly string[] => [wholeTenant];
const andVendors = (parts: readonly { readonly vendorId: string }[]): readonly string[] => [
  wholeTenant,
  ...parts.map(({ vendorId }) => vendorId),
];

const analytics: FiguresChannel = {
  kind: 'figures',
  action: 'analytics.live',
  params: (id) => (id === wholeTenant ? {} : { vendor: id }),
  on: {
    'orders.placed': tenantAlone,
    'orders.confirmed': ({ parts }) => andVendors(parts),
    'orders.cancelled': tenantAlone,
    'orders.refunded': ({ breakdown }) => andVendors(breakdown),
    'carts.lineSet': tenantAlone,
    'carts.lineRemoved': tenantAlone,
    'carts.checkedOut': tenantAlone,
    'inventory.received': tenantAlone,
    'inventory.adjusted': tenantAlone,
    'analytics.alertRang': tenantAlone,
    'analytics.alertCalmed': tenantAlone,
    'analytics.alertSaved': tenantAlone,
    'analytics.alertRemoved': tenantAlone,
  },
};

/** Every kind of channel by the word before the colon. */
export const channels: Readonly<Record<string, AnyChannel>> = {
  stock,
  order,
  cart,
  'vendor-orders': vendorOrders,
  'vendor-fulfilments': vendorFulfilments,
  'vendor-stock': vendorStock,
  catalog,
  analytics,
};

/** Of what was read: an actor counts its versions, and figures are as old as they say. */
export const versionOf = (kind: AnyChannel, version: number | undefined, state: unknown): number =>
  kind.kind === 'figures' ? Date.parse((state as { readonly asOf: string }).asOf) : (version ?? 0);

/** `stock:<sku>` -> its kind and id; undefined where there is no such channel. */
export function parseChannel(channel: string): { readonly kind: AnyChannel; readonly id: string } | undefined {
  const colon = channel.indexOf(':');
  const word = colon < 0 ? channel : channel.slice(0, colon);
  const id = colon < 0 ? '' : channel.slice(colon + 1);
  const kind = Object.hasOwn(channels, word) ? channels[word] : undefined;
  if (!kind || (word === 'catalog') !== (id === '') || id.length > 128) return undefined;
  return { kind, id };
}

export const channelName = (word: string, id: string): string => (id === '' ? word : `${word}:${id}`);
