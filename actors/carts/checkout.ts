import { refuse } from '../runtime/decider.ts';
import { maxAmount } from '../runtime/money.ts';
import { type CartState, type CommandOf, type Decided, refusalOf, totalOf } from './cart-state.ts';
import type { CartEvent, CartLine } from './contract.ts';
import { changesOf, type Priced, withChange } from './lines.ts';

/** The same price, or more, or less: what the shopper has to look at again. */
const movedLines = (before: Priced, after: Priced) =>
  after.lines.flatMap(({ sku, unitPrice }, place) => {
    const was = before.lines[place]?.unitPrice;
    return was === unitPrice || was === undefined ? [] : [{ sku, was, now: unitPrice }];
  });

/**
 * Precedence: unknown, closed, empty, another currency, a line that is gone, total too high, another total than the
 * shopper saw. Frozen already: the same order again.
 */
export function checkout(state: CartState, command: CommandOf<'checkout'>): Decided {
  if (state.status === 'frozen') return [];
  const refusal = refusalOf(state);
  if (refusal) return refusal;
  if (state.lines.length === 0) return refuse('CART_EMPTY');
  const { fresh, expectedTotal: expected } = command;
  const currencies = new Set([state.currency, expected.currency, fresh.terms?.currency ?? state.currency]);
  if (currencies.size > 1) return refuse('CURRENCY_DIFFERS', { currencies: [...currencies] });
  const changes = changesOf(state, fresh);
  const now = changes.reduce<Priced>(withChange, state);
  const gone = now.lines.filter((line) => line.gone).map(({ sku }) => sku);
  if (gone.length > 0) return refuse('LINE_GONE', { skus: gone });
  const actual = totalOf(now);
  if (actual.amount > maxAmount) return refuse('TOTAL_TOO_HIGH', { most: maxAmount });
  if (actual.amount !== expected.amount) {
    return refuse('PRICE_CHANGED', { expected, actual, lines: movedLines(state, now) });
  }
  return [...changes, checkedOut(state, command, now.lines)];
}

function checkedOut(state: CartState, command: CommandOf<'checkout'>, lines: readonly CartLine[]): CartEvent {
  const { id = '', customerId, attempts } = state;
  const { email, shippingAddress, payment, expectedTotal: total } = command;
  const orderId = `${id}-${attempts + 1}`;
  return {
    type: 'checkedOut',
    id,
    orderId,
    ...(customerId !== undefined && { customerId }),
    person: customerId ?? `guest-${orderId}`,
    lines,
    total,
    email,
    shippingAddress,
    payment,
  };
}
