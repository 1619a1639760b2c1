import type { Account } from '../../actors/customers/contract.ts';
import type { Transport } from '../../actors/runtime/transport.ts';
import { type Asking, askingAs } from '../asking.ts';
import {
  type DemoProduct,
  type DemoVendor,
  demoCategories,
  demoLogins,
  demoPassword,
  demoTenant,
  demoVendors,
  moreOwners,
} from './shop.ts';

/** Makes the demo shop where there is none. Every step has an id of its own, so a start that was stopped goes on. */
export async function seedDemo(transport: Transport): Promise<void> {
  const ask = askingAs(transport, demoTenant);
  await ask(
    'tenants.open',
    { id: demoTenant, name: 'Demo market', currency: 'GBP', plan: 'enterprise' },
    'demo:tenant',
  );
  const [accounts, categories] = await Promise.all([openAccounts(ask), addCategories(ask)]);
  await Promise.all(demoVendors.map((vendor) => openVendor(ask, vendor, accounts, categories)));
}

export async function hasDemo(transport: Transport): Promise<boolean> {
  const { terms } = await askingAs(transport, demoTenant)('tenants.terms', {}, 'demo:look');
  return terms !== undefined;
}

async function openAccounts(ask: Asking): Promise<ReadonlyMap<string, string>> {
  const opened = [...demoLogins, ...moreOwners].map(async ({ email, name, roles }): Promise<[string, string]> => {
    const account: Account = await ask(
      'customers.provision',
      { email, name, roles, password: demoPassword },
      `demo:${email}`,
    );
    return [email, account.id];
  });
  return new Map(await Promise.all(opened));
}

/** One after another: a child needs its parent. */
async function addCategories(ask: Asking): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { handle, name, parent } of demoCategories) {
    const parentId = parent && ids.get(parent);
    const params = { name, handle, ...(parentId && { parentId }) };
    const category = await ask('catalog.addCategory', params, `demo:category:${handle}`);
    ids.set(handle, category.id);
  }
  return ids;
}

async function openVendor(
  ask: Asking,
  { handle, name, description, owner, products }: DemoVendor,
  accounts: ReadonlyMap<string, string>,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  const ownerId = accounts.get(owner) ?? '';
  const id = `ven_demo-${handle}`;
  await ask('vendors.open', { id, name, handle, description, ownerId, approved: true }, `demo:vendor:${handle}`);
  await Promise.all(products.map((product) => addProduct(ask, id, product, categories.get(product.category) ?? '')));
}

async function addProduct(ask: Asking, vendorId: string, demo: DemoProduct, categoryId: string): Promise<void> {
  const { handle, title, description, option, variants } = demo;
  const product = await ask(
    'catalog.create',
    {
      vendorId,
      title,
      handle,
      description,
      categoryIds: [categoryId],
      options: option ? { [option]: variants.map(({ value }) => value) } : {},
      variants: variants.map(({ value, pence }) => ({
        vendorSku: [handle, value.toLowerCase()].filter(Boolean).join('-'),
        options: option ? { [option]: value } : {},
        prices: { GBP: pence },
      })),
    },
    `demo:product:${handle}`,
  );
  const received = product.variants.map(async ({ sku }, place) => {
    const quantity = variants[place]?.units ?? 0;
    if (quantity > 0)
      await ask('inventory.receive', { sku, quantity, reference: 'opening stock' }, `demo:stock:${sku}`);
  });
  await Promise.all([ask('catalog.publish', { id: product.id }, `demo:publish:${handle}`), ...received]);
}
