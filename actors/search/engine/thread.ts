import { readCursors, type StoredCursor } from '../../runtime/rows/cursor-table.ts';
import { SqliteFile, type SqliteOptions } from '../../runtime/rows/sqlite-file.ts';
import type { ServeOptions } from '../../runtime/thread.ts';
import type { FoundCounts } from '../product-index.ts';
import { countPlaces } from './counts.ts';
import { findPlaces } from './find.ts';
import type { FindPlan, Place } from './query.ts';
import { applyMove, indexSchema, type StoredMove } from './write.ts';

/** A product on its way out of the thread: its body is still text. */
export type FoundText = {
  readonly body: string;
  readonly status: string;
  readonly vendorId: string;
  readonly availability: Readonly<Record<string, number>>;
};

/** What the thread can do; `product-index.ts` checks every argument before. */
export type IndexThread = {
  cursors(consumer: string): readonly StoredCursor[];
  apply(move: StoredMove): boolean;
  find(plan: FindPlan): { readonly items: readonly FoundText[]; readonly next?: Place };
  counts(plan: FindPlan): FoundCounts;
  get(tenantId: string, idOrHandle: string): FoundText | undefined;
};

export type IndexFile = Omit<SqliteOptions, 'schema'>;

type Served = { readonly methods: IndexThread } & Required<Pick<ServeOptions, 'drain' | 'close'>>;

const writers: ReadonlySet<string> = new Set(['apply']);

export function serveIndex(options: IndexFile): Served {
  const file = new SqliteFile({ ...options, schema: indexSchema });
  const methods: IndexThread = {
    cursors: (consumer) => file.reading(() => readCursors(file, consumer)),
    apply: (move) => file.atomically(() => applyMove(file, move)),
    find: (plan) => file.reading(() => find(file, plan)),
    counts: (plan) => file.reading(() => countPlaces(file, plan)),
    get: (tenantId, idOrHandle) => file.reading(() => get(file, tenantId, idOrHandle)),
  };
  return { methods, drain: (calls) => file.drain(calls, writers), close: () => file.close() };
}

function find(file: SqliteFile, plan: FindPlan): ReturnType<IndexThread['find']> {
  const { rows, next } = findPlaces(file, plan);
  const items = rows.flatMap(({ id }) => found(file, plan.tenantId, 'p.id = ?', BigInt(id)) ?? []);
  return next ? { items, next } : { items };
}

/** An id comes before a handle that looks like it; of two products with one handle the newer is meant. */
const get = (file: SqliteFile, tenantId: string, idOrHandle: string): FoundText | undefined =>
  found(file, tenantId, 'p.product = ?', idOrHandle) ??
  found(file, tenantId, 'p.handle = ? ORDER BY p.id LIMIT 1', idOrHandle);

type ProductRow = {
  readonly body: string;
  readonly status: string;
  readonly vendorId: string;
  readonly product: string;
};

function found(file: SqliteFile, tenantId: string, where: string, value: string | bigint): FoundText | undefined {
  const select = `SELECT b.body, p.status, p.vendor AS vendorId, p.product FROM products p JOIN product_bodies b USING (id)
    WHERE p.tenant = ? AND ${where}`;
  const row = file.one<ProductRow>(select, tenantId, value);
  if (!row) return undefined;
  const { body, status, vendorId, product } = row;
  return { body, status, vendorId, availability: availabilityOf(file, tenantId, product) };
}

function availabilityOf(file: SqliteFile, tenantId: string, product: string): Readonly<Record<string, number>> {
  const select = 'SELECT sku, available FROM availability WHERE tenant = ? AND product = ?';
  const rows = file.all<{ readonly sku: string; readonly available: number }>(select, tenantId, product);
  return Object.fromEntries(rows.map(({ sku, available }) => [sku, available]));
}
