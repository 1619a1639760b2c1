import { hash32 } from '../../runtime/ids.ts';
import { cursorSchema, moveCursor } from '../../runtime/rows/cursor-table.ts';
import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { IndexChange, IndexMove, ProductDocument } from '../product-index.ts';
import { type Known, knownProduct } from './known.ts';
import { changeStock, type Listing, putOnShelves, takeOffShelves } from './listing.ts';
import { shelfSchema, shelvesOf } from './shelves.ts';
import {
  type Facts,
  fileUnder,
  type Standing,
  standingOf,
  standingSchema,
  storePaths,
  storeVendor,
} from './standing.ts';
import { onShelves, storeTexts, type TextChanges, textOf, textSchema } from './texts.ts';
import { titleKey } from './words.ts';

export const indexSchema = `${cursorSchema};${shelfSchema}${textSchema}${standingSchema}
  CREATE TABLE IF NOT EXISTS products (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, product TEXT NOT NULL,
    handle TEXT NOT NULL, status TEXT NOT NULL, vendor TEXT NOT NULL, title TEXT NOT NULL, created INTEGER NOT NULL,
    in_stock INTEGER NOT NULL, always INTEGER NOT NULL, shelves TEXT NOT NULL, facts TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS products_by_id ON products (tenant, product);
  CREATE INDEX IF NOT EXISTS products_by_handle ON products (tenant, handle);
  CREATE INDEX IF NOT EXISTS products_by_vendor ON products (tenant, vendor);
  CREATE TABLE IF NOT EXISTS product_bodies (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS availability (tenant TEXT NOT NULL, product TEXT NOT NULL, sku TEXT NOT NULL,
    available INTEGER NOT NULL, PRIMARY KEY (tenant, product, sku)) WITHOUT ROWID`;

/** A product on its way to the thread: its body as text already. */
export type StoredChange = Exclude<IndexChange, { type: 'product' }> | StoredProduct;

type Product = Omit<ProductDocument, 'body'>;

export type StoredProduct = { readonly type: 'product'; readonly product: Product; readonly body: string };

export type StoredMove = Omit<IndexMove, 'changes'> & { readonly changes: readonly StoredChange[] };

export function applyMove(file: SqliteFile, { changes, ...step }: StoredMove): boolean {
  if (!moveCursor(file, step)) return false;
  const texts: TextChanges = new Map();
  for (const change of changes) applyChange(file, change, texts);
  storeTexts(file, texts);
  return true;
}

function applyChange(file: SqliteFile, change: StoredChange, texts: TextChanges): void {
  if (change.type === 'product') storeProduct(file, change, texts);
  else if (change.type === 'removed') removeProduct(file, change, texts);
  else if (change.type === 'availability') storeAvailability(file, change);
  else for (const productId of movedBy(file, change)) move(file, { tenantId: change.tenantId, productId }, texts);
}

const movedBy = (
  file: SqliteFile,
  change: Extract<IndexChange, { type: 'categories' | 'vendor' }>,
): readonly string[] =>
  change.type === 'vendor' ? storeVendor(file, change) : storePaths(file, change.tenantId, change.categories);

function storeProduct(file: SqliteFile, { product, body }: StoredProduct, texts: TextChanges): void {
  const { tenantId, productId } = product;
  const known = keptProduct(file, product, texts);
  const always = product.alwaysInStock === true;
  const standing = standingOf(file, product);
  const listing: Listing = {
    id: known?.id ?? freeId(file, product),
    title: titleKey(product.title),
    inStock: always || anyAvailable(file, tenantId, productId),
    shelves: shelvesOf(file, standing),
  };
  relist(file, known, listing);
  texts.set(listing.id, textOf(product, listing.shelves));
  storeRow(file, product, { ...listing, status: standing.status }, known !== undefined);
  fileUnder(file, product, known?.facts.categoryIds ?? []);
  file.run('INSERT OR REPLACE INTO product_bodies (id, body) VALUES (?, ?)', listing.id, body);
}

const idRange = 1n << 21n;
const latest = 2 ** 42 - 1;

/** Ids grow with age, so that the newest comes first wherever rows stand by id; nodes give a product the same one. */
const firstId = ({ createdAt, tenantId, productId }: Product): bigint =>
  BigInt(latest - Math.min(latest, Math.max(1, Math.trunc(createdAt)))) * idRange +
  placeInMillisecond(tenantId, productId);

