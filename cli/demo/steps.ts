import type { Product, ProductImage } from '../../actors/catalog/contract.ts';
import type { Account } from '../../actors/customers/contract.ts';
import type { Vendor } from '../../actors/vendors/contract.ts';
import type { Asking } from '../asking.ts';
import type { DemoProduct, DemoVendor } from './demo-vendor.ts';
import { draw } from './pictures/motifs.ts';
import { type DemoLogin, demoPassword } from './shop.ts';

/** What making the demo shop consists of. Every step has an id of its own, so that whoever was stopped goes on. */
export async function openAccounts(ask: Asking, logins: readonly DemoLogin[]): Promise<ReadonlyMap<string, string>> {
  const opened = logins.map(async ({ email, name, roles }): Promise<[string, string]> => {
    const account: Account = await ask(
      'customers.provision',
      { email, name, roles, password: demoPassword },
      `demo:${email}`,
    );
    return [email, account.id];
  });
  return new Map(await Promise.all(opened));
}

type DemoCategory = { readonly handle: string; readonly name: string; readonly parent?: string };

/** One after another: a child needs its parent. */
export async function addCategories(
  ask: Asking,
  categories: readonly DemoCategory[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(known);
  for (const { handle, name, parent } of categories) {
    const parentId = parent && ids.get(parent);
    const params = { name, handle, ...(parentId && { parentId }) };
    const category = await ask('catalog.addCategory', params, `demo:category:${handle}`);
    ids.set(handle, category.id);
  }
  return ids;
}

export const vendorIdOf = ({ handle }: Pick<DemoVendor, 'handle'>): string => `ven_demo-${handle}`;

export async function openVendor(ask: Asking, vendor: DemoVendor, ownerId: string): Promise<Vendor> {
  const { handle, name, description } = vendor;
  const id = vendorIdOf(vendor);
  return ask('vendors.open', { id, name, handle, description, ownerId, approved: true }, `demo:vendor:${handle}`);
}

/** Without `images` as it was made before there were any: the same command must say the same. */
export async function addProduct(
  ask: Asking,
  vendorId: string,
  demo: DemoProduct,
  categoryId: string,
  images?: readonly ProductImage[],
): Promise<Product> {
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
      ...(images && { images }),
    },
    `demo:product:${handle}`,
  );
  const received = product.variants.map(async ({ sku }, place) => {
    const quantity = variants[place]?.units ?? 0;
    if (quantity > 0)
      await ask('inventory.receive', { sku, quantity, reference: 'opening stock' }, `demo:stock:${sku}`);
  });
  await Promise.all([ask('catalog.publish', { id: product.id }, `demo:publish:${handle}`), ...received]);
  return product;
}

export async function picturesOf(
  ask: Asking,
  vendorId: string,
  { handle, title, picture }: DemoProduct,
): Promise<readonly ProductImage[]> {
  const content = Buffer.from(draw(...picture)).toString('base64');
  const { url } = await ask('media.add', { id: vendorId, content }, `demo:picture:${handle}`);
  return [{ url, alt: title }];
}
