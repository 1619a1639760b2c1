import { visit } from '../../../actors/runtime/door.ts';
import { type Asking, askingAs } from '../../../cli/asking.ts';
import { eachOf } from '../../../cli/import/pool.ts';
import { currency, pence } from './shop.ts';

/** A tenant as a shopper needs to know it. */
export type SmallShop = { readonly tenant: string; readonly skus: readonly string[] };

export type Town = {
  readonly tenants: number;
  /** Of each tenant. */
  readonly vendors: number;
  /** Of each tenant, of one variant each. */
  readonly products: number;
};

const tenantsAtOnce = 16;
const units = 1_000_000;

/** Opens so many tenants through the local door of a Souk that runs on `directory`. */
export async function openTown(directory: string, { tenants, ...each }: Town): Promise<readonly SmallShop[]> {
  const door = await visit(directory);
  if (!door) throw new Error(`no Souk runs on ${directory}`);
  const shops: SmallShop[] = [];
  try {
    await eachOf(Array(tenants).keys(), tenantsAtOnce, async (number) => {
      const tenant = `town-${number}`;
      shops[number] = { tenant, skus: await fill(askingAs(door, tenant), tenant, each) };
    });
  } finally {
    door.close();
  }
  return shops;
}

async function fill(ask: Asking, tenant: string, { vendors, products }: Omit<Town, 'tenants'>): Promise<string[]> {
  await ask('tenants.open', { id: tenant, name: tenant, currency, plan: 'enterprise' }, 'town:tenant');
  const owner = { id: 'acc_town', email: 'owner@town.example', name: 'Olga Owner', passwordHash: '!', roles: [] };
  await ask('customers.openAccount', owner, 'town:owner');
  for (let number = 0; number < vendors; number += 1) {
    const vendor = { id: `ven_town-${number}`, name: `Vendor ${number}`, handle: `vendor-${number}`, description: '' };
    await ask('vendors.open', { ...vendor, ownerId: owner.id, approved: true }, `town:vendor:${number}`);
  }
  const skus: string[] = [];
  for (let number = 0; number < products; number += 1) skus.push(await offer(ask, number, vendors));
  return skus;
}

async function offer(ask: Asking, number: number, vendors: number): Promise<string> {
  const variants = [{ vendorSku: `mug-${number}`, prices: { [currency]: pence } }];
  const product = { vendorId: `ven_town-${number % vendors}`, title: `Harbour mug ${number}`, variants };
  const { id, variants: made } = await ask('catalog.create', product, `town:product:${number}`);
  const sku = made[0]?.sku ?? '';
  await ask('catalog.publish', { id }, `town:publish:${number}`);
  await ask('inventory.receive', { sku, quantity: units, reference: 'opening stock' }, `town:stock:${number}`);
  return sku;
}
