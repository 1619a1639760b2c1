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

export interface SearchActions {
  'search.products': Action<FindProducts, PageOf<ListedProduct>>;
  'search.product': Action<{ idOrHandle: string }, ListedProduct>;
}
