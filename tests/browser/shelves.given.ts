import type { Product } from '../../actors/catalog/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { eventually } from '../journeys/eventually.ts';
import { buy, type Person } from '../journeys/market.given.ts';
import type { Visitor } from '../journeys/visitor.ts';

/** A product of the demo shop; just after the start the index of products may still be on its way to it. */
export const onShelf = (guest: Visitor, handle: string): Promise<ListedProduct> =>
  eventually(`${handle} is on its shelf`, async () => {
    const { status, body } = await guest.ask<ListedProduct>('GET', `/products/${handle}`);
    return status === 200 ? body : undefined;
  });

/** Somebody's order of one product. */
export async function sell(guest: Visitor, handle: string, place = 0) {
  const { variants } = await onShelf(guest, handle);
  const { id, number = '' } = await buy(guest, { [variants[place]?.sku ?? '']: 1 });
  return { id, number };
}

/** A product of the seller's shop that there is one of. */
export async function offerTheOnlyOne(seller: Person, title: string): Promise<Product> {
  const vendorId = Object.keys(seller.account.staff)[0] ?? '';
  const variants = [{ prices: { GBP: 4_200 } }];
  const { id } = await seller.post<Product>('/products', { vendorId, title, variants });
  const product = await seller.post<Product>(`/products/${id}/publish`);
  await seller.post(`/inventory/${product.variants[0]?.sku}/receive`, { quantity: 1 });
  return product;
}
