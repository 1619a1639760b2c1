import { cart, maxLines } from '../../../actors/carts/cart.ts';
import type { CartCommand } from '../../../actors/carts/cart-state.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { refusesInOrder } from '../precedence.ts';
import { checkout, close, create, cup, filled, fresh, give, lamp, offer, remove, set, story } from './cart.story.ts';

const open = story(create);
const frozen = story(...filled, checkout(5_400));
const closed = story(...filled, checkout(5_400), close());
const merged = story(...filled, give);
const full = story(create, ...Array.from({ length: maxLines }, (_, n) => set(1, offer(`sku${n}`, 1))));

const unheardOf: CartCommand = { type: 'setLine', sku: 'x', quantity: 1_000_000 };
const notOnSale = set(1_000_000, { ...offer('x', 1), prices: {}, onSale: false });
const priceless = set(1_000_000, { ...offer('x', 1), prices: {} });
const dear = offer('x', maxAmount);

refusesInOrder(
  cart,
  'unknown, frozen for an order, closed',
  ['unknown', [], remove(), 'UNKNOWN_CART'],
  ['frozen for an order', frozen, remove(), 'CART_FROZEN'],
  ['closed', closed, remove(), 'CART_CLOSED'],
);

refusesInOrder(
  cart,
  'unknown or closed cart, unknown sku, not on sale, no price in this currency, full, total too high',
  ['unknown or closed cart', [], unheardOf, 'UNKNOWN_CART'],
  ['unknown or closed cart', frozen, unheardOf, 'CART_FROZEN'],
  ['unknown or closed cart', merged, unheardOf, 'CART_CLOSED'],
  ['unknown sku', full, unheardOf, 'UNKNOWN_SKU'],
  ['not on sale', full, notOnSale, 'NOT_ON_SALE'],
  ['no price in this currency', full, priceless, 'NO_PRICE'],
  ['full', full, set(2, dear), 'CART_FULL'],
  ['total too high', open, set(2, dear), 'TOTAL_TOO_HIGH'],
);

const line = { ...cup, unitPrice: 1_200, quantity: 1 };
const take = (status: 'open' | 'closed'): CartCommand => ({
  type: 'takeLines',
  from: { id: 'cart_7', status, lines: [line] },
});

refusesInOrder(
  cart,
  'unknown or closed cart, the other one closed, full',
  ['unknown or closed cart', [], take('closed'), 'UNKNOWN_CART'],
  ['unknown or closed cart', merged, take('closed'), 'CART_CLOSED'],
  ['the other one closed', full, take('closed'), 'CART_CLOSED'],
  ['full', full, take('open'), 'CART_FULL'],
);

const inEuros = { expectedTotal: { amount: 1, currency: 'EUR' }, fresh: fresh({ ...cup, onSale: false }) };
const withoutCups = { fresh: fresh({ ...cup, onSale: false }, offer('lamp', maxAmount + 1)) };
const dearer = { fresh: fresh(cup, offer('lamp', maxAmount)) };

refusesInOrder(
  cart,
  'unknown, closed, empty, another currency, a line that is gone, total too high, another total than the shopper saw',
  ['unknown', [], checkout(1, inEuros), 'UNKNOWN_CART'],
  ['closed', story(create, give), checkout(1, inEuros), 'CART_CLOSED'],
  ['empty', open, checkout(1, inEuros), 'CART_EMPTY'],
  ['another currency', story(...filled), checkout(1, inEuros), 'CURRENCY_DIFFERS'],
  ['a line that is gone', story(...filled), checkout(1, withoutCups), 'LINE_GONE'],
  ['total too high', story(...filled), checkout(1, dearer), 'TOTAL_TOO_HIGH'],
  ['another total than the shopper saw', story(...filled), checkout(1, { fresh: fresh(cup, lamp) }), 'PRICE_CHANGED'],
);
