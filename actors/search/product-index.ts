import type { Product } from '../catalog/contract.ts';
import type { Instant } from '../runtime/time.ts';
import type { ProductSort } from './contract.ts';

/** One product as the index knows it. */
export type ProductDocument = {
  readonly tenantId: string;
  readonly productId: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly status: string;
  readonly vendorId: string;
  /** At most 20; the index adds what stands above them in the tree. */
  readonly categoryIds: readonly string[];
  /** Currency -> the lowest price of a variant in minor units; at most 20 currencies. */
  readonly prices: Readonly<Record<string, number>>;
  readonly createdAt: Instant;
  /** A variant keeps no stock (a service), so that it can always be bought. */
  readonly alwaysInStock?: boolean;
  /** What `find` and `get` answer with. */
  readonly body: Product;
};

export type IndexChange =
  | { readonly type: 'product'; readonly product: ProductDocument }
  | { readonly type: 'removed'; readonly tenantId: string; readonly productId: string }
  /** A sku stays with its product for good; its availability may be known before the product is. */
  | {
      readonly type: 'availability';
      readonly tenantId: string;
      readonly sku: string;
      readonly productId: string;
      readonly available: number;
    }
  /** Where these categories stand in the tree: ids from the root down to themselves. May be known after their products. */
  | { readonly type: 'categories'; readonly tenantId: string; readonly categories: readonly CategoryPath[] }
  /** Products of a hidden vendor are found by nobody; their status is then `hidden` where it was `published`. */
  | { readonly type: 'vendor'; readonly tenantId: string; readonly vendorId: string; readonly isHidden: boolean };

export type CategoryPath = { readonly id: string; readonly path: readonly string[] };

/** How far a consumer has come in one partition; the hash proves that it is the same history. */
type Cursor = { readonly number: number; readonly hash: string };

export type IndexMove = {
  readonly consumer: string;
  readonly partition: string;
  readonly expected: Cursor;
  readonly next: Cursor;
  readonly changes: readonly IndexChange[];
};

export type FindQuery = {
  readonly tenantId: string;
  /** Any text; its first 200 characters count. All words must be there, the last one may be unfinished. */
  readonly q?: string;
  /** A category's id; only published products are found by it. */
  readonly category?: string;
  readonly vendorId?: string;
  /** Only with `vendorId`; without it published products with a price in the currency are found. */
  readonly status?: string;
  readonly currency: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  /** `true`: only what can be bought now. */
  readonly inStock?: boolean;
  /** `relevance`: matches in the title first, the newest first among them. Without `q` it is `newest`. */
  readonly sort: ProductSort;
  /** 1 to 100. A page may be shorter and still have a `next`, when matches are rare among very many products. */
  readonly limit: number;
  readonly after?: string;
};

export type FoundProduct = {
  readonly body: Product;
  /** Its own, or `hidden`. */
  readonly status: string;
  readonly vendorId: string;
  /** Sku -> units; a sku that never had stock is absent. */
  readonly availability: Readonly<Record<string, number>>;
};

export type FoundPage = { readonly items: readonly FoundProduct[]; readonly next?: string };

export type CountQuery = Omit<FindQuery, 'sort' | 'limit' | 'after'>;

/** What was found, by where it stands: ids and counts, the most first. */
export type FoundCounts = {
  /** At most 2 000 products are counted, the newest. */
  readonly total: number;
  readonly isComplete: boolean;
  readonly inStock: number;
  readonly vendors: readonly (readonly [string, number])[];
  /** Also those above. */
  readonly categories: readonly (readonly [string, number])[];
  /** The lowest of each product, in minor units of the currency asked for. */
  readonly prices: readonly number[];
};

/**
 * Products to be found by text, category, vendor, price and stock: derived from the feed, kept on every node that serves
 * search. Rejects with `RowsUnavailable` when the engine cannot do its work now.
 */
export interface ProductIndex {
  cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>>;
  /** Writes the changes and moves the cursor in one transaction if it stands at `expected`; else answers false. */
  apply(move: IndexMove): Promise<boolean>;
  find(query: FindQuery): Promise<FoundPage>;
  counts(query: CountQuery): Promise<FoundCounts>;
  /** Any status: the caller decides who may see it. */
  get(tenantId: string, idOrHandle: string): Promise<FoundProduct | undefined>;
  close(): Promise<void>;
}
