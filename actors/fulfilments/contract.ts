import type { Address } from '../customers/contract.ts';
import type { Action, PageOf, PageParams, Personal, Published } from '../runtime/contract.ts';

export type FulfilmentStatus = 'open' | 'picked' | 'partlyShipped' | 'shipped' | 'delivered' | 'cancelled';

export type FulfilmentLine = {
  readonly sku: string;
  readonly title: string;
  readonly vendorSku: string;
  readonly quantity: number;
};
export type ShippedLine = { readonly sku: string; readonly quantity: number };

export type Shipment = {
  readonly id: string;
  readonly carrier: string;
  readonly tracking?: string;
  readonly lines: readonly ShippedLine[];
  readonly shippedAt: string;
  readonly deliveredAt?: string;
};

export type Fulfilment = {
  /** `<orderId>-f<n>`. */
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly vendorId: string;
  readonly status: FulfilmentStatus;
  readonly shippingAddress: Address | null;
  readonly lines: readonly FulfilmentLine[];
  readonly shipments: readonly Shipment[];
  readonly openedAt: string;
};

export interface FulfilmentsActions {
  'fulfilments.get': Action<{ id: string }, Fulfilment>;
  'fulfilments.ofVendor': Action<PageParams & { id: string; status?: FulfilmentStatus }, PageOf<Fulfilment>>;
  'fulfilments.pick': Action<{ id: string }, Fulfilment>;
  /** Without `lines`: all that is left. */
  'fulfilments.ship': Action<
    { id: string; carrier: string; tracking?: string; lines?: readonly ShippedLine[] },
    Fulfilment
  >;
  /** Without `shipmentId`: all that was shipped. */
  'fulfilments.deliver': Action<{ id: string; shipmentId?: string }, Fulfilment>;

  'fulfilments.open': Action<
    {
      id: string;
      orderId: string;
      orderNumber: string;
      vendorId: string;
      person: string;
      email: string | null;
      shippingAddress: Address | null;
      lines: readonly FulfilmentLine[];
    },
    { status: FulfilmentStatus }
  >;
  /** Refused `ALREADY_SHIPPED` once anything of it has left. */
  'fulfilments.cancel': Action<{ id: string }, { status: FulfilmentStatus }>;
}

export type FulfilmentEvent =
  | {
      readonly type: 'opened';
      readonly id: string;
      readonly orderId: string;
      readonly orderNumber: string;
      readonly vendorId: string;
      readonly person: string;
      readonly email: string | null;
      readonly shippingAddress: Address | null;
      readonly lines: readonly FulfilmentLine[];
      readonly at: number;
    }
  | { readonly type: 'picked'; readonly vendorId: string }
  | {
      readonly type: 'shipped';
      readonly orderId: string;
      readonly orderNumber: string;
      readonly vendorId: string;
      readonly person: string;
      readonly email: string | null;
      readonly shipmentId: string;
      readonly carrier: string;
      readonly tracking?: string;
      readonly lines: readonly ShippedLine[];
      /** Nothing is left to ship. */
      readonly all: boolean;
      readonly at: number;
    }
  | {
      readonly type: 'delivered';
      readonly orderId: string;
      readonly vendorId: string;
      readonly shipmentIds: readonly string[];
      readonly all: boolean;
      readonly at: number;
    }
  | { readonly type: 'cancelled'; readonly orderId: string; readonly vendorId: string }
  /** Cancelled before it was opened: once it is, it is cancelled at once. */
  | { readonly type: 'barred' };

export const fulfilmentPersonal: Personal<FulfilmentEvent> = {
  opened: { person: 'person', fields: ['email', 'shippingAddress'] },
  shipped: { person: 'person', fields: ['email'] },
};

export interface FulfilmentsEvents extends Published<'fulfilments', FulfilmentEvent> {}
