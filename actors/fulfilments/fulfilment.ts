import { type Decider, type Decision, refuse, type Stamped } from '../runtime/decider.ts';
import { sum } from '../runtime/money.ts';
import type { FulfilmentEvent, FulfilmentStatus, FulfilmentsActions, ShippedLine } from './contract.ts';

export type FulfilmentCommand =
  | ({ readonly type: 'open' } & FulfilmentsActions['fulfilments.open']['params'])
  | { readonly type: 'pick' }
  | {
      readonly type: 'ship';
      readonly shipmentId: string;
      readonly carrier: string;
      readonly tracking?: string;
      /** Absent: all that is left. */
      readonly lines?: readonly ShippedLine[];
    }
  /** Without `shipmentId`: all that was shipped. */
  | { readonly type: 'deliver'; readonly shipmentId?: string }
  | { readonly type: 'cancel' };

export type FulfilmentRefusal =
  | 'UNKNOWN_FULFILMENT'
  | 'FULFILMENT_DIFFERS'
  | 'FULFILMENT_CANCELLED'
  | 'NOTHING_LEFT'
  | 'NOT_IN_FULFILMENT'
  | 'TOO_MANY_UNITS'
  | 'TOO_MANY_SHIPMENTS'
  | 'NOT_SHIPPED'
  | 'ALREADY_SHIPPED';

type Decided = Decision<FulfilmentEvent, FulfilmentRefusal>;
type CommandOf<Type extends FulfilmentCommand['type']> = Stamped<Extract<FulfilmentCommand, { readonly type: Type }>>;
type Opened = Extract<FulfilmentEvent, { readonly type: 'opened' }>;

export type ShipmentState = {
  readonly id: string;
  readonly carrier: string;
  readonly tracking?: string;
  readonly lines: readonly ShippedLine[];
  readonly shippedAt: number;
  deliveredAt?: number;
};

/** What one vendor has to send for one order. Units leave once: shipped and left together are always what was opened. */
export type FulfilmentState = {
  opened?: Opened;
  isPicked: boolean;
  isCancelled: boolean;
  /** Sku -> units that have not left. */
  readonly left: Map<string, number>;
  readonly shipments: Map<string, ShipmentState>;
};

/** The last one must take all that is left. */
export const maxShipments = 200;

export const unitsLeft = (state: FulfilmentState): number => sum(state.left.values());

const isDelivered = (shipment: ShipmentState): boolean => shipment.deliveredAt !== undefined;

export function statusOf(state: FulfilmentState): FulfilmentStatus {
  const shipments = [...state.shipments.values()];
  if (state.isCancelled) return 'cancelled';
  if (shipments.length === 0) return state.isPicked ? 'picked' : 'open';
  if (unitsLeft(state) > 0) return 'partlyShipped';
  return shipments.every(isDelivered) ? 'delivered' : 'shipped';
}

/** A person who was erased meanwhile leaves the same fulfilment. */
const isSame = (opened: Opened, command: CommandOf<'open'>): boolean =>
  opened.orderId === command.orderId &&
  opened.vendorId === command.vendorId &&
  JSON.stringify(opened.lines) === JSON.stringify(command.lines);

function open(state: FulfilmentState, { type: _, ...command }: CommandOf<'open'>): Decided {
  if (state.opened) return isSame(state.opened, { type: 'open', ...command }) ? [] : refuse('FULFILMENT_DIFFERS');
  const opened: Opened = { type: 'opened', ...command };
  const { orderId, vendorId } = command;
  return state.isCancelled ? [opened, { type: 'cancelled', orderId, vendorId }] : [opened];
}

/** Precedence: unknown, cancelled. What was picked, or has left already, is picked. */
function pick(state: FulfilmentState): Decided {
  if (!state.opened) return refuse('UNKNOWN_FULFILMENT');
  if (state.isCancelled) return refuse('FULFILMENT_CANCELLED');
  if (state.isPicked || state.shipments.size > 0) return [];
  return [{ type: 'picked', vendorId: state.opened.vendorId }];
}

/** One line a sku, in the order asked. */
function merged(lines: readonly ShippedLine[]): readonly ShippedLine[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, quantity }));
}

const allLeft = (state: FulfilmentState): readonly ShippedLine[] =>
  [...state.left].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));

