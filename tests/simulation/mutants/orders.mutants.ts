import type { Mutant } from './mutant.ts';

/** Bugs of stock, carts and orders. */
export const orderMutants: readonly Mutant[] = [
  {
    name: 'oversold',
    why: 'The last unit is promised to everybody.',
    file: 'actors/inventory/stock.ts',
    find: 'if (left < quantity) return refuse',
    replace: 'if (left < 1) return refuse',
    caughtBy: ['stock'],
  },
  {
    name: 'release not asked',
    why: 'The stock of a cancelled order is never free again.',
    file: 'actors/orders/order.flow.ts',
    find: "'inventory.release': ({ needs }, { id }) => needs.map(({ sku }) => ({ sku, orderId: id })),",
    replace: "'inventory.release': () => [],",
    caughtBy: ['stock', 'orders'],
  },
  {
    name: 'void not asked',
    why: 'Whoever cancels is charged all the same.',
    file: 'actors/orders/order.flow.ts',
    find: "'payments.void': ({ paymentAsked }, { id }) => (paymentAsked ? [{ id }] : []),",
    replace: "'payments.void': () => [],",
    caughtBy: ['money'],
  },
  {
    name: 'no tombstone of an early release',
    why: 'A reservation that comes after its release is held for an order that is long cancelled.',
    file: 'actors/inventory/stock.ts',
    find: "return stock.barred.has(orderId) ? [] : [{ type: 'barred', orderId, available: available(stock) }];",
    replace: 'return [];',
    caughtBy: ['stock', 'orders'],
  },
  {
    name: 'commit counted twice',
    why: 'Two units leave the books for each one that leaves the house.',
    file: 'actors/inventory/stock.ts',
    find: 'hold(stock, warehouse, -quantity);',
    replace: 'hold(stock, warehouse, -2 * quantity);',
    caughtBy: ['stock'],
  },
  {
    name: 'promise kept after it was settled',
    why: 'What was released can be committed once more.',
    file: 'actors/inventory/stock.ts',
    find: '  stock.promises.delete(orderId);\n',
    replace: '',
    caughtBy: ['stock', 'orders'],
  },
  {
    name: 'confirmed after it was cancelled',
    why: 'The shopper was told that it is off, and the parcel comes.',
    file: 'actors/orders/order.ts',
    find: `  if (state.status === 'cancelled') return refuse('ORDER_CANCELLED', { reason: state.reason });
  if (number === undefined || state.status !== 'reserved') return refuse('NOT_RESERVED');
`,
    replace: "  if (number === undefined) return refuse('NOT_RESERVED');\n",
    caughtBy: ['orders', 'money'],
  },
  {
    name: 'cancelled after it was confirmed',
    why: 'What was paid and sold is released, and sold again.',
    file: 'actors/orders/order.ts',
    find: `  if (state.paid) return refuse('ORDER_CONFIRMED');
  return isUndecided(state) ? [cancelled(state, placed, { reason, refusals })] : [];
`,
    replace: `  return [cancelled(state, placed, { reason, refusals })];
`,
    caughtBy: ['orders'],
  },
  {
    name: 'reserved though its stock is not',
    why: 'Money is taken for what is not there.',
    file: 'actors/orders/order.flow.ts',
    find: `        'orders.cancel': (_event, { id }, refusals) => ({
          id,
          reason: stockReason(refusals),
          refusals: refusals.map(lineRefusal),
        }),
`,
    replace: "        'orders.noteReserved': (_event, { id }) => ({ id }),\n",
    caughtBy: ['stock', 'feed'],
  },
  {
    name: 'cart checked out twice',
    why: 'A double click buys everything twice.',
    file: 'actors/carts/cart.ts',
    find: "({ ...state, status: 'frozen', orderId, attempts: state.attempts + 1 })",
    replace: "({ ...state, status: 'open', orderId, attempts: state.attempts + 1 })",
    caughtBy: ['orders', 'carts'],
  },
  {
    name: 'a cart that never thaws',
    why: 'Whoever was declined can never buy what lies in the cart.',
    file: 'actors/carts/cart.flow.ts',
    find: "'carts.thaw': ({ cartId }, { id }) => (cartId === undefined ? [] : [{ id: cartId, orderId: id }])",
    replace: "'carts.thaw': () => []",
    caughtBy: ['carts', 'orders'],
  },
];
