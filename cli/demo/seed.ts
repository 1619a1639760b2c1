import type { Transport } from '../../actors/runtime/transport.ts';
import { type Asking, askingAs } from '../asking.ts';
import type { DemoVendor } from './demo-vendor.ts';
import { demoCategories, demoLogins, demoTenant, demoVendors, moreOwners } from './shop.ts';
import { addCategories, addProduct, openAccounts, openVendor, vendorIdOf } from './steps.ts';

/** Makes the demo shop where there is none: what is there when a first start greets. */
export async function seedDemo(transport: Transport): Promise<void> {
  const ask = askingAs(transport, demoTenant);
  await ask(
    'tenants.open',
    { id: demoTenant, name: 'Demo market', currency: 'GBP', plan: 'enterprise' },
    'demo:tenant',
  );
  const [accounts, categories] = await Promise.all([
    openAccounts(ask, [...demoLogins, ...moreOwners]),
    addCategories(ask, demoCategories),
  ]);
  await Promise.all(demoVendors.map((vendor) => open(ask, vendor, accounts, categories)));
}

export async function hasDemo(transport: Transport): Promise<boolean> {
  const { terms } = await askingAs(transport, demoTenant)('tenants.terms', {}, 'demo:look');
  return terms !== undefined;
}

async function open(
  ask: Asking,
  vendor: DemoVendor,
  accounts: ReadonlyMap<string, string>,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  await openVendor(ask, vendor, accounts.get(vendor.owner) ?? '');
  const id = vendorIdOf(vendor);
  await Promise.all(
    vendor.products.map((product) => addProduct(ask, id, product, categories.get(product.category) ?? '')),
  );
}
