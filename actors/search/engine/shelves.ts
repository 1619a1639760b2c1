import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { Standing } from './standing.ts';

/**
 * A shelf is one list of products that can be asked for: all published ones, those of a category, those of a vendor in
 * one status; each in one currency, so that the prices on it can be compared. Its number stands for its tenant too.
 */
export type ShelfName = {
  readonly kind: 'all' | 'category' | 'vendor';
  /** Category id, or `<vendorId>/<status>`. */
  readonly of: string;
  /** Empty: whatever the prices are, also none. */
  readonly currency: string;
};

export type Shelf = { readonly number: number; readonly price: number };

export const allPublished = (currency: string): ShelfName => ({ kind: 'all', of: '', currency });
export const ofCategory = (category: string, currency: string): ShelfName => ({
  kind: 'category',
  of: category,
  currency,
});
export const ofVendor = (vendorId: string, status: string, currency: string): ShelfName => ({
  kind: 'vendor',
  of: `${vendorId}/${status}`,
  currency,
});

/** Every shelf has a part for what is in stock, so that a list of it skips nothing. */
export const shelfPart = (number: number, inStock: boolean): number => number * 2 + (inStock ? 1 : 0);

export const shelfSchema = `
  CREATE TABLE IF NOT EXISTS shelves (number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL,
    "of" TEXT NOT NULL, currency TEXT NOT NULL, UNIQUE (tenant, kind, "of", currency));
  CREATE TABLE IF NOT EXISTS by_newest (shelf INTEGER NOT NULL, id INTEGER NOT NULL, price INTEGER NOT NULL,
    PRIMARY KEY (shelf, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS by_title (shelf INTEGER NOT NULL, title TEXT NOT NULL, id INTEGER NOT NULL,
    price INTEGER NOT NULL, PRIMARY KEY (shelf, title, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS by_price (shelf INTEGER NOT NULL, price INTEGER NOT NULL, id INTEGER NOT NULL,
    PRIMARY KEY (shelf, price, id)) WITHOUT ROWID;`;

const published = 'published';

function shelfNames({ status, vendorId, categoryPath }: Standing, currency: string): readonly ShelfName[] {
  const own = ofVendor(vendorId, status, currency);
  if (status !== published) return [own];
  const categories = categoryPath.map((category) => ofCategory(category, currency));
  return [own, allPublished(currency), ...categories];
}

/** Where a product stands, and at what price. */
export function shelvesOf(file: SqliteFile, standing: Standing): readonly Shelf[] {
  const { tenantId, vendorId, status, prices } = standing;
  const priced = Object.entries(prices).flatMap(([currency, price]) =>
    shelfNames(standing, currency).map((name) => ({ number: numberedShelf(file, tenantId, name), price })),
  );
  return [...priced, { number: numberedShelf(file, tenantId, ofVendor(vendorId, status, '')), price: 0 }];
}

export function findShelf(file: SqliteFile, tenantId: string, { kind, of, currency }: ShelfName): number | undefined {
  const select = 'SELECT number FROM shelves WHERE tenant = ? AND kind = ? AND "of" = ? AND currency = ?';
  return file.one<{ number: number }>(select, tenantId, kind, of, currency)?.number;
}

/** Without RETURNING: SQLite would open a savepoint for it, and FTS5 writes out all it holds at each savepoint. */
function numberedShelf(file: SqliteFile, tenantId: string, name: ShelfName): number {
  const known = findShelf(file, tenantId, name);
  if (known !== undefined) return known;
  const insert = 'INSERT INTO shelves (tenant, kind, "of", currency) VALUES (?, ?, ?, ?)';
  file.run(insert, tenantId, name.kind, name.of, name.currency);
  return file.one<{ number: number }>('SELECT last_insert_rowid() AS number')?.number ?? 0;
}

/** A tenant's words carry this number; it is the number of a shelf that nothing stands on. */
const tenantShelf = allPublished('');

export const findTenant = (file: SqliteFile, tenantId: string): number | undefined =>
  findShelf(file, tenantId, tenantShelf);

export const numberedTenant = (file: SqliteFile, tenantId: string): number =>
  numberedShelf(file, tenantId, tenantShelf);
