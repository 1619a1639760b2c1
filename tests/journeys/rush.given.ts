import { randomUUID } from 'node:crypto';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Balance } from '../../actors/ledger/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from './eventually.ts';
import { type Basket, type Bought, fillCart, orderBody, type Person, type Shop, type Ware } from './market.given.ts';
import type { Reply, Visitor } from './visitor.ts';

/** One checkout that is tried until it is answered. */
export type Checkout = { readonly basket: Basket; readonly key: string; readonly token: string };

const cartsAtOnce = 20;

/** So many guests with one unit of one ware and two of another in the cart, each ready to pay. */
export async function fillCarts(
  guest: Visitor,
  wares: readonly Ware[],
  count: number,
  tokens: readonly string[],
): Promise<readonly Checkout[]> {
  const ready: Checkout[] = [];
  for (let from = 0; from < count; from += cartsAtOnce) {
    const some = Array.from({ length: Math.min(cartsAtOnce, count - from) }, async (_, place) => {
      const [one, other] = [wares[(from + place) % wares.length], wares[(from + place + 1) % wares.length]] as [
        Ware,
        Ware,
      ];
      const token = tokens[(from + place) % tokens.length] ?? 'ok';
      return { basket: await fillCart(guest, { [one.sku]: 1, [other.sku]: 2 }), key: randomUUID(), token };
    });
    ready.push(...(await Promise.all(some)));
  }
  return ready;
}

/** One try; undefined when nobody answered. */
export const attempt = ({ basket: { visitor, cart }, key, token }: Checkout): Promise<Reply<Bought> | undefined> =>
  visitor
    .ask<Bought>('POST', '/orders', { body: orderBody(cart, { token }), headers: { 'idempotency-key': key } })
    .catch(() => undefined);

/** As a client should: with the same key, until there is an answer that is final. */
export const insist = (checkout: Checkout): Promise<Reply<Bought>> =>
  eventually('the order is decided', async () => {
    const reply = await attempt(checkout);
    return reply && reply.status !== 503 && reply.status !== 202 && reply;
  });

async function everyOrder(operator: Visitor): Promise<readonly Pick<Order, 'id' | 'number' | 'status' | 'total'>[]> {
  const orders: Order[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: PageOf<Order> = await operator.get<PageOf<Order>>(`/orders?limit=100${next && `&cursor=${next}`}`);
    orders.push(...page.items);
    next = page.next;
  }
  return orders;
}

/** Units of each ware that these orders took. */
export function soldOf(orders: readonly Bought[], { sku }: Ware): number {
  const lines = orders.flatMap((order) => order.lines).filter((line) => line.sku === sku);
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Throws where stock, ledger and the list of orders do not come to what these orders come to, once all has settled. */
export async function expectBalanced(
  operator: Person,
  shop: Shop,
  wares: readonly Ware[],
  received: number,
  orders: readonly Bought[],
): Promise<void> {
  for (const ware of wares) {
    const wanted = received - soldOf(orders, ware);
    await eventually(`${wanted} units of ${ware.sku} are left, and none is promised`, async () => {
      const { held, promised } = await shop.owner.get<Stock>(`/inventory/${ware.sku}`);
      return held === wanted && promised === 0;
    });
  }
  const paid = orders.reduce((sum, { total }) => sum + total.amount, 0);
  await eventually(`the ledger has ${paid}`, async () => {
    const { balances } = await operator.get<{ balances: readonly Balance[] }>('/ledger/balances');
    const of = (account: Balance['account']) => balances.find((one) => one.account === account)?.balance.amount ?? 0;
    return of('shopper_clearing') === -paid && of('vendor_payable') + of('commission') + of('tax') === paid;
  });
  await eventually(`${orders.length} orders are listed, all confirmed`, async () => {
    const listed = await everyOrder(operator);
    return listed.length === orders.length && listed.every(({ status }) => status === 'confirmed');
  });
}
