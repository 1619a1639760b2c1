import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Cart } from '../../actors/carts/contract.ts';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import type { Tenant } from '../../actors/tenants/contract.ts';
import { eventually } from './eventually.ts';
import {
  type Basket,
  buy,
  checkOut,
  fillCart,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
} from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform } from './tenants.given.ts';
import { type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;
let operator: Person;
let bees: Shop;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  operator = await logIn(guest, 'operator@demo.example');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
});

const cartNow = ({ visitor: holder, cart }: Basket): Promise<Cart> => holder.get<Cart>(`/carts/${cart.id}`);

const refusal = async (basket: Basket): Promise<unknown> => {
  const { status, body } = await checkOut(basket);
  return { status, code: (body as unknown as { code: string }).code };
};

describe('while a cart is filled', () => {
  test('its prices change: the shopper is shown both, and pays only what was seen', async () => {
    const { sku, product } = await stockWare(bees, 'Heather honey', 750, 10);
    const basket = await fillCart(guest, { [sku]: 2 });
    await bees.owner.patch(`/products/${product.id}`, { variants: [{ sku, prices: { GBP: 800 } }] });
    expect(await refusal(basket)).toEqual({ status: 409, code: 'PRICE_CHANGED' });
    const cart = await cartNow(basket);
    expect(cart).toMatchObject({ total: { amount: 1_600 }, lines: [{ unitPrice: 800, previousPrice: 750 }] });
    expect((await checkOut({ ...basket, cart })).body).toMatchObject({ status: 'confirmed', total: { amount: 1_600 } });
  });

  test('its shopper logs in: the lines go into the own cart, and the guest’s is done', async () => {
    const [honey, wax] = [await stockWare(bees, 'Lime honey', 700, 10), await stockWare(bees, 'Wax', 300, 10)];
    const before = await fillCart(guest, { [honey.sku]: 1, [wax.sku]: 1 });
    const ann = await register(guest, 'ann@example.org');
    const own = await fillCart(ann, { [honey.sku]: 2 });
    const both = ann.with({ 'souk-token': before.token ?? '' });
    const merged = await both.post<Cart>(`/carts/${own.cart.id}/merge`, { from: before.cart.id });
    const quantities = merged.lines.map(({ sku, quantity }) => [sku, quantity]);
    expect(Object.fromEntries(quantities)).toEqual({ [honey.sku]: 3, [wax.sku]: 1 });
    await eventually('the guest’s cart is merged', async () => (await cartNow(before)).status === 'merged');
    expect((await checkOut({ visitor: ann, cart: merged })).body).toMatchObject({ customerId: ann.account.id });
    expect(await refusal(before)).toMatchObject({ status: 409 });
  });

  test('a product goes: its line must go too', async () => {
    const [kept, gone] = [await stockWare(bees, 'Candles', 500, 5), await stockWare(bees, 'Soap', 400, 5)];
    const basket = await fillCart(guest, { [kept.sku]: 1, [gone.sku]: 1 });
    await bees.owner.post(`/products/${gone.product.id}/archive`);
    expect(await refusal(basket)).toEqual({ status: 409, code: 'LINE_GONE' });
    expect((await cartNow(basket)).lines).toContainEqual(expect.objectContaining({ sku: gone.sku, gone: true }));
    await basket.visitor.delete(`/carts/${basket.cart.id}/lines/${gone.sku}`);
    expect((await checkOut({ ...basket, cart: await cartNow(basket) })).status).toBe(201);
    expect(
      (await guest.ask('PUT', `/carts/${basket.cart.id}/lines/${gone.sku}`, { body: { quantity: 1 } })).status,
    ).toBe(404);
  });

  test('its vendor is stopped from selling: nothing of it is sold or shown, until it is let again', async () => {
    const shop = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
    const scarf = await stockWare(shop, 'Island scarf', 4_200, 5);
    const basket = await fillCart(guest, { [scarf.sku]: 1 });
    const isListed = async () => (await guest.get<PageOf<ListedProduct>>('/products?q=island')).items.length > 0;
    await eventually('it is listed', isListed);
    await operator.post(`/vendors/${shop.vendor.id}/suspend`, { reason: 'complaints' });
    expect(await refusal(basket)).toEqual({ status: 409, code: 'VENDOR_NOT_SELLING' });
    expect((await guest.ask('GET', `/vendors/${shop.vendor.id}`)).status).toBe(404);
    await eventually('it is not listed', async () => !(await isListed()));
    await operator.post(`/vendors/${shop.vendor.id}/approve`, {});
    await eventually('it is listed again', isListed);
    expect((await checkOut({ ...basket, cart: await cartNow(basket) })).status).toBe(201);
  });
});