const placeInMillisecond = (tenantId: string, productId: string): bigint =>
  BigInt(hash32(`${tenantId}/${productId}`)) % idRange;

function freeId(file: SqliteFile, product: Product): bigint {
  let id = firstId(product);
  while (file.one('SELECT 1 FROM products WHERE id = ?', id)) id += 1n;
  return id;
}

/** A product whose date changed gets another id: its rows go first. */
function keptProduct(file: SqliteFile, product: Product, texts: TextChanges): Known | undefined {
  const known = knownProduct(file, product.tenantId, product.productId);
  if (!known || known.created === product.createdAt) return known;
  removeProduct(file, product, texts);
  return undefined;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function relist(file: SqliteFile, known: Known | undefined, listing: Listing): void {
  if (known?.title === listing.title && known.inStock === listing.inStock && isSame(known.shelves, listing.shelves))
    return;
  if (known) takeOffShelves(file, known);
  putOnShelves(file, listing);
}

const factsOf = ({ tenantId, productId, vendorId, status, categoryIds, prices }: Product): Facts => ({
  tenantId,
  productId,
  vendorId,
  status,
  categoryIds,
  prices,
});

/** Not as a REPLACE: SQLite would open a savepoint for it, and FTS5 writes out all it holds at each savepoint. */
function storeRow(file: SqliteFile, product: Product, row: Listing & Pick<Standing, 'status'>, isKnown: boolean): void {
  const { tenantId, productId, handle, vendorId, createdAt, alwaysInStock } = product;
  const { id, title, inStock, shelves, status } = row;
  const flags = [Number(inStock), Number(alwaysInStock === true)];
  const texts = [JSON.stringify(shelves), JSON.stringify(factsOf(product))];
  const values = [handle, status, vendorId, title, createdAt, ...flags, ...texts];
  if (isKnown) file.run(updateProduct, ...values, id);
  else file.run(insertProduct, ...values, id, tenantId, productId);
}

const insertProduct = `INSERT INTO products
  (handle, status, vendor, title, created, in_stock, always, shelves, facts, id, tenant, product)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const updateProduct = `UPDATE products SET handle = ?, status = ?, vendor = ?, title = ?, created = ?, in_stock = ?,
  always = ?, shelves = ?, facts = ? WHERE id = ?`;

/** The product is as it was; the tree or its vendor around it has changed. */
function move(file: SqliteFile, { tenantId, productId }: ProductKey, texts: TextChanges): void {
  const known = knownProduct(file, tenantId, productId);
  if (!known) return;
  const standing = standingOf(file, known.facts);
  const listing = { ...known, shelves: shelvesOf(file, standing) };
  relist(file, known, listing);
  texts.set(known.id, onShelves(file, tenantId, known.id, listing.shelves, texts));
  const update = 'UPDATE products SET status = ?, shelves = ? WHERE id = ?';
  file.run(update, standing.status, JSON.stringify(listing.shelves), known.id);
}

type ProductKey = { readonly tenantId: string; readonly productId: string };

function removeProduct(file: SqliteFile, { tenantId, productId }: ProductKey, texts: TextChanges): void {
  const known = knownProduct(file, tenantId, productId);
  if (!known) return;
  takeOffShelves(file, known);
  file.run('DELETE FROM products WHERE id = ?', known.id);
  file.run('DELETE FROM product_bodies WHERE id = ?', known.id);
  fileUnder(file, { ...known.facts, categoryIds: [] }, known.facts.categoryIds);
  texts.set(known.id, undefined);
}

const anyAvailable = (file: SqliteFile, tenantId: string, productId: string): boolean =>
  file.one('SELECT 1 FROM availability WHERE tenant = ? AND product = ? AND available > 0', tenantId, productId) !==
  undefined;

type Available = Extract<IndexChange, { type: 'availability' }>;

function storeAvailability(file: SqliteFile, { tenantId, sku, productId, available }: Available): void {
  const insert = 'INSERT OR REPLACE INTO availability (tenant, product, sku, available) VALUES (?, ?, ?, ?)';
  file.run(insert, tenantId, productId, sku, available);
  const known = knownProduct(file, tenantId, productId);
  if (!known || known.always) return;
  const inStock = anyAvailable(file, tenantId, productId);
  if (inStock === known.inStock) return;
  changeStock(file, known, inStock);
  file.run('UPDATE products SET in_stock = ? WHERE id = ?', Number(inStock), known.id);
}
