import type { SqliteFile } from '../../runtime/rows/sqlite-file.ts';
import type { Listing } from './listing.ts';
import type { Facts } from './standing.ts';

/** A product as the file has it. */
export type Known = Listing & { readonly created: number; readonly always: boolean; readonly facts: Facts };

type KnownRow = {
  readonly id: string;
  readonly title: string;
  readonly created: number;
  readonly in_stock: number;
  readonly always: number;
  readonly shelves: string;
  readonly facts: string;
};

export function knownProduct(file: SqliteFile, tenantId: string, productId: string): Known | undefined {
  const select = `SELECT CAST(id AS TEXT) AS id, title, created, in_stock, always, shelves, facts FROM products
    WHERE tenant = ? AND product = ?`;
  const found = file.one<KnownRow>(select, tenantId, productId);
  if (!found) return undefined;
  const { id, title, created, in_stock, always, shelves, facts } = found;
  const flags = { inStock: in_stock === 1, always: always === 1 };
  return { id: BigInt(id), title, created, ...flags, shelves: JSON.parse(shelves), facts: JSON.parse(facts) };
}
