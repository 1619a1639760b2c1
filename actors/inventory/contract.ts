import type { Action, PageOf, PageParams, Published } from '../runtime/contract.ts';

export type Warehouse = { readonly warehouse: string; readonly held: number; readonly available: number };

/** With fewer than `below` to sell it is running out; 0: never. `mailTo`: accounts of the vendor's people. */
export type StockAlert = { readonly below: number; readonly mailTo: readonly string[] };

export type Stock = {
  readonly sku: string;
  readonly vendorId: string;
  /** Units in our hands. */
  readonly held: number;
  /** Units promised to orders and not yet sold. */
  readonly promised: number;
  readonly available: number;
  readonly warehouses: readonly Warehouse[];
  /** Absent: nobody has set one, and fewer than 5 are few. */
  readonly alert?: StockAlert;
};

/** Units taken from a warehouse for an order. */
export type Portion = { readonly warehouse: string; readonly quantity: number };

export type Movement = {
  readonly version: number;
  readonly at: string;
  readonly kind: Exclude<StockEvent['type'], AlertEvent['type']>;
  readonly quantity: number;
  readonly available: number;
  readonly by: string;
  readonly orderId?: string;
  readonly warehouse?: string;
  readonly reason?: string;
};

export type Availability = { readonly sku: string; readonly available: number };
export type CheckedLine = Availability & { readonly ok: boolean };

export interface InventoryActions {
  'inventory.check': Action<{ lines: readonly { sku: string; quantity: number }[] }, { lines: readonly CheckedLine[] }>;
  /** `warehouse` defaults to `main`. */
  'inventory.receive': Action<{ sku: string; quantity: number; warehouse?: string; reference?: string }, Stock>;
  /** `quantity` up or down, never below what is promised. */
  'inventory.adjust': Action<{ sku: string; quantity: number; reason: string; warehouse?: string }, Stock>;
  'inventory.get': Action<{ sku: string }, Stock>;
  'inventory.movements': Action<PageParams & { sku: string }, PageOf<Movement>>;
  /** `mail`: whether whoever asks is written to; default no. */
  'inventory.setAlert': Action<{ sku: string; below: number; mail?: boolean }, Stock>;
  /** `below`: only skus of which fewer are available; `low`: only those that run out by their own alerts. The scarcest first. */
  'inventory.ofVendor': Action<PageParams & { id: string; below?: number; low?: boolean }, PageOf<Stock>>;
  /** What the channel `stock:<sku>` shows. */
  'inventory.available': Action<{ sku: string }, Availability>;

  /** `proposal`: which of its product's attempts needs it. */
  'inventory.open': Action<{ sku: string; vendorId: string; proposal?: number }, Record<string, never>>;
  /** That attempt came to nothing: unless a later one needs it, or units came in, there is no such stock any more. */
  'inventory.close': Action<{ sku: string; proposal: number }, Record<string, never>>;
  /** One order holds one reservation of a sku: asking again with the same quantity is the same reservation. */
  'inventory.reserve': Action<{ sku: string; orderId: string; quantity: number }, { portions: readonly Portion[] }>;
  /** Frees what is promised; finding nothing it bars the order's late reserve for good. */
  'inventory.release': Action<{ sku: string; orderId: string }, Record<string, never>>;
  /** The promised units leave the house. */
  'inventory.commit': Action<{ sku: string; orderId: string }, Record<string, never>>;
  /** Sold units of a cancelled part come back. */
  'inventory.restock': Action<{ sku: string; orderId: string; quantity: number }, Record<string, never>>;
}

/** No unit moves. */
export type AlertEvent =
  | ({ readonly type: 'alertSet'; readonly vendorId: string; readonly available: number } & StockAlert)
  /** The count went past the alert. */
  | ({ readonly type: 'ranLow'; readonly vendorId: string; readonly available: number } & StockAlert);

/** Each event says what is available after it, so that a reader of one event can show it. */
export type StockEvent =
  | AlertEvent
  | { readonly type: 'opened'; readonly vendorId: string; readonly proposal?: number; readonly available: number }
  | { readonly type: 'closed'; readonly available: number }
  | {
      readonly type: 'received';
      readonly quantity: number;
      readonly warehouse: string;
      readonly reference?: string;
      readonly available: number;
    }
  | {
      readonly type: 'adjusted';
      readonly quantity: number;
      readonly warehouse: string;
      readonly reason: string;
      readonly available: number;
    }
  | {
      readonly type: 'reserved';
      readonly orderId: string;
      readonly portions: readonly Portion[];
      readonly available: number;
    }
  | { readonly type: 'released'; readonly orderId: string; readonly quantity: number; readonly available: number }
  /** A release found nothing: the late reserve of this order is refused for good. */
  | { readonly type: 'barred'; readonly orderId: string; readonly available: number }
  | { readonly type: 'committed'; readonly orderId: string; readonly quantity: number; readonly available: number }
  | {
      readonly type: 'restocked';
      readonly orderId: string;
      readonly quantity: number;
      readonly warehouse: string;
      readonly available: number;
    };

export interface InventoryEvents extends Published<'inventory', StockEvent> {}
