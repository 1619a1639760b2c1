import { cart } from '../../../actors/carts/cart.ts';
import type { CartCommand } from '../../../actors/carts/cart-state.ts';
import type { CartEvent, CartTerms, Fresh } from '../../../actors/carts/contract.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { money } from '../../../actors/runtime/money.ts';
import { day } from '../../../actors/runtime/time.ts';
import { testTime } from '../given.ts';

type Offer = Fresh['offers'][number];

/** The words of every story about a cart: Ada puts cups and a lamp into it. */
export const gbp = (amount: number) => money(amount, 'GBP');
export const lifetimeMs = 30 * day;
export const id = 'cart_1';
export const terms: CartTerms = { currency: 'GBP', taxRate: 2_000, pricesIncludeTax: true };

export const offer = (sku: string, price: number, changes: Partial<Offer> = {}): Offer => ({
  sku,
  productId: `prod_${sku}`,
  vendorId: 'v1',
  title: `The ${sku}`,
  options: { Colour: 'white' },
  vendorSku: sku.toUpperCase(),
  prices: { GBP: price },
  stocked: true,
  onSale: true,
  ...changes,
});

export const cup = offer('cup', 1_200);
export const lamp = offer('lamp', 3_000);

export const create: CartCommand = { type: 'create', id, customerId: 'ada', terms, lifetimeMs };
export const createForGuest: CartCommand = { type: 'create', id, terms, lifetimeMs };
export const set = (quantity: number, of: Offer = cup): CartCommand => ({
  type: 'setLine',
  sku: of.sku,
  quantity,
  offer: of,
});
export const remove = (sku = 'cup'): CartCommand => ({ type: 'removeLine', sku });

/** What the market says of these offers; those left out are gone. */
export const fresh = (...offers: readonly Offer[]): Fresh => ({ terms, skus: ['cup', 'lamp'], offers });
export const reprice = (now: Fresh): CartCommand => ({ type: 'reprice', fresh: now });

type CheckingOut = Partial<Extract<CartCommand, { type: 'checkout' }>>;
export const checkout = (total: number, changes: CheckingOut = {}): CartCommand => ({
  type: 'checkout',
  expectedTotal: gbp(total),
  email: 'ada@demo.example',
  shippingAddress: { name: 'Ada', line1: '12 St James Square', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' },
  payment: { provider: 'sandbox', token: 'ok' },
  fresh: fresh(cup, lamp),
  ...changes,
});

export const thaw = (orderId = 'cart_1-1'): CartCommand => ({ type: 'thaw', orderId });
export const close = (orderId = 'cart_1-1'): CartCommand => ({ type: 'close', orderId });
export const give: CartCommand = { type: 'giveLines', into: 'cart_2' };

/** What these commands have left behind, one after the other; a story holds no refusal. */
export function story(...commands: readonly CartCommand[]): readonly CartEvent[] {
  const events: CartEvent[] = [];
  let state = cart.initial();
  for (const command of commands) {
    const decision = decide(cart, state, { ...command, at: testTime });
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.refused}`);
    for (const event of decision) state = evolve(cart, state, event);
    events.push(...decision);
  }
  return events;
}

type EventOf<Type extends CartEvent['type']> = Extract<CartEvent, { readonly type: Type }>;

/** The last event of a story, which must be of this type. */
export function lastOf<Type extends CartEvent['type']>(type: Type, ...commands: readonly CartCommand[]) {
  const isOfType = (event: CartEvent): event is EventOf<Type> => event.type === type;
  const found = story(...commands).findLast(isOfType);
  if (!found) throw new Error(`the story holds no ${type}`);
  return found;
}

/** Two cups and a lamp: 54.00. */
export const filled = [create, set(2), set(1, lamp)] as const;
