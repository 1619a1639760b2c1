import type { CatalogEvents, Category, Product } from '../catalog/contract.ts';
import type { InventoryEvents } from '../inventory/contract.ts';
import { idBefore } from '../runtime/ids.ts';
import type { EventAbout } from '../runtime/view.ts';
import type { VendorsEvents } from '../vendors/contract.ts';
import type { IndexChange, ProductDocument } from './product-index.ts';

type Heard = CatalogEvents & InventoryEvents & VendorsEvents;

export type ProductFeed = {
  readonly name: string;
  readonly on: { readonly [Name in keyof Heard]?: (event: Heard[Name], about: EventAbout) => readonly IndexChange[] };
};

/** A price of 0 is a price; a variant without one cannot be bought in that currency. */
function lowestPrices({ variants }: Product): ProductDocument['prices'] {
  const lowest = new Map<string, number>();
  for (const [currency, price] of variants.flatMap(({ prices }) => Object.entries(prices))) {
    lowest.set(currency, Math.min(price, lowest.get(currency) ?? price));
  }
  return Object.fromEntries([...lowest].slice(0, mostCurrencies));
}

/** The index compares prices in no more currencies. */
const mostCurrencies = 20;

const document = (tenantId: string, product: Product): ProductDocument => ({
  tenantId,
  productId: product.id,
  handle: product.handle,
  title: product.title,
  description: product.description,
  status: product.status,
  vendorId: product.vendorId,
  categoryIds: product.categoryIds,
  prices: lowestPrices(product),
  createdAt: Date.parse(product.createdAt),
  alwaysInStock: product.variants.some(({ stocked }) => !stocked),
  body: product,
});

const indexed = ({ product }: { readonly product: Product }, { tenantId }: EventAbout): readonly IndexChange[] => [
  { type: 'product', product: document(tenantId, product) },
];

const counted = ({ available }: { readonly available: number }, about: EventAbout): readonly IndexChange[] => {
  const { tenantId, id: sku } = about;
  const productId = idBefore(sku);
  return productId === '' ? [] : [{ type: 'availability', tenantId, sku, productId, available }];
};

const placed = (categories: readonly Category[], { tenantId }: EventAbout): readonly IndexChange[] => [
  { type: 'categories', tenantId, categories: categories.map(({ id, path }) => ({ id, path })) },
];

const shown = (isHidden: boolean, { tenantId, id }: EventAbout): readonly IndexChange[] => [
  { type: 'vendor', tenantId, vendorId: id, isHidden },
];

/** What the events of the catalog, of stock and of vendors mean to the product index. It must understand every event. */
export const productFeed: ProductFeed = {
  name: 'product-index',
  on: {
    'catalog.accepted': indexed,
    'catalog.changed': indexed,
    'catalog.published': indexed,
    'catalog.archived': indexed,
    'catalog.categoryAdded': ({ category }, about) => placed([category], about),
    'catalog.categoryChanged': ({ categories }, about) => placed(categories, about),
    'vendors.suspended': (_, about) => shown(true, about),
    'vendors.approved': (_, about) => shown(false, about),
    'inventory.opened': counted,
    'inventory.received': counted,
    'inventory.adjusted': counted,
    'inventory.reserved': counted,
    'inventory.released': counted,
    'inventory.restocked': counted,
  },
};
