import type { Product } from '../../../actors/catalog/contract.ts';

/** What a sku is called: its product and what distinguishes the variant. */
export function namesOf(products: readonly Product[]): ReadonlyMap<string, string> {
  return new Map(
    products.flatMap(({ title, variants }) =>
      variants.map(({ sku, options }) => [sku, [title, ...Object.values(options)].join(' · ')] as const),
    ),
  );
}
