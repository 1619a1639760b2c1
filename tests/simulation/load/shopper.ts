import type { Order } from '../../../actors/orders/contract.ts';
import type { Caller } from '../../../actors/runtime/caller.ts';
import type { Client } from './client.ts';
import type { Market } from './market.ts';
import type { Story } from './story.ts';

/** What a shopper is like; drawn per seed, so that rare mixtures happen. */
export type Habits = {
  /** How many carts one shopper fills. */
  readonly carts: number;
  readonly lines: number;
  readonly quantity: number;
  /** Everybody wants the same thing. */
  readonly flash: boolean;
  readonly thinksMs: number;
  readonly token: Readonly<Record<'ok' | 'declined' | 'uncapturable' | 'unrefundable', number>>;
  readonly after: Readonly<Record<'nothing' | 'look' | 'cancel' | 'cancelPart' | 'checkoutAgain', number>>;
  /** Chances. */
  readonly wrongTotal: number;
  readonly doubleClick: number;
  readonly impatient: number;
  /** Cancels while the order is still being decided. */
  readonly panics: number;
  /** Another wish under a command id that was used before. */
  readonly mixesUp: number;
};

const home = { name: 'Sam', line1: '1 High Street', city: 'York', postcode: 'YO1', country: 'GB' };

type Shopping = { readonly client: Client; readonly market: Market; readonly story: Story; readonly habits: Habits };
type Basket = { readonly cartId: string; readonly total: number; readonly caller: Caller };

/** Fills carts, buys them, and changes their mind. */
export async function shop(shopping: Shopping): Promise<void> {
  const { client, habits } = shopping;
  for (let carts = habits.carts; carts > 0; carts -= 1) {
    await client.pause(habits.thinksMs);
    const basket = await fill(shopping);
    if (!basket) continue;
    const orders = await buy(shopping, basket);
    for (const order of orders) await changeMind(shopping, basket, order);
  }
}

async function fill({ client, market, habits }: Shopping): Promise<Basket | undefined> {
  const isGuest = client.dice.happens(0.2);
  const account: Caller = {
    kind: 'account',
    accountId: `acc_${client.name.replaceAll(' ', '-')}`,
    roles: [],
    staff: {},
  };
  const anyone: Caller = { kind: 'anyone', roles: [], staff: {} };
  const made = await client.ask('carts.create', {}, { caller: isGuest ? anyone : account });
  if ('error' in made) return undefined;
  const cartId = made.result.id;
  const caller = isGuest ? { ...anyone, guestOf: `cart:${cartId}` } : account;
  let total: number | undefined;
  for (let lines = client.dice.between(1, habits.lines); lines > 0; lines -= 1) {
    const shelf = habits.flash ? market.shelves[0] : client.dice.pick(market.shelves);
    const line = { id: cartId, sku: shelf?.sku ?? '', quantity: client.dice.between(1, habits.quantity) };
    const commandId = client.dice.id();
    const set = await client.ask('carts.setLine', line, { caller, commandId });
    const other = { ...line, quantity: line.quantity + 1 };
    if (client.dice.happens(habits.mixesUp)) await client.misuse('carts.setLine', other, { caller, commandId });
    if ('result' in set) total = set.result.total.amount;
  }
  return total === undefined ? undefined : { cartId, total, caller };
}

/** The orders that the shopper was told of: one cart leads to one at a time. */
async function buy({ client, market, story, habits }: Shopping, basket: Basket): Promise<readonly Order[]> {
  const { cartId, total, caller } = basket;
  const amount = client.dice.happens(habits.wrongTotal) ? total + 1 : total;
  const token = client.dice.choose(habits.token);
  const asked = {
    cartId,
    expectedTotal: { amount, currency: 'EUR' },
    email: 'sam@example.org',
    shippingAddress: home,
    payment: { provider: 'sim', token },
    ...(client.dice.happens(0.2) && { wait: false }),
  };
  const deadlineMs = client.dice.happens(habits.impatient) ? client.dice.between(0, 40) : 12_000;
  const clicks = client.dice.happens(habits.doubleClick) ? 2 : 1;
  const panicking = client.dice.happens(habits.panics) ? panic(client, basket) : undefined;
  const heard = await Promise.all(
    Array.from({ length: clicks }, () => client.ask('orders.checkout', asked, { caller, deadlineMs, tries: 6 })),
  );
  await panicking;
  const orders = heard.flatMap((one) => ('result' in one ? [one.result] : []));
  for (const order of orders) story.know(market.tenantId, guestOrOwner(caller, order), order);
  return [...new Map(orders.map((order) => [order.id, order])).values()];
}

/** Before the shopper has heard of the order: its id is known by the cart's. */
async function panic(client: Client, { cartId, caller }: Basket): Promise<void> {
  const order = { id: `${cartId}-1` };
  await client.pause(client.dice.pick([100, 1_000, 6_000]));
  await client.ask('orders.cancelByRequest', { ...order, reason: 'too dear' }, { caller: guestOrOwner(caller, order) });
}

const guestOrOwner = (caller: Caller, { id }: Pick<Order, 'id'>): Caller =>
  caller.kind === 'anyone' ? { ...caller, guestOf: `order:${id}` } : caller;

async function changeMind({ client, market, story, habits }: Shopping, basket: Basket, order: Order): Promise<void> {
  const caller = guestOrOwner(basket.caller, order);
  await client.pause(habits.thinksMs);
  const what = client.dice.choose(habits.after);
  if (what === 'look') {
    const seen = await client.ask('orders.get', { id: order.id }, { caller });
    if ('result' in seen) story.know(market.tenantId, caller, seen.result);
  }
  if (what === 'cancel')
    await client.ask('orders.cancelByRequest', { id: order.id, reason: 'changed my mind' }, { caller });
  if (what === 'cancelPart') {
    const { vendorId } = client.dice.pick(order.parts);
    await client.ask('orders.cancelByRequest', { id: order.id, vendorId }, { caller });
  }
  if (what === 'checkoutAgain') await buy({ client, market, story, habits }, basket);
}
