import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { Portion, StockAlert, StockEvent } from './contract.ts';
import { andLow, type SetAlert, setAlert } from './stock-alert.ts';

export type StockCommand =
  | { readonly type: 'open'; readonly vendorId: string; readonly proposal?: number }
  | { readonly type: 'close'; readonly proposal: number }
  | { readonly type: 'receive'; readonly quantity: number; readonly warehouse: string; readonly reference?: string }
  | { readonly type: 'adjust'; readonly quantity: number; readonly warehouse: string; readonly reason: string }
  | SetAlert
  | { readonly type: 'reserve'; readonly orderId: string; readonly quantity: number }
  | { readonly type: 'release'; readonly orderId: string }
  | { readonly type: 'commit'; readonly orderId: string }
  | { readonly type: 'restock'; readonly orderId: string; readonly quantity: number };

export type StockRefusal =
  | 'UNKNOWN_SKU'
  | 'SKU_OPEN'
  | 'BELOW_PROMISED'
  | 'RESERVATION_BARRED'
  | 'RESERVATION_DIFFERS'
  | 'OUT_OF_STOCK'
  | 'NOTHING_RESERVED';

type Decided = Decision<StockEvent, StockRefusal>;
type Shelf = { held: number; promised: number };

/**
 * Units we hold and units promised to orders, per warehouse. We never promise more than we hold. Only open promises are
 * kept: a settled one is dropped, its answer lives in the journal; `barred` orders stay for good.
 */
export type StockState = {
  vendorId?: string;
  /** The latest attempt of its product that needs it. */
  proposal: number;
  held: number;
  promised: number;
  readonly shelves: Map<string, Shelf>;
  readonly promises: Map<string, readonly Portion[]>;
  readonly barred: Set<string>;
  alert?: StockAlert;
};

export const available = (stock: StockState): number => stock.held - stock.promised;

export const defaultWarehouse = 'main';

const unitsOf = (portions: readonly Portion[]): number =>
  portions.reduce((units, portion) => units + portion.quantity, 0);

const free = (shelf: Shelf | undefined): number => (shelf ? shelf.held - shelf.promised : 0);

/**
 * Which warehouse serves, the rule *whole before split*: the first warehouse, in the order they were first used, that
 * has all units; if none has, each gives what it has in that order.
 */
export function chooseWarehouses(stock: StockState, quantity: number): readonly Portion[] {
  for (const [warehouse, shelf] of stock.shelves) {
    if (free(shelf) >= quantity) return [{ warehouse, quantity }];
  }
  const portions: Portion[] = [];
  let left = quantity;
  for (const [warehouse, shelf] of stock.shelves) {
    const units = Math.min(free(shelf), left);
    if (units > 0) portions.push({ warehouse, quantity: units });
    left -= units;
  }
  return portions;
}

/** Precedence: another vendor's. A later attempt takes it over, so that the close of an earlier one comes too late. */
function open(stock: StockState, vendorId: string, proposal: number): Decided {
  const { vendorId: known } = stock;
  if (known !== undefined && known !== vendorId) return refuse('SKU_OPEN', { vendorId: known });
  if (known !== undefined && proposal <= stock.proposal) return [];
  return [{ type: 'opened', vendorId, ...(proposal > 0 && { proposal }), available: available(stock) }];
}

/** Never refused: what is needed or was ever used stays. */
function close(stock: StockState, proposal: number): Decided {
  const isItsOwn = stock.vendorId !== undefined && stock.proposal === proposal;
  return isItsOwn && stock.shelves.size === 0 ? [{ type: 'closed', available: available(stock) }] : [];
}

/** Precedence: barred, held already, unknown, out of stock. */
function reserve(stock: StockState, orderId: string, quantity: number): Decided {
  if (stock.barred.has(orderId)) return refuse('RESERVATION_BARRED', { orderId });
  const promised = stock.promises.get(orderId);
  // A retry gets the first answer: the same order never holds two reservations.
  if (promised) {
    const units = unitsOf(promised);
    return units === quantity ? [] : refuse('RESERVATION_DIFFERS', { promised: units, requested: quantity });
  }
  if (stock.vendorId === undefined) return refuse('UNKNOWN_SKU');
  const left = available(stock);
  if (left < quantity) return refuse('OUT_OF_STOCK', { available: left, requested: quantity });
  const portions = chooseWarehouses(stock, quantity);
  return andLow(stock, left, { type: 'reserved', orderId, portions, available: left - quantity });
}

