import { visit } from '../../../actors/runtime/door.ts';
import { type Asking, askingAs } from '../../../cli/asking.ts';
import { eachOf } from '../../../cli/import/pool.ts';

/** What a shop of a benchmark sells: products of one variant each, at one price. */
export type Shop = {
  readonly tenant: string;
  readonly skus: readonly string[];
  readonly productIds: readonly string[];
};

export type Stocking = {
  readonly tenant: string;
  readonly products: number;
  /** Of each product. */
  readonly units: number;
};

export const pence = 1_500;
export const currency = 'GBP';
export const operator = { email: 'operator@bench.example', password: 'souk-bench' };

const vendors = 5;
const atOnce = 50;

/** Opens a shop through the local door of a Souk that runs on `directory`. */
export async function openShop(directory: string, stocking: Stocking): Promise<Shop> {
  const door = await visit(directory);
  if (!door) throw new Error(`no Souk runs on ${directory}`);
  try {
    return await fill(askingAs(door, stocking.tenant), stocking);
  } finally {
    door.close();
  }
}

async function fill(ask: Asking, { tenant, products, units }: Stocking): Promise<Shop> {
  await ask('tenants.open', { id: tenant, name: tenant, currency, plan: 'enterprise' }, 'bench:tenant');
  const account = { ...operator, name: 'Olga Operator', roles: ['operator'] } as const;
  const { id: ownerId } = await ask('customers.provision', account, 'bench:operator');
  await eachOf(Array(vendors).keys(), vendors, (number) => openVendor(ask, number, ownerId));
  const made: { sku: string; productId: string }[] = [];
  await eachOf(Array(products).keys(), atOnce, async (number) => {
    made[number] = await addProduct(ask, number, units);
  });
  return { tenant, skus: made.map(({ sku }) => sku), productIds: made.map(({ productId }) => productId) };
}

const vendorId = (number: number): string => `ven_bench-${number % vendors}`;

async function openVendor(ask: Asking, number: number, ownerId: string): Promise<void> {
  const handle = `bench-vendor-${number}`;
  const open = { id: vendorId(number), name: `Vendor ${number}`, handle, description: '', ownerId, approved: true };
  await ask('vendors.open', open, `bench:vendor:${number}`);
}

async function addProduct(ask: Asking, number: number, units: number): Promise<{ sku: string; productId: string }> {
  const product = await ask(
    'catalog.create',
    {
      vendorId: vendorId(number),
      title: `Harbour mug ${number}`,
      description: 'A wide mug of speckled stoneware with a handle that fits three fingers. 350 ml.',
      variants: [{ vendorSku: `mug-${number}`, prices: { [currency]: pence } }],
    },
    `bench:product:${number}`,
  );
  const sku = product.variants[0]?.sku ?? '';
  await ask('catalog.publish', { id: product.id }, `bench:publish:${number}`);
  await ask('inventory.receive', { sku, quantity: units, reference: 'opening stock' }, `bench:stock:${number}`);
  return { sku, productId: product.id };
}
