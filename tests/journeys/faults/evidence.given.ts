import type { Fulfilment } from '../../../actors/fulfilments/contract.ts';
import type { Stock } from '../../../actors/inventory/contract.ts';
import type { Balance, Posting } from '../../../actors/ledger/contract.ts';
import type { ConsumerPage } from '../../../actors/ops/contract.ts';
import type { Order } from '../../../actors/orders/contract.ts';
import type { OrderSummary, VendorOrder } from '../../../actors/orders/order.schemas.ts';
import type { Payment } from '../../../actors/payments/contract.ts';
import type { PageOf } from '../../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../../actors/search/contract.ts';
import { eachOf } from '../../../cli/import/pool.ts';
import type { Visitor } from '../visitor.ts';
import type { Market } from './market.given.ts';

/** What one order's own actors say of it. */
export type Account = {
  readonly order: Order;
  readonly payment: Payment | undefined;
  readonly postings: readonly Posting[];
};

export type Shelf = { readonly actor: Stock; readonly listed: Stock | undefined; readonly found: number | undefined };

/** All that a Souk says of a market, by its actors and by its read models. */
export type Evidence = {
  readonly listed: readonly OrderSummary[];
  readonly accounts: ReadonlyMap<string, Account>;
  /** By sku. */
  readonly shelves: ReadonlyMap<string, Shelf>;
  readonly vendorOrders: readonly VendorOrder[];
  readonly fulfilments: readonly Fulfilment[];
  readonly balances: Readonly<Record<Balance['account'], number>>;
  readonly behind: readonly ConsumerPage[];
  readonly deadLetters: readonly unknown[];
};

const atOnce = 8;

async function all<Item>(asker: Visitor, path: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: PageOf<Item> = await asker.get(`${path}?limit=100${next && `&cursor=${encodeURIComponent(next)}`}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

const each = async <Item, Found>(items: Iterable<Item>, look: (item: Item) => Promise<Found>): Promise<Found[]> => {
  const found: Found[] = [];
  await eachOf([...items].entries(), atOnce, async ([place, item]) => {
    found[place] = await look(item);
  });
  return found;
};

/** Undefined: there is no such thing. */
async function found<Body>(asker: Visitor, path: string): Promise<Body | undefined> {
  const { status, text, body } = await asker.ask<Body>('GET', path);
  if (status !== 200 && status !== 404) throw new Error(`GET ${path} was answered with ${status}: ${text}`);
  return status === 200 ? body : undefined;
}

async function accountOf(operator: Visitor, id: string): Promise<Account | undefined> {
  const order = await found<Order>(operator, `/orders/${id}`);
  const payment = await found<Payment>(operator, `/payments/${id}`);
  const book = await found<{ postings: readonly Posting[] }>(operator, `/orders/${id}/postings`);
  return order && { order, payment, postings: book?.postings ?? [] };
}

async function shelvesOf({ goods, shops, guest }: Market): Promise<ReadonlyMap<string, Shelf>> {
  const listed = await each(shops, ({ vendor, owner }) => all<Stock>(owner, `/vendors/${vendor.id}/stock`));
  const shelves = await each(goods, async ({ sku, shop, product }): Promise<[string, Shelf]> => {
    const actor = await (shops[shop] as Market['shops'][number]).owner.get<Stock>(`/inventory/${sku}`);
    const { variants } = await guest.get<ListedProduct>(`/products/${product.id}`);
    const available = variants.find((variant) => variant.sku === sku)?.available;
    return [sku, { actor, listed: listed.flat().find((stock) => stock.sku === sku), found: available }];
  });
  return new Map(shelves);
}

async function balancesOf(operator: Visitor): Promise<Evidence['balances']> {
  const { balances } = await operator.get<{ balances: readonly Balance[] }>('/ledger/balances');
  const none = { shopper_clearing: 0, vendor_payable: 0, commission: 0, tax: 0, refunds: 0 };
  return { ...none, ...Object.fromEntries(balances.map(({ account, balance }) => [account, balance.amount])) };
}

/** `ids`: orders that must be there, whether a list shows them or not. */
export async function gather(market: Market, ids: Iterable<string>): Promise<Evidence> {
  const { operator, ops, shops } = market;
  const { consumers } = await ops.get<{ consumers: readonly ConsumerPage[] }>('/ops/feed');
  const { items: deadLetters } = await ops.get<{ items: readonly unknown[] }>('/ops/dead-letters');
  const listed = await all<OrderSummary>(operator, '/orders');
  const known = new Set([...listed.map(({ id }) => id), ...ids]);
  const accounts = (await each(known, (id) => accountOf(operator, id))).filter((account) => account !== undefined);
  const ofShops = <Item>(what: string) =>
    each(shops, ({ vendor, owner }) => all<Item>(owner, `/vendors/${vendor.id}/${what}`));
  return {
    listed,
    accounts: new Map(accounts.map((account) => [account.order.id, account])),
    shelves: await shelvesOf(market),
    vendorOrders: (await ofShops<VendorOrder>('orders')).flat(),
    fulfilments: (await ofShops<Fulfilment>('fulfilments')).flat(),
    balances: await balancesOf(operator),
    behind: consumers.filter(({ lag }) => lag > 0),
    deadLetters,
  };
}
