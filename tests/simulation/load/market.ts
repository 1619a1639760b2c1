import type { Caller } from '../../../actors/runtime/caller.ts';
import type { Client, Heard } from './client.ts';

export type Shelf = { readonly sku: string; readonly vendorId: string; readonly price: number };

/** One tenant as the load knows it. */
export type Market = {
  readonly tenantId: string;
  readonly shelves: readonly Shelf[];
  readonly vendorIds: readonly string[];
  /** Of a vendor that nobody buys of. */
  readonly wavering?: { readonly shelf: Shelf; readonly rounds: number };
};

export type MarketPlan = {
  readonly tenantId: string;
  /** Shelves of each vendor: units at first. */
  readonly vendors: readonly (readonly number[])[];
  /** Basis points. */
  readonly taxRate: number;
  /** Movements of the first shelf before anybody buys: its actor is woken from a snapshot and what came after it. */
  readonly past: number;
  /** How often a vendor of its own is suspended and approved again. */
  readonly wavers: number;
};

export const operatorOf = (tenantId: string): Caller => ({
  kind: 'account',
  accountId: `acc_operator-${tenantId}`,
  roles: ['operator'],
  staff: {},
});

export function need<Result>(heard: Heard<Result>): Result {
  if ('error' in heard) throw heard.error;
  return heard.result;
}

/** Opens a tenant with its vendors, products and first stock. */
export async function openMarket(
  client: Client,
  { tenantId, vendors, taxRate, past, wavers }: MarketPlan,
): Promise<Market> {
  need(
    await client.ask('tenants.open', {
      id: tenantId,
      name: tenantId,
      currency: 'EUR',
      plan: 'enterprise',
      taxRate,
      commissionRate: 1_000,
    }),
  );
  const shelves = await Promise.all(vendors.map((units, place) => openVendor(client, tenantId, place + 1, units)));
  const [first] = shelves.flat();
  if (first) await Promise.all(Array.from({ length: past }, (_, place) => move(client, first, place)));
  const vendorIds = vendors.map((_, place) => vendorIdOf(tenantId, place + 1));
  const [shelf] = wavers > 0 ? await openVendor(client, tenantId, vendors.length + 1, [0]) : [];
  return { tenantId, shelves: shelves.flat(), vendorIds, ...(shelf && { wavering: { shelf, rounds: wavers } }) };
}

const vendorIdOf = (tenantId: string, number: number): string => `ven_${tenantId}-${number}`;

async function openVendor(
  client: Client,
  tenantId: string,
  number: number,
  units: readonly number[],
): Promise<Shelf[]> {
  const id = vendorIdOf(tenantId, number);
  const ownerId = `acc_${tenantId}-owner${number}`;
  const email = `owner${number}@${tenantId}.example`;
  need(await client.ask('customers.openAccount', { id: ownerId, email, passwordHash: '!', roles: [] }));
  const opening = {
    id,
    name: `Vendor ${number}`,
    handle: `vendor-${number}`,
    description: '',
    ownerId,
    approved: true,
  };
  need(await client.ask('vendors.open', opening));
  await selling(client, id);
  return Promise.all(units.map((quantity, place) => openShelf(client, id, 500 + 137 * place + 11 * number, quantity)));
}

/** Its handle may still be asked for: nobody buys from it before. */
async function selling(client: Client, id: string): Promise<void> {
  const { status } = need(await client.ask('vendors.whole', { id }));
  if (status === 'approved') return;
  await client.pause(1_000);
  return selling(client, id);
}

/** One unit comes, the next one goes. */
async function move(client: Client, { sku }: Shelf, place: number): Promise<void> {
  await client.ask('inventory.adjust', { sku, quantity: place % 2 === 0 ? 1 : -1, reason: 'counted' });
}

async function openShelf(client: Client, vendorId: string, price: number, quantity: number): Promise<Shelf> {
  const variants = [{ prices: { EUR: price } }];
  const product = need(await client.ask('catalog.create', { vendorId, title: `Thing for ${price}`, variants }));
  await publish(client, product.id);
  const sku = product.variants[0]?.sku ?? '';
  if (quantity > 0) need(await client.ask('inventory.receive', { sku, quantity }));
  return { sku, vendorId, price };
}

/** Its names may still be asked for: then a little later. */
async function publish(client: Client, id: string): Promise<void> {
  const heard = await client.ask('catalog.publish', { id });
  if (!('error' in heard) || heard.error.type !== 'CHANGE_PENDING') return void need(heard);
  await client.pause(1_000);
  return publish(client, id);
}
