import { type Decider, type Reminder, refuse } from '../runtime/decider.ts';
import { maxAmount } from '../runtime/money.ts';
import {
  type CartCommand,
  type CartRefusal,
  type CartState,
  type CommandOf,
  closedRefusal,
  type Decided,
  newCart,
  refusalOf,
  totalOf,
} from './cart-state.ts';
import { checkout } from './checkout.ts';
import type { CartEvent } from './contract.ts';
import { changesOf, lineOffer, merged, sameOffer, withChange, withLine } from './lines.ts';

export const maxLines = 200;
const maxTaken = 50;

/** Each change lets the cart live on. */
const living = ({ lifetimeMs }: { readonly lifetimeMs: number }, at: number) => ({ at, expiresAt: at + lifetimeMs });

function create(state: CartState, { id, customerId, terms, lifetimeMs, at }: CommandOf<'create'>): Decided {
  if (state.id !== undefined) return [];
  if (!terms) return refuse('TENANT_SUSPENDED');
  const { currency, taxRate, pricesIncludeTax } = terms;
  const owner = customerId !== undefined && { customerId };
  return [{ type: 'created', id, ...owner, currency, taxRate, pricesIncludeTax, ...living({ lifetimeMs }, at) }];
}

/** Precedence: unknown or closed cart, unknown sku, not on sale, no price in this currency, full, total too high. */
function setLine(state: CartState, { sku, quantity, offer, at }: CommandOf<'setLine'>): Decided {
  const refusal = refusalOf(state);
  if (refusal) return refusal;
  if (!offer) return refuse('UNKNOWN_SKU', { sku });
  if (!offer.onSale) return refuse('NOT_ON_SALE', { sku });
  const line = lineOffer(offer, state.currency);
  if (!line) return refuse('NO_PRICE', { sku, currency: state.currency });
  const lines = withLine(state, { ...line, quantity });
  if (lines.length > maxLines) return refuse('CART_FULL', { most: maxLines });
  if (totalOf({ ...state, lines }).amount > maxAmount) return refuse('TOTAL_TOO_HIGH', { most: maxAmount });
  const old = state.lines.find((one) => one.sku === sku);
  const isAsItWas = old?.quantity === quantity && !old.gone && old.previousPrice === undefined && sameOffer(old, line);
  return isAsItWas ? [] : [{ type: 'lineSet', line, quantity, ...living(state, at) }];
}

function removeLine(state: CartState, { sku, at }: CommandOf<'removeLine'>): Decided {
  const refusal = refusalOf(state);
  if (refusal) return refusal;
  const isThere = state.lines.some((line) => line.sku === sku);
  return isThere ? [{ type: 'lineRemoved', sku, ...living(state, at) }] : [];
}

/** Precedence: unknown or closed cart, the other one closed, full. Taken over before: nothing to do. */
function takeLines(state: CartState, { from, at }: CommandOf<'takeLines'>): Decided {
  const refusal = refusalOf(state);
  if (refusal) return refusal;
  if (from.id === state.id || from.status === 'merged' || state.taken.includes(from.id)) return [];
  if (from.status !== 'open') return closedRefusal(from.id, from.status);
  if (merged(state.lines, from.lines).length > maxLines) return refuse('CART_FULL', { most: maxLines });
  return [{ type: 'linesTaken', from: from.id, lines: from.lines, ...living(state, at) }];
}

const isFrozenFor = ({ status, orderId }: CartState, asked: string): boolean =>
  status === 'frozen' && orderId === asked;

const expiry = ({ at, expiresAt }: { at: number; expiresAt: number }): readonly Reminder<CartCommand>[] => [
  { dueAt: expiresAt, delay: expiresAt - at, command: { type: 'expire', expiresAt } },
];

/** One cart: it is checked out once, for one order at a time; what comes of that order opens it again or closes it. */
export const cart: Decider<CartState, CartCommand, CartEvent, CartRefusal> = {
  type: 'cart',
  initial: newCart,
  decide: {
    create,
    setLine,
    removeLine,
    takeLines,
    checkout,
    reprice: (state, { fresh }) => (state.status === 'open' ? changesOf(state, fresh) : []),
    giveLines: (state, { into }) =>
      state.id !== undefined && state.status === 'open' ? [{ type: 'linesGiven', into }] : [],
    thaw: (state, { orderId, at }) =>
      isFrozenFor(state, orderId) ? [{ type: 'thawed', orderId, ...living(state, at) }] : [],
    close: (state, { orderId }) => (isFrozenFor(state, orderId) ? [{ type: 'closed', orderId }] : []),
    expire: (state, { expiresAt }) =>
      state.status === 'open' && state.expiresAt === expiresAt ? [{ type: 'expired' }] : [],
  },
  evolve: {
    created: (state, { id, customerId, currency, taxRate, pricesIncludeTax, at, expiresAt }) => {
      const owner = customerId !== undefined && { customerId };
      return { ...state, id, ...owner, currency, taxRate, pricesIncludeTax, lifetimeMs: expiresAt - at, expiresAt };
    },
    lineSet: (state, { line, quantity, expiresAt }) => ({
      ...state,
      lines: withLine(state, { ...line, quantity }),
      expiresAt,
    }),
    lineRemoved: (state, { sku, expiresAt }) => ({
      ...state,
      lines: state.lines.filter((line) => line.sku !== sku),
      expiresAt,
    }),
    repriced: withChange,
    retaxed: withChange,
    linesTaken: (state, { from, lines, expiresAt }) => ({
      ...state,
      lines: merged(state.lines, lines),
      taken: [...state.taken, from].slice(-maxTaken),
      expiresAt,
    }),
    linesGiven: (state) => ({ ...state, status: 'merged' }),
    checkedOut: (state, { orderId }) => ({ ...state, status: 'frozen', orderId, attempts: state.attempts + 1 }),
    thawed: ({ orderId: _, ...state }, { expiresAt }) => ({ ...state, status: 'open', expiresAt }),
    closed: (state) => ({ ...state, status: 'closed' }),
    expired: (state) => ({ ...state, status: 'expired' }),
  },
  reminders: {
    created: expiry,
    lineSet: expiry,
    lineRemoved: expiry,
    linesTaken: expiry,
    thawed: expiry,
  },
};
