import type { QueryClient } from '@tanstack/react-query';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { putInLists } from '../../api/asked.ts';

/** A product as it is now, wherever it is shown. */
export function putProduct(queries: QueryClient, now: Product): void {
  putInLists<Product>(queries, 'catalog.ofVendor', now, ({ id }) => id === now.id);
  void queries.invalidateQueries({ queryKey: ['search.product'] });
}
