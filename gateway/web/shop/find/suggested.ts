import type { Suggestions } from '../../../../actors/search/contract.ts';

/** One line of the list below the search field. */
export type Suggested = {
  readonly path: string;
  readonly text: string;
  readonly kind: 'category' | 'shop' | 'product';
  readonly image?: string;
};

/** Where to look goes before what to buy. */
export function entriesOf(suggestions: Suggestions | undefined): readonly Suggested[] {
  if (!suggestions) return [];
  const { categories, vendors, products } = suggestions;
  return [
    ...categories.map(({ handle, name }) => ({ path: `/categories/${handle}`, text: name, kind: 'category' as const })),
    ...vendors.map(({ handle, name }) => ({ path: `/shops/${handle}`, text: name, kind: 'shop' as const })),
    ...products.map(({ handle, title, image }) => ({
      path: `/products/${handle}`,
      text: title,
      kind: 'product' as const,
      ...(image && { image }),
    })),
  ];
}

/** The next place for an arrow key; -1 is the field itself, which lies between the last and the first. */
export function nextActive(active: number, key: 'ArrowDown' | 'ArrowUp', count: number): number {
  const places = count + 1;
  const step = key === 'ArrowDown' ? 1 : -1;
  return ((active + 1 + step + places) % places) - 1;
}