/** Precedence: unknown, cancelled, nothing left, not in it, too many units, too many shipments. */
function ship(state: FulfilmentState, command: CommandOf<'ship'>): Decided {
  const { opened } = state;
  if (!opened) return refuse('UNKNOWN_FULFILMENT');
  if (state.isCancelled) return refuse('FULFILMENT_CANCELLED');
  if (unitsLeft(state) === 0) return refuse('NOTHING_LEFT');
  const lines = command.lines ? merged(command.lines) : allLeft(state);
  const stranger = lines.find(({ sku }) => !state.left.has(sku));
  if (stranger) return refuse('NOT_IN_FULFILMENT', { sku: stranger.sku });
  const over = lines.find(({ sku, quantity }) => quantity > (state.left.get(sku) ?? 0));
  if (over)
    return refuse('TOO_MANY_UNITS', { sku: over.sku, left: state.left.get(over.sku), requested: over.quantity });
  const all = sum(lines.map((line) => line.quantity)) === unitsLeft(state);
  if (!all && state.shipments.size >= maxShipments - 1) return refuse('TOO_MANY_SHIPMENTS', { most: maxShipments });
  return [shippedEvent(opened, command, lines, all)];
}

const shippedEvent = (
  { orderId, orderNumber, vendorId, person, email }: Opened,
  { shipmentId, carrier, tracking, at }: CommandOf<'ship'>,
  lines: readonly ShippedLine[],
  all: boolean,
): FulfilmentEvent => ({
  type: 'shipped',
  orderId,
  orderNumber,
  vendorId,
  person,
  email,
  shipmentId,
  carrier,
  ...(tracking !== undefined && { tracking }),
  lines,
  all,
  at,
});

/** Precedence: unknown, cancelled, not shipped. What was delivered already stays so. */
function deliver(state: FulfilmentState, { shipmentId, at }: CommandOf<'deliver'>): Decided {
  const { opened } = state;
  if (!opened) return refuse('UNKNOWN_FULFILMENT');
  if (state.isCancelled) return refuse('FULFILMENT_CANCELLED');
  const shipments = [...state.shipments.values()];
  const meant = shipments.filter(({ id }) => shipmentId === undefined || id === shipmentId);
  if (meant.length === 0) return refuse('NOT_SHIPPED', { ...(shipmentId !== undefined && { shipmentId }) });
  const arriving = new Set(meant.filter((shipment) => !isDelivered(shipment)));
  if (arriving.size === 0) return [];
  const all = unitsLeft(state) === 0 && shipments.every((one) => isDelivered(one) || arriving.has(one));
  const { orderId, vendorId } = opened;
  return [{ type: 'delivered', orderId, vendorId, shipmentIds: [...arriving].map(({ id }) => id), all, at }];
}

/** Once anything has left it goes on; before it was even opened, it never will be. */
function cancel(state: FulfilmentState): Decided {
  if (state.isCancelled) return [];
  if (!state.opened) return [{ type: 'barred' }];
  if (state.shipments.size > 0) return refuse('ALREADY_SHIPPED', { shipments: state.shipments.size });
  const { orderId, vendorId } = state.opened;
  return [{ type: 'cancelled', orderId, vendorId }];
}

export const fulfilment: Decider<FulfilmentState, FulfilmentCommand, FulfilmentEvent, FulfilmentRefusal> = {
  type: 'fulfilment',
  initial: () => ({ isPicked: false, isCancelled: false, left: new Map(), shipments: new Map() }),
  decide: { open, pick, ship, deliver, cancel },
  evolve: {
    opened: (state, event) => {
      state.opened = event;
      for (const { sku, quantity } of merged(event.lines)) state.left.set(sku, quantity);
    },
    picked: (state) => {
      state.isPicked = true;
    },
    shipped: (state, { shipmentId: id, carrier, tracking, lines, at }) => {
      for (const { sku, quantity } of lines) state.left.set(sku, (state.left.get(sku) ?? 0) - quantity);
      state.shipments.set(id, { id, carrier, ...(tracking !== undefined && { tracking }), lines, shippedAt: at });
    },
    delivered: (state, { shipmentIds, at }) => {
      for (const id of shipmentIds) {
        const shipment = state.shipments.get(id);
        if (shipment) shipment.deliveredAt = at;
      }
    },
    cancelled: (state) => {
      state.isCancelled = true;
    },
    barred: (state) => {
      state.isCancelled = true;
    },
  },
};
