import type { Events } from '../actors/registry.ts';
import type { EventAbout } from '../actors/runtime/view.ts';
import type { ListChange } from './protocol.ts';

type Heard<Result> = { readonly [Name in keyof Events]?: (event: Events[Name], about: EventAbout) => Result };

/** Id of a channel, and what changed in its list. */
type Changed = { readonly id: string; readonly change: ListChange };

/** One actor's public view: its version is the actor's. Who may ask the action may follow the channel. */
export type StateChannel = {
  readonly kind: 'state';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Id of the channel an event changes. */
  readonly on: Heard<string>;
};

/** A list: frames carry what changed. Who may ask the action for its first page may follow it. */
export type ListChannel = {
  readonly kind: 'list';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Whether that page is sent as the state. */
  readonly showsPage: boolean;
  /** The read model that the page is read from: nobody is told of what it does not show yet. */
  readonly readFrom: string;
  readonly on: Heard<readonly Changed[]>;
};

/** What analytics tells of a tenant or of a vendor. Its version is the instant until which all is counted. */
export type FiguresChannel = {
  readonly kind: 'figures';
  readonly action: string;
  readonly params: (id: string) => object;
  /** Ids of the channels that an event changes, once it is counted. */
  readonly on: Heard<readonly string[]>;
};

export type AnyChannel = StateChannel | ListChannel | FiguresChannel;

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

const partChanged = ({ vendorId }: { readonly vendorId: string }, { id }: EventAbout): readonly Changed[] => [
  { id: vendorId, change: { id, what: 'changed' } },
];

const vendorOrders: ListChannel = {
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
