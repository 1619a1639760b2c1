import type { Product } from '../catalog/contract.ts';
import type { Action, PageOf, PageParams } from '../runtime/contract.ts';

export type ProductSort = 'relevance' | 'newest' | 'price' | '-price' | 'title';

/** A published product with what can be bought of it now. A service has no `available`. */
export type ListedProduct = Omit<Product, 'variants'> & {
  readonly variants: readonly (Product['variants'][number] & { readonly available?: number })[];
};

export type FindProducts = PageParams & {
  /** At most 200 characters; the last word may be unfinished. */
  readonly q?: string;
  /** Id or handle; its children are found too. */
  readonly category?: string;
  readonly vendor?: string;
  /** Minor units of the tenant's currency. */
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly inStock?: boolean;
  readonly sort?: ProductSort;
};

/** What a list can be narrowed by. */
export type Narrowing = Omit<FindProducts, 'sort' | 'limit' | 'cursor'>;

/** Minor units; `from` inclusive, `to` exclusive, the last range has none. */
export type PriceRange = { readonly from: number; readonly to?: number; readonly count: number };

/** How many of the products found stand where. What is already chosen is left out of its own counts. */
export type Facets = {
  readonly total: number;
  readonly inStock: number;
  /** False: there are more than 2 000, of which the newest are counted. */
  readonly isComplete: boolean;
  /** Also of categories above; the most first, at most 100. */
  readonly categories: readonly { readonly id: string; readonly count: number }[];
  /** The most first, at most 20. */
  readonly vendors: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  /** Cheapest first, at most five. */
  readonly prices: readonly PriceRange[];
};

type Named = { readonly id: string; readonly handle: string; readonly name: string };

/** At most six products and four of the others. */
export type Suggestions = {
  readonly products: readonly {
    readonly id: string;
    readonly handle: string;
    readonly title: string;
    readonly image?: string;
  }[];
  readonly categories: readonly Named[];
  readonly vendors: readonly Named[];
};

export interface SearchActions {
  'search.products': Action<FindProducts, PageOf<ListedProduct>>;
  'search.facets': Action<Narrowing, Facets>;
  'search.suggestions': Action<{ q: string }, Suggestions>;
  'search.product': Action<{ idOrHandle: string }, ListedProduct>;
}
