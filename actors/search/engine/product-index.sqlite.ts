import { join } from 'node:path';
import { cursorMap } from '../../runtime/rows/cursor-table.ts';
import { setAsideIfCut } from '../../runtime/rows/set-aside.ts';
import { askThread, setAsideAs } from '../../runtime/rows/sqlite-problem.ts';
import { startThread, type Thread } from '../../runtime/thread.ts';
import type { FoundProduct, IndexChange, IndexMove, ProductDocument, ProductIndex } from '../product-index.ts';
import { encode, findPlan } from './query.ts';
import type { FoundText, IndexFile, IndexThread } from './thread.ts';
import type { StoredChange, StoredMove } from './write.ts';

export type ProductIndexOptions = {
  /** The data directory; the index is in `search.db`. */
  readonly directory: string;
  readonly warn: (line: string) => void;
  /** Hears that the file was set aside and all products are gone from it. */
  readonly onLost?: () => void;
  /** Raise it when bodies change their shape: the index is built anew. At most 9 999. */
  readonly version: number;
  readonly maxBytes?: number;
};

/** Changes with the tables of the index itself. */
const layout = 2;
const mostChanges = 20_000;

/** The product index in a SQLite file, in a thread of its own: a search never blocks the event loop. */
export function sqliteProductIndex(options: ProductIndexOptions): ProductIndex {
  const { directory, version, maxBytes } = options;
  const file: IndexFile = {
    path: join(directory, 'search.db'),
    schemaVersion: layout * 10_000 + version,
    busyTimeoutMs: 2_000,
    maxBytes,
  };
  warnOf(options.warn, setAsideIfCut(file.path));
  const thread = startThread<IndexThread>(new URL('./product-index.worker.ts', import.meta.url), file);
  return indexIn(thread, options);
}

function warnOf(warn: (line: string) => void, renamed: string | undefined): void {
  if (renamed !== undefined) warn(`search.db could not be read: kept as ${renamed}, the index is built anew`);
}

function indexIn(
  thread: Thread<IndexThread>,
  { warn, onLost = () => undefined }: Pick<ProductIndexOptions, 'warn' | 'onLost'>,
): ProductIndex {
  const mend = async (thrown: unknown): Promise<boolean> => {
    const renamed = setAsideAs(thrown);
    if (renamed === undefined) return false;
    warnOf(warn, renamed);
    onLost();
    return true;
  };
  const ask = <Result>(call: () => Promise<Result>): Promise<Result> => askThread(call, mend);
  return {
    cursors: async (consumer) => cursorMap(await ask(() => thread.call('cursors', consumer))),
    apply: async (move) => {
      const stored = storedMove(move);
      return ask(() => thread.call('apply', stored));
    },
    find: async (query) => {
      const plan = findPlan(query);
      const { items, next } = await ask(() => thread.call('find', plan));
      const page = { items: items.map(revive) };
      return next ? { ...page, next: encode(plan.sort, next) } : page;
    },
    counts: async (query) => {
      const plan = findPlan({ ...query, sort: 'newest', limit: 1 });
      return ask(() => thread.call('counts', plan));
    },
    get: async (tenantId, idOrHandle) => {
      const found = await ask(() => thread.call('get', tenantId, idOrHandle));
      return found && revive(found);
    },
    close: () => thread.close(),
  };
}

const revive = ({ body, ...rest }: FoundText): FoundProduct => ({ ...rest, body: JSON.parse(body) });

function storedMove(move: IndexMove): StoredMove {
  const { changes } = move;
  if (changes.length > mostChanges) throw new RangeError(`${changes.length} changes are too many for one transaction`);
  return { ...move, changes: changes.map(storedChange) };
}

function storedChange(change: IndexChange): StoredChange {
  if (change.type !== 'product') return change;
  const { body, ...product } = change.product;
  checkProduct(change.product);
  return { type: 'product', product, body: JSON.stringify(body) };
}

const isPrice = (price: number): boolean => Number.isSafeInteger(price) && price >= 0;

function checkProduct({ productId, categoryIds, prices }: ProductDocument): void {
  const amounts = Object.values(prices);
  if (categoryIds.length > 20) throw new RangeError(`${productId} stands in more than 20 categories`);
  if (amounts.length > 20 || !amounts.every(isPrice)) throw new RangeError(`${productId} has prices that cannot be`);
}