test('of sixty shoppers who want the last twenty units at once exactly twenty get one', async () => {
  const { sku } = await stockWare(bees, 'Royal jelly', 2_000, 20);
  const baskets = await Promise.all(Array.from({ length: 60 }, () => fillCart(guest, { [sku]: 1 })));
  const replies = await Promise.all(baskets.map((basket) => checkOut(basket)));
  const codes = replies.map(({ status, body }) =>
    status === 201 ? body.status : (body as unknown as { code: string }).code,
  );
  expect(codes.filter((code) => code === 'confirmed')).toHaveLength(20);
  expect(codes.filter((code) => code === 'OUT_OF_STOCK')).toHaveLength(40);
  await eventually('nothing is left or promised', async () => {
    const { held, promised } = await bees.owner.get<Stock>(`/inventory/${sku}`);
    return held === 0 && promised === 0;
  });
  const carts = await Promise.all(baskets.map(async (basket) => (await cartNow(basket)).status));
  expect(carts.filter((status) => status === 'open')).toHaveLength(40);
});

test('a person who is forgotten is gone from orders, lists and log-ins, and the order stays', async () => {
  const { sku } = await stockWare(bees, 'Propolis', 1_500, 5);
  const email = 'fay.forgotten@example.org';
  const fay = await register(guest, email, 'Fay Forgotten');
  const order = await buy(fay, { [sku]: 1 }, { email });
  await fay.delete('/me');
  expect((await guest.ask('POST', '/auth/login', { body: { email, password: 'souk-demo' } })).status).toBe(401);
  const seen = await eventually('the order has lost its person', async () => {
    const found = await operator.get<Order>(`/orders/${order.id}`);
    return found.email === null && found;
  });
  expect(seen).toMatchObject({ number: order.number, status: 'confirmed', shippingAddress: null, total: order.total });
  const fulfilment = `/fulfilments/${order.parts[0]?.fulfilmentId}`;
  for (const path of ['/customers?limit=100', `/orders/${order.id}`, fulfilment]) {
    await eventually(`${path} knows nobody`, async () => {
      const { status, text } = await operator.ask('GET', path);
      return status === 200 && !/forgotten|lovelace/i.test(text);
    });
  }
  // The address is free again, for a new person.
  expect((await register(guest, email)).account.id).not.toBe(fay.account.id);
});

test('a tenant that is suspended sells nothing, and does again when it is let', async () => {
  const root = await logInToPlatform(souk);
  const basket = await fillCart(guest, { [(await stockWare(bees, 'Pollen', 900, 5)).sku]: 1 });
  await root.patch<Tenant>('/tenants/demo', { status: 'suspended' });
  const refused = { status: 403, body: { code: 'TENANT_SUSPENDED' } };
  await eventually('it is suspended', async () => (await guest.ask('GET', '/products')).status === 403);
  expect(await guest.ask('GET', '/products')).toMatchObject(refused);
  expect(await checkOut(basket)).toMatchObject(refused);
  expect(await operator.ask('GET', '/me')).toMatchObject(refused);
  await root.patch<Tenant>('/tenants/demo', { status: 'active' });
  await eventually('it sells again', async () => (await checkOut(basket)).status === 201);
});