/** Precedence: unknown, below what is promised. */
function adjust(stock: StockState, command: Extract<StockCommand, { type: 'adjust' }>): Decided {
  if (stock.vendorId === undefined) return refuse('UNKNOWN_SKU');
  const { quantity, warehouse, reason } = command;
  const left = free(stock.shelves.get(warehouse));
  if (left + quantity < 0) return refuse('BELOW_PROMISED', { warehouse, available: left, requested: quantity });
  const before = available(stock);
  return andLow(stock, before, { type: 'adjusted', quantity, warehouse, reason, available: before + quantity });
}

function release(stock: StockState, orderId: string): Decided {
  const promised = stock.promises.get(orderId);
  if (promised) {
    const quantity = unitsOf(promised);
    return [{ type: 'released', orderId, quantity, available: available(stock) + quantity }];
  }
  return stock.barred.has(orderId) ? [] : [{ type: 'barred', orderId, available: available(stock) }];
}

const shelfOf = (stock: StockState, warehouse: string): Shelf => {
  const shelf = stock.shelves.get(warehouse) ?? { held: 0, promised: 0 };
  stock.shelves.set(warehouse, shelf);
  return shelf;
};

function hold(stock: StockState, warehouse: string, quantity: number): void {
  shelfOf(stock, warehouse).held += quantity;
  stock.held += quantity;
}

function promise(stock: StockState, portions: readonly Portion[], sign: 1 | -1): void {
  for (const { warehouse, quantity } of portions) {
    shelfOf(stock, warehouse).promised += sign * quantity;
    stock.promised += sign * quantity;
  }
}

function settle(stock: StockState, orderId: string, leaves: boolean): void {
  const portions = stock.promises.get(orderId) ?? [];
  promise(stock, portions, -1);
  if (leaves) for (const { warehouse, quantity } of portions) hold(stock, warehouse, -quantity);
  stock.promises.delete(orderId);
}

export const stock: Decider<StockState, StockCommand, StockEvent, StockRefusal> = {
  type: 'stock',
  schema: 2,
  initial: () => ({ proposal: 0, held: 0, promised: 0, shelves: new Map(), promises: new Map(), barred: new Set() }),
  decide: {
    open: (state, { vendorId, proposal = 0 }) => open(state, vendorId, proposal),
    close: (state, { proposal }) => close(state, proposal),
    receive: (state, { quantity, warehouse, reference }) => {
      if (state.vendorId === undefined) return refuse('UNKNOWN_SKU');
      const after = available(state) + quantity;
      return [{ type: 'received', quantity, warehouse, ...(reference && { reference }), available: after }];
    },
    adjust,
    setAlert: (state, command) => setAlert(state, command, available(state)),
    reserve: (state, { orderId, quantity }) => reserve(state, orderId, quantity),
    release: (state, { orderId }) => release(state, orderId),
    commit: (state, { orderId }) => {
      const portions = state.promises.get(orderId);
      if (!portions) return refuse('NOTHING_RESERVED', { orderId });
      return [{ type: 'committed', orderId, quantity: unitsOf(portions), available: available(state) }];
    },
    restock: (state, { orderId, quantity }) => {
      const after = available(state) + quantity;
      return [{ type: 'restocked', orderId, quantity, warehouse: defaultWarehouse, available: after }];
    },
  },
  evolve: {
    opened: (state, { vendorId, proposal = 0 }) => {
      state.vendorId = vendorId;
      state.proposal = proposal;
    },
    closed: (state) => {
      delete state.vendorId;
    },
    received: (state, { warehouse, quantity }) => hold(state, warehouse, quantity),
    adjusted: (state, { warehouse, quantity }) => hold(state, warehouse, quantity),
    alertSet: (state, { below, mailTo }) => {
      state.alert = { below, mailTo };
    },
    ranLow: () => undefined,
    reserved: (state, { orderId, portions }) => {
      state.promises.set(orderId, portions);
      promise(state, portions, 1);
    },
    released: (state, { orderId }) => settle(state, orderId, false),
    barred: (state, { orderId }) => {
      state.barred.add(orderId);
    },
    committed: (state, { orderId }) => settle(state, orderId, true),
    restocked: (state, { warehouse, quantity }) => hold(state, warehouse, quantity),
  },
};
