import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { CategoryPath, ProductDocument } from '../product-index.ts';

/** What else decides where a product stands: the tree of categories, and vendors that are hidden for now. */
export const standingSchema = `
  CREATE TABLE IF NOT EXISTS categories (tenant TEXT NOT NULL, category TEXT NOT NULL, path TEXT NOT NULL,
    PRIMARY KEY (tenant, category)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS product_categories (tenant TEXT NOT NULL, category TEXT NOT NULL, product TEXT NOT NULL,
    PRIMARY KEY (tenant, category, product)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS hidden_vendors (tenant TEXT NOT NULL, vendor TEXT NOT NULL,
    PRIMARY KEY (tenant, vendor)) WITHOUT ROWID;`;

/** What its own events say. */
export type Facts = Pick<ProductDocument, 'tenantId' | 'productId' | 'vendorId' | 'status' | 'categoryIds' | 'prices'>;

/** Where it stands because of that and of everything around it. */
export type Standing = Pick<ProductDocument, 'tenantId' | 'vendorId' | 'status' | 'prices'> & {
  /** Its categories and all above them. */
  readonly categoryPath: readonly string[];
};

export function standingOf(file: SqliteFile, { tenantId, vendorId, status, categoryIds, prices }: Facts): Standing {
  const isHidden = status === 'published' && isVendorHidden(file, tenantId, vendorId);
  const categoryPath = [...new Set(categoryIds.flatMap((id) => pathOf(file, tenantId, id) ?? [id]))];
  return { tenantId, vendorId, status: isHidden ? 'hidden' : status, prices, categoryPath };
}

/** From the root down to itself. */
export function pathOf(file: SqliteFile, tenantId: string, category: string): readonly string[] | undefined {
  const select = 'SELECT path FROM categories WHERE tenant = ? AND category = ?';
  return file.one<{ path: string }>(select, tenantId, category)?.path.split(' ');
}

/** Keeps which products stand directly in a category. */
export function fileUnder(
  file: SqliteFile,
  { tenantId, productId, categoryIds }: Facts,
  before: readonly string[],
): void {
  const remove = 'DELETE FROM product_categories WHERE tenant = ? AND category = ? AND product = ?';
  const add = 'INSERT OR IGNORE INTO product_categories (tenant, category, product) VALUES (?, ?, ?)';
  for (const id of before) if (!categoryIds.includes(id)) file.run(remove, tenantId, id, productId);
  for (const id of categoryIds) if (!before.includes(id)) file.run(add, tenantId, id, productId);
}

/** The products that may stand elsewhere now. */
export function storePaths(file: SqliteFile, tenantId: string, categories: readonly CategoryPath[]): readonly string[] {
  const moved = categories.filter(({ id, path }) => path.join(' ') !== pathOf(file, tenantId, id)?.join(' '));
  const store = 'INSERT OR REPLACE INTO categories (tenant, category, path) VALUES (?, ?, ?)';
  const select = 'SELECT product FROM product_categories WHERE tenant = ? AND category = ?';
  const products = new Set<string>();
  for (const { id, path } of moved) {
    file.run(store, tenantId, id, path.join(' '));
    for (const { product } of file.all<{ product: string }>(select, tenantId, id)) products.add(product);
  }
  return [...products];
}

const isVendorHidden = (file: SqliteFile, tenantId: string, vendorId: string): boolean =>
  file.one('SELECT 1 FROM hidden_vendors WHERE tenant = ? AND vendor = ?', tenantId, vendorId) !== undefined;

type Vendor = { readonly tenantId: string; readonly vendorId: string; readonly isHidden: boolean };

/** The products that may stand elsewhere now. */
export function storeVendor(file: SqliteFile, { tenantId, vendorId, isHidden }: Vendor): readonly string[] {
  if (isVendorHidden(file, tenantId, vendorId) === isHidden) return [];
  const hide = 'INSERT INTO hidden_vendors (tenant, vendor) VALUES (?, ?)';
  const show = 'DELETE FROM hidden_vendors WHERE tenant = ? AND vendor = ?';
  file.run(isHidden ? hide : show, tenantId, vendorId);
  const select = 'SELECT product FROM products WHERE tenant = ? AND vendor = ?';
  return file.all<{ product: string }>(select, tenantId, vendorId).map(({ product }) => product);
}
