import type { SavedQuestion } from '../../actors/analytics/contract.ts';
import type { Category, Product } from '../../actors/catalog/contract.ts';
import type { Fulfilment } from '../../actors/fulfilments/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from '../journeys/eventually.ts';
import { fillCart, logIn, openShop, orderBody, type Person, register, somewhere } from '../journeys/market.given.ts';
import { freshKey, type Visitor } from '../journeys/visitor.ts';

/** Begins something wherever it is taken for more than a text; short enough for every field. */
export const sly = `'"></script><img src=x onerror=struck=1>`;

const pixel = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

export type SlyMarket = {
  readonly product: Product;
  readonly category: Category;
  readonly orderId: string;
  readonly vendorHandle: string;
  readonly guest: Visitor;
};

const slyAddress = { ...somewhere, name: sly, line1: sly, line2: sly, city: sly, region: sly };

/** Everything that a vendor can write. */
async function offer(owner: Person, vendorId: string, categoryId: string): Promise<Product> {
  const { url } = await owner.post<{ url: string }>(`/vendors/${vendorId}/images`, { content: pixel });
  const words = { title: `Pot ${sly}`, description: sly, attributes: { [sly]: sly }, images: [{ url, alt: sly }] };
  const variant = { vendorSku: sly, options: { [sly]: sly }, prices: { GBP: 1_000 } };
  const chosen = { categoryIds: [categoryId], options: { [sly]: [sly] }, variants: [variant] };
  const { id } = await owner.post<Product>('/products', { vendorId, ...words, ...chosen });
  const product = await owner.post<Product>(`/products/${id}/publish`);
  const sku = product.variants[0]?.sku;
  await owner.post(`/inventory/${sku}/receive`, { quantity: 9, reference: sly });
  await owner.post(`/inventory/${sku}/adjust`, { quantity: -5, reason: sly });
  return product;
}

/** Everything that a shopper can write. */
async function buy(shopper: Person, { variants }: Product): Promise<string> {
  await shopper.post('/me/addresses', slyAddress);
  const wanted = { [variants[0]?.sku ?? '']: 1 };
  const { cart } = await fillCart(shopper, wanted);
  const order = await eventually('it is bought', async () => {
    const body = { ...orderBody(cart), shippingAddress: slyAddress };
    const reply = await shopper.ask<Order>('POST', '/orders', { body, headers: { 'idempotency-key': cart.id } });
    return reply.status === 201 ? reply.body : undefined;
  });
  // What somebody else would find in the cart.
  await fillCart(shopper, wanted);
  return order.id;
}

async function sendAndPayBack(owner: Person, vendorId: string, orderId: string): Promise<void> {
  const { id } = await eventually('it can be sent', async () => {
    const { items } = await owner.get<PageOf<Fulfilment>>(`/vendors/${vendorId}/fulfilments`);
    return items[0];
  });
  await owner.post(`/fulfilments/${id}/ship`, { carrier: sly, tracking: sly });
  const refund = { amount: { amount: 100, currency: 'GBP' }, reason: sly };
  await owner.post(`/orders/${orderId}/parts/${vendorId}/refunds`, refund, freshKey());
}

/** Everything that an analyst can write. */
async function keepQuestions(analyst: Person): Promise<void> {
  const where = [{ field: 'country', is: ['GB', sly] }];
  const question = { of: 'lines', measures: ['units'], by: ['product', 'sku'], where };
  const { id } = await analyst.post<SavedQuestion>('/analytics/questions', { name: sly, question });
  await analyst.put('/analytics/board', { questions: [id] });
  const rule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 0 };
  await analyst.post('/analytics/alerts', { name: sly, rule });
}

/** A market in which every text is sly. */
export async function givenSlyMarket(guest: Visitor): Promise<SlyMarket> {
  const operator = await logIn(guest, 'operator@demo.example');
  await operator.patch('/tenant', { name: sly });
  const category = await operator.post<Category>('/categories', { name: sly, handle: 'sly' });
  const owner = await register(guest, 'sly@shop.example', sly);
  const { vendor } = await openShop(operator, owner, `Shop ${sly}`);
  await owner.patch(`/vendors/${vendor.id}`, { description: sly });
  const product = await offer(owner, vendor.id, category.id);
  await eventually('it is found', async () => (await guest.ask('GET', `/products/${product.handle}`)).status === 200);
  const orderId = await buy(await register(guest, 'sly@home.example', sly), product);
  await sendAndPayBack(owner, vendor.id, orderId);
  await keepQuestions(await logIn(guest, 'analyst@demo.example'));
  return { product, category, orderId, vendorHandle: vendor.handle, guest };
}
