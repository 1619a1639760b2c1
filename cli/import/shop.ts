import { digestId, hash32 } from '../../actors/runtime/ids.ts';
import type { Asking } from '../asking.ts';
import { FileError } from './file.ts';
import type { Code, Trade } from './month.ts';
import { eachOf } from './pool.ts';

/** Where each code of the file lives in the shop. */
export type Shelf = {
  readonly sku: string;
  readonly productId: string;
  readonly vendorId: string;
  readonly title: string;
  readonly code: string;
  readonly stocked: boolean;
};

export type Shop = { readonly shelves: ReadonlyMap<string, Shelf> };

export const currency = 'GBP';
/** The file names no vendors: its codes are dealt to so many by the hash of the code. */
const vendorCount = 8;
/** Mail is never sent to this reserved domain. */
export const mailDomain = 'import.invalid';

const atOnce = 512;
const mostUnitsAtOnce = 1_000_000;
/** Nobody logs in to an account whose password hash is no hash. */
const noPassword = '!';

const vendorOf = (code: string): number => hash32(code) % vendorCount;
const vendorId = (number: number): string => `ven_import-${number + 1}`;
export const customerId = (customer: string): string => `acc_import-${customer.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

/** The tenant as the import needs it: made if it is not there, refused if its totals could not equal the file's. */
export async function prepareTenant(ask: Asking, tenantId: string): Promise<void> {
  const { terms } = await ask('tenants.terms', {}, 'import:look');
  if (terms && terms.currency !== currency) {
    throw new FileError(`The tenant ${tenantId} trades in ${terms.currency}; the file is in ${currency}`);
  }
  if (terms && terms.taxRate > 0 && !terms.pricesIncludeTax) {
    throw new FileError(`The tenant ${tenantId} adds tax to its prices; the file's prices are what was paid`);
  }
  if (terms) return;
  const open = { id: tenantId, name: tenantId, currency, locale: 'en-GB', taxRate: 0, plan: 'enterprise' } as const;
  await ask('tenants.open', open, 'import:tenant');
}

export async function prepareVendors(ask: Asking): Promise<void> {
  const ownerId = customerId('owner');
  await openAccount(ask, ownerId, 'owner');
  const numbers = Array.from({ length: vendorCount }, (_, number) => number);
  await eachOf(numbers, vendorCount, async (number) => {
    const name = `Retail vendor ${number + 1}`;
    const open = { id: vendorId(number), name, handle: `retail-vendor-${number + 1}`, description: '', ownerId };
    await ask('vendors.open', { ...open, approved: true }, `import:vendor:${number}`);
  });
}

export async function prepareCustomers(ask: Asking, trade: Trade, onDone: () => void): Promise<void> {
  const customers = new Set(trade.invoices.map(({ customer }) => customer).filter(Boolean));
  await eachOf(customers, atOnce, async (customer) => {
    await openAccount(ask, customerId(customer), customer);
    onDone();
  });
}

async function openAccount(ask: Asking, id: string, name: string): Promise<void> {
  const email = `customer-${digestId(name)}@${mailDomain}`;
  const open = { id, email, name: `Customer ${name}`, passwordHash: noPassword, roles: [] };
  await ask('customers.openAccount', open, `import:account:${name}`);
}

export async function prepareProducts(ask: Asking, trade: Trade, onDone: () => void): Promise<Shop> {
  const shelves = new Map<string, Shelf>();
  await eachOf(trade.codes.values(), atOnce, async (code) => {
    shelves.set(code.code, await stock(ask, code));
    onDone();
  });
  return { shelves };
}

async function stock(ask: Asking, { code, title, pence, stocked, opening }: Code): Promise<Shelf> {
  const vendor = vendorId(vendorOf(code));
  const variants = [{ vendorSku: code, prices: { [currency]: pence }, stocked }];
  const product = await ask('catalog.create', { vendorId: vendor, title, variants }, `import:product:${code}`);
  const sku = product.variants[0]?.sku ?? '';
  await ask('catalog.publish', { id: product.id }, `import:publish:${code}`);
  for (let received = 0; received < opening; received += mostUnitsAtOnce) {
    const quantity = Math.min(opening - received, mostUnitsAtOnce);
    await ask('inventory.receive', { sku, quantity, reference: 'opening stock' }, `import:opening:${code}:${received}`);
  }
  return { sku, productId: product.id, vendorId: vendor, title, code, stocked };
}
