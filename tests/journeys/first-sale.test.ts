import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fulfilment } from '../../actors/fulfilments/contract.ts';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Balance, Posting } from '../../actors/ledger/contract.ts';
import type { Order, VendorOrder } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { Money } from '../../actors/runtime/money.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import type { Vendor } from '../../actors/vendors/contract.ts';
import { eventually } from './eventually.ts';
import {
  type Bought,
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
let operator: Person;
let ann: Person;
let bees: Shop;
let wool: Shop;
let honey: Ware;
let scarf: Ware;
let order: Bought;

beforeAll(async () => {
  const { url } = await startSouk();
  guest = visitor(url);
  operator = await logIn(guest, 'operator@demo.example');
  ann = await register(guest, 'ann@example.org', 'Ann Archer');
});

const listed = async (asker: Visitor, { product, sku }: Ware): Promise<number | undefined> => {
  const { items } = await asker.get<PageOf<ListedProduct>>(`/products?q=${encodeURIComponent(product.title)}`);
  return items.flatMap(({ variants }) => variants).find((variant) => variant.sku === sku)?.available;
};

const fulfilmentOf = ({ vendor }: Shop): string =>
  order.parts.find(({ vendorId }) => vendorId === vendor.id)?.fulfilmentId ?? '';

describe('a shop', () => {
  test('is nobody’s to see until the operator approves it', async () => {
    const owner = await register(guest, 'bea@example.org', 'Bea');
    const applied = await owner.post<Vendor>('/vendors', { name: 'Bea and Bees' });
    expect(applied).toMatchObject({ status: 'applied', handle: 'bea-and-bees' });
    expect((await guest.ask('GET', `/vendors/${applied.id}`)).status).toBe(404);
    expect((await owner.get<Vendor>(`/vendors/${applied.id}`)).status).toBe('applied');

    const vendor = await operator.post<Vendor>(`/vendors/${applied.id}/approve`, { commissionRate: 1_200 });
    expect(vendor.status).toBe('approved');
    expect(await guest.get<Vendor>(`/vendors/${applied.id}`)).toMatchObject({
      name: 'Bea and Bees',
      status: 'approved',
    });
    bees = { vendor, owner };
  });

  test('shows a product once it is published, with what is in stock, to guests and shoppers', async () => {
    const variants = [{ prices: { GBP: 750 } }];
    const draft = { vendorId: bees.vendor.id, title: 'Heather honey', variants };
    const product = await bees.owner.post<Ware['product']>('/products', draft);
    expect(product.status).toBe('draft');
    expect((await guest.ask('GET', `/products/${product.handle}`)).status).toBe(404);

    const sku = product.variants[0]?.sku ?? '';
    honey = { product, sku, price: 750 };
    await bees.owner.post(`/products/${product.id}/publish`);
    await bees.owner.post(`/inventory/${sku}/receive`, { quantity: 10, reference: 'spring harvest' });
    for (const asker of [guest, ann]) {
      await eventually('the list shows ten', async () => (await listed(asker, honey)) === 10);
      const seen = await asker.get<ListedProduct>(`/products/${product.handle}`);
      expect(seen).toMatchObject({ id: product.id, status: 'published', variants: [{ sku, available: 10 }] });
    }
  });
});

describe('a cart of two vendors', () => {
  test('becomes one paid order', async () => {
    wool = await openShop(operator, await register(guest, 'will@example.org', 'Will'), 'Wool of Will');
    scarf = await stockWare(wool, 'Island scarf', 4_200, 5);
    const basket = await fillCart(ann, { [honey.sku]: 3, [scarf.sku]: 1 });
    expect(basket.cart.total).toEqual({ amount: 3 * 750 + 4_200, currency: 'GBP' });

    const { status, headers, body } = await checkOut(basket, { email: 'ann@example.org' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/orders/${body.id}`);
    expect(body).toMatchObject({ status: 'confirmed', customerId: ann.account.id, total: { amount: 6_450 } });
    expect(body.number).toMatch(/^\d+$/);
    expect(body.parts).toHaveLength(2);
    expect(body).not.toHaveProperty('token');
    order = body;
  });

  test('takes its units out of the house, and out of what others see', async () => {
    const settled = await eventually('the units have left', async () => {
      const stock = await bees.owner.get<Stock>(`/inventory/${honey.sku}`);
      return stock.promised === 0 && stock;
    });
    expect(settled).toMatchObject({ held: 7, available: 7 });
    await eventually('the list shows seven', async () => (await listed(guest, honey)) === 7);
  });

  test('can be bought by a guest, whose secret alone opens the order', async () => {
    const basket = await fillCart(guest, { [honey.sku]: 1, [scarf.sku]: 1 });
    const { status, body } = await checkOut(basket);
    expect(status).toBe(201);
    expect((await guest.ask('GET', `/orders/${body.id}`)).status).toBe(404);
    const holder = guest.with({ 'souk-token': body.token ?? '' });
    expect(await holder.get<Order>(`/orders/${body.id}`)).toMatchObject({ id: body.id, status: 'confirmed' });
    expect((await ann.ask('GET', `/orders/${body.id}`)).status).toBe(404);
  });
});

describe('a vendor', () => {
  test('sees its own lines, and neither its neighbour’s nor the shopper’s mail address', async () => {
    const { page, mine } = await eventually('the order is listed', async () => {
      const found = await bees.owner.ask<PageOf<VendorOrder>>('GET', `/vendors/${bees.vendor.id}/orders`);
      const own = found.body.items.find(({ orderId }) => orderId === order.id);
      return own?.status === 'open' && { page: found, mine: own };
    });
    expect(mine).toMatchObject({ number: order.number, status: 'open', total: { amount: 2_250 } });
    expect(mine.lines.map(({ sku, quantity }) => ({ sku, quantity }))).toEqual([{ sku: honey.sku, quantity: 3 }]);
    expect(mine).toMatchObject({ commission: { amount: 270 }, payable: { amount: 1_980 } });
    expect(page.text).not.toMatch(/@|Lovelace|Island/);
    expect((await bees.owner.ask('GET', `/vendors/${wool.vendor.id}/orders`)).status).toBe(404);
    expect((await bees.owner.ask('GET', `/orders/${order.id}`)).status).toBe(404);
  });

  test('ships in parts and delivers, and the order follows once all vendors have', async () => {
    const place = `/fulfilments/${fulfilmentOf(bees)}`;
    const toShip = await eventually('it can be shipped', async () => {
      const found = await bees.owner.ask<Fulfilment>('GET', place);
      return found.status === 200 && found;
    });
    expect(toShip.body).toMatchObject({ status: 'open', shippingAddress: { city: 'London' } });
    expect(toShip.text).not.toContain('@');
    await bees.owner.post(`${place}/pick`);
    const lines = [{ sku: honey.sku, quantity: 2 }];
    const partly = await bees.owner.post<Fulfilment>(`${place}/ship`, {
      carrier: 'Royal Mail',
      tracking: 'RM1',
      lines,
    });
    expect(partly.status).toBe('partlyShipped');
    const again = await bees.owner.ask('POST', `${place}/ship`, { body: { carrier: 'Royal Mail', lines } });
    expect(again).toMatchObject({ status: 409, body: { code: 'TOO_MANY_UNITS', details: { left: 1, requested: 2 } } });
    expect((await bees.owner.post<Fulfilment>(`${place}/ship`, { carrier: 'Royal Mail' })).status).toBe('shipped');
    expect((await wool.owner.ask('POST', `${place}/deliver`)).status).toBe(404);

    const other = `/fulfilments/${fulfilmentOf(wool)}`;
    await eventually('the other too', async () => (await wool.owner.ask('GET', other)).status === 200);
    await wool.owner.post(`${other}/ship`, { carrier: 'DHL' });
    await eventually('the order is shipped', async () => (await statusNow()) === 'shipped');
    for (const shop of [bees, wool]) await shop.owner.post(`/fulfilments/${fulfilmentOf(shop)}/deliver`);
    await eventually('the order is delivered', async () => (await statusNow()) === 'delivered');
  });
});

const statusNow = async (): Promise<string> => (await ann.get<Order>(`/orders/${order.id}`)).status;

describe('the money', () => {
  test('of each order is posted in both columns', async () => {
    const { postings } = await operator.get<{ postings: readonly Posting[] }>(`/orders/${order.id}/postings`);
    const lines = postings.flatMap((posting) => posting.lines);
    expect(postings).toMatchObject([{ kind: 'capture', currency: 'GBP' }]);
    expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    expect(lines).toContainEqual({ account: 'vendor_payable', vendorId: bees.vendor.id, amount: 1_980 });
  });

  test('of all orders adds up: what vendors are owed and the commission are what shoppers paid', async () => {
    const sold = 6_450 + 4_950;
    const { balances } = await eventually('everything is posted', async () => {
      const found = await operator.get<{ balances: readonly Balance[] }>('/ledger/balances');
      return amountOf(found.balances, 'shopper_clearing') === -sold && found;
    });
    const owed = await Promise.all([bees, wool].map(balanceOf));
    expect(amountOf(balances, 'vendor_payable')).toBe(owed.reduce((sum, one) => sum + one, 0));
    expect(amountOf(balances, 'vendor_payable') + amountOf(balances, 'commission')).toBe(sold);
    expect((await bees.owner.ask('GET', `/vendors/${wool.vendor.id}/balance`)).status).toBe(404);
  });
});

const amountOf = (balances: readonly Balance[], account: Balance['account']): number =>
  balances.find((one) => one.account === account)?.balance.amount ?? 0;

const balanceOf = async ({ vendor, owner }: Shop): Promise<number> => {
  const { balances } = await owner.get<{ balances: readonly Money[] }>(`/vendors/${vendor.id}/balance`);
  return balances[0]?.amount ?? 0;
};
