import { type Product, productOf } from '../../actors/catalog/contract.ts';
import type { Transport } from '../../actors/runtime/transport.ts';
import { type Asking, askingAs } from '../asking.ts';
import type { DemoProduct, DemoVendor } from './demo-vendor.ts';
import { moreProducts, newVendors, rangeCategories, rangeOwners } from './range/range.ts';
import { sellBefore } from './sell-before.ts';
import { demoCategories, demoTenant, demoVendors } from './shop.ts';
import { addCategories, addProduct, openAccounts, openVendor, picturesOf, vendorIdOf } from './steps.ts';

/** The last thing that is put on a shelf: once its handle is taken, all of them are full. */
const lastHandle = newVendors.at(-1)?.products.at(-1)?.handle ?? '';
const firstVendor = newVendors[0]?.handle ?? '';

const ownerOf = async (ask: Asking, kind: 'handle' | 'vendorHandle', value: string): Promise<string | undefined> =>
  (await ask('claims.owner', { kind, value }, `demo:look:${value}`)).owner;

/** Whether an earlier start began to fill the shelves and was stopped. */
export async function isHalfFilled(transport: Transport): Promise<boolean> {
  const ask = askingAs(transport, demoTenant);
  const isBegun = (await ownerOf(ask, 'vendorHandle', firstVendor)) !== undefined;
  return isBegun && (await ownerOf(ask, 'handle', lastHandle)) === undefined;
}

/**
 * Fills the demo shop's shelves to a hundred products with their pictures, one product at a time: who looks at the shop
 * meanwhile comes first. May be stopped at any time, and begun again.
 */
export async function fillDemo(transport: Transport): Promise<void> {
  const ask = askingAs(transport, demoTenant);
  // First of all, since it tells a later start that this one had begun.
  const openedAt = await openVendors(ask);
  const top = await addCategories(ask, demoCategories);
  for (const vendor of demoVendors) for (const product of vendor.products) await showPicture(ask, vendor, product);
  const categories = await addCategories(ask, rangeCategories, top);
  const products: Product[] = [];
  for (const vendor of [...moreProducts, ...newVendors.slice(0, -1)]) {
    products.push(...(await addProducts(ask, vendor, categories)));
  }
  // The last vendor comes when the others have sold for a while: what was begun ends with its products.
  await sellBefore(ask, products, openedAt);
  for (const vendor of newVendors.slice(-1)) await addProducts(ask, vendor, categories);
}

/** Answers when that was; a second time the same. */
async function openVendors(ask: Asking): Promise<number> {
  let openedAt = 0;
  for (const vendor of newVendors) {
    const owner = rangeOwners.filter(({ email }) => email === vendor.owner);
    const accounts = await openAccounts(ask, owner);
    const { createdAt } = await openVendor(ask, vendor, accounts.get(vendor.owner) ?? '');
    openedAt = Date.parse(createdAt);
  }
  return openedAt;
}

/** Of a product that was there before: another one may have its handle by now. */
async function showPicture(ask: Asking, vendor: DemoVendor, product: DemoProduct): Promise<void> {
  const owner = await ownerOf(ask, 'handle', product.handle);
  if (owner === undefined) return;
  const images = await picturesOf(ask, vendorIdOf(vendor), product);
  await ask('catalog.change', { id: productOf(owner), images }, `demo:show:${product.handle}`);
}

async function addProducts(
  ask: Asking,
  vendor: DemoVendor,
  categories: ReadonlyMap<string, string>,
): Promise<readonly Product[]> {
  const id = vendorIdOf(vendor);
  const products: Product[] = [];
  for (const product of vendor.products) {
    const images = await picturesOf(ask, id, product);
    products.push(await addProduct(ask, id, product, categories.get(product.category) ?? '', images));
  }
  return products;
}
