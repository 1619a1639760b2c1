import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Cart } from '../../actors/carts/contract.ts';
import type { Product } from '../../actors/catalog/contract.ts';
import type { Availability } from '../../actors/inventory/contract.ts';
import type { Order, VendorOrder } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { LiveClient } from '../../realtime/client.ts';
import { eventually } from './eventually.ts';
import { areRising, listen, liveClient, shows } from './live.given.ts';
import {
  buy,
  checkOut,
  fillCart,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

let guest: Visitor;
let ann: Person;
let bees: Shop;
let honey: Ware;
let plenty: Ware;
let anybody: LiveClient;
const tokens = new Map<string, string>();

beforeAll(async () => {
  const { url } = await startSouk();
  guest = visitor(url);
  const operator = await logIn(guest, 'operator@demo.example');
  ann = await register(guest, 'ann@example.org');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  honey = await stockWare(bees, 'Heather honey', 750, 100);
  plenty = await stockWare(bees, 'Candles', 300, 10_000);
  anybody = liveClient({ url });
});

const clientOf = ({ url, session }: Person): LiveClient =>
  liveClient({ url, token: async () => tokens.get(session.account.id) ?? session.accessToken });

test('stock goes down in front of everybody with an order, and up with a delivery', async () => {
  const heard = listen<Availability>(anybody, `stock:${honey.sku}`);
  await shows('a hundred', heard, ({ available }) => available === 100);
  await buy(ann, { [honey.sku]: 3 });
  await shows('ninety-seven', heard, ({ available }) => available === 97);
  await bees.owner.post(`/inventory/${honey.sku}/receive`, { quantity: 5 });
  await shows('a hundred and two', heard, ({ available }) => available === 102);
  expect(heard.states.at(-1)?.state).toEqual({ sku: honey.sku, available: 102 });
  expect(areRising(heard.versions)).toBe(true);
});

test('the page of an order moves by itself, from placed to delivered, and tells its shopper no commission', async () => {
  const headers = { prefer: 'respond-async' };
  const { body } = await checkOut(await fillCart(ann, { [honey.sku]: 2 }), { token: 'slow', headers });
  const heard = listen<Order>(clientOf(ann), `order:${body.id}`);
  await eventually('it is followed', () => heard.states.length > 0);
  const { parts } = await shows('it is confirmed', heard, ({ status }) => status === 'confirmed');
  const place = `/fulfilments/${parts[0]?.fulfilmentId}`;
  await eventually('it can be shipped', async () => (await bees.owner.ask('GET', place)).status === 200);
  await bees.owner.post(`${place}/ship`, { carrier: 'DHL' });
  await shows('it is shipped', heard, ({ status }) => status === 'shipped');
  await bees.owner.post(`${place}/deliver`);
  await shows('it is delivered', heard, ({ status }) => status === 'delivered');
  expect(areRising(heard.versions)).toBe(true);
  expect(JSON.stringify(heard.states)).not.toMatch(/settlement|commission|payable/);
});

test('a guest follows the own order by its secret', async () => {
  const { id, token = '' } = await buy(guest, { [honey.sku]: 1 });
  const heard = listen<Order>(anybody, `order:${id}`, token);
  await shows('it is there', heard, ({ status }) => status === 'confirmed');
  await guest.with({ 'souk-token': token }).post(`/orders/${id}/cancel`);
  await shows('it is cancelled', heard, ({ status }) => status === 'cancelled');
});

test('a cart is the same in both of its shopper’s windows', async () => {
  const { visitor: holder, cart } = await fillCart(ann, { [honey.sku]: 1 });
  const windows = [clientOf(ann), clientOf(ann)].map((client) => listen<Cart>(client, `cart:${cart.id}`));
  for (const heard of windows) await shows('one jar', heard, ({ lines }) => lines[0]?.quantity === 1);
  await holder.put(`/carts/${cart.id}/lines/${honey.sku}`, { quantity: 4 });
  for (const heard of windows) await shows('four jars', heard, ({ total }) => total.amount === 3_000);
  await holder.delete(`/carts/${cart.id}/lines/${honey.sku}`);
  for (const heard of windows) await shows('an empty cart', heard, ({ lines }) => lines.length === 0);
});

describe('the list of a vendor’s orders', () => {
  test('tells of each order, and has it when it tells', async () => {
    const heard = listen<PageOf<VendorOrder>>(clientOf(bees.owner), `vendor-orders:${bees.vendor.id}`);
    await shows('the list', heard, ({ items }) => items.length >= 3);
    for (const round of [1, 2, 3]) {
      const { id } = await buy(guest, { [honey.sku]: round });
      await eventually('the vendor is told', () => heard.changes.some((change) => change.id === id));
      const { items } = await bees.owner.get<PageOf<VendorOrder>>(`/vendors/${bees.vendor.id}/orders`);
      expect(items[0]?.orderId).toBe(id);
    }
  });

  test('has what it tells of in a rush too', async () => {
    const crowd = 60;
    const baskets = await Promise.all(Array.from({ length: crowd }, () => fillCart(guest, { [plenty.sku]: 1 })));
    const missing: string[] = [];
    const told = new Set<string>();
    const looks: Promise<void>[] = [];
    /** As a page does: at news it looks for them, and after a gap it takes what it finds. */
    const look = async (news: readonly string[] | undefined): Promise<void> => {
      const page = await bees.owner.get<PageOf<VendorOrder>>(`/vendors/${bees.vendor.id}/orders?limit=100`);
      const ids = page.items.map(({ orderId }) => orderId);
      for (const id of news ?? ids) told.add(id);
      missing.push(...(news ?? []).filter((id) => !ids.includes(id)));
    };
    let states = 0;
    clientOf(bees.owner).follow(`vendor-orders:${bees.vendor.id}`, {
      state: () => {
        states += 1;
        looks.push(look(undefined));
      },
      changes: (changes) => looks.push(look(changes.map(({ id }) => id))),
    });
    await eventually('it is followed', () => states > 0);
    const orders = await Promise.all(baskets.map((basket) => checkOut(basket)));
    await eventually('all are told of', () => orders.every(({ body }) => told.has(body.id)));
    await Promise.all(looks);
    expect(missing).toEqual([]);
  });

  test('is whole for whoever comes right after an order', async () => {
    for (const round of [1, 2, 3]) {
      const { id } = await buy(guest, { [honey.sku]: round });
      const heard = listen<PageOf<VendorOrder>>(clientOf(bees.owner), `vendor-orders:${bees.vendor.id}`);
      await eventually('the order is there', () => {
        const isListed = heard.states.at(-1)?.state.items.some(({ orderId }) => orderId === id);
        return isListed || heard.changes.some((change) => change.id === id);
      });
    }
  });

  test('tells of what is cancelled', async () => {
    const heard = listen<PageOf<VendorOrder>>(clientOf(bees.owner), `vendor-orders:${bees.vendor.id}`);
    await shows('the list', heard, ({ items }) => items.length > 0);
    const { id, token = '' } = await buy(guest, { [honey.sku]: 1 });
    await guest.with({ 'souk-token': token }).post(`/orders/${id}/cancel`);
    const refused = await checkOut(await fillCart(guest, { [honey.sku]: 1 }), { token: 'declined' });
    expect(refused.status).toBe(409);
    await eventually('one is changed', () => heard.changes.some((one) => one.id === id && one.what === 'changed'));
    await eventually('one is gone', () => heard.changes.some(({ what }) => what === 'gone'));
  });
});

test('the catalogue tells what is new, what has changed and what is gone, and shows it when it tells', async () => {
  const heard = listen<undefined>(anybody, 'catalog');
  await eventually('it is followed', () => heard.states.length > 0);
  const listedAs = async (): Promise<string | undefined> => {
    const { items } = await guest.get<PageOf<Product>>('/products?limit=100');
    return items.find(({ id }) => id === product.id)?.title;
  };
  const told = (what: string) =>
    eventually(`it is ${what}`, () => heard.changes.some((one) => one.id === product.id && one.what === what));
  const { product } = await stockWare(bees, 'Lime honey', 800, 1);
  await told('new');
  expect(await listedAs()).toBe('Lime honey');
  await bees.owner.patch<Product>(`/products/${product.id}`, { title: 'Linden honey' });
  await told('changed');
  expect(await listedAs()).toBe('Linden honey');
  await bees.owner.post(`/products/${product.id}/archive`);
  await told('gone');
  expect(await listedAs()).toBeUndefined();
});
