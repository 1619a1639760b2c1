import type { FindProducts, ProductSort } from '../../../../actors/search/contract.ts';
import type { Query } from '../../frame/query.ts';

/** What a list of products shows: as the address says it. */
export type Finding = Omit<FindProducts, 'limit' | 'cursor'>;

export const sorts: readonly ProductSort[] = ['relevance', 'newest', 'price', '-price', 'title'];

const wholeOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;

/** Whatever an address says: what is no filter is left out. */
export function findingOf({ q, category, vendor, minPrice, maxPrice, inStock, sort }: Query): Finding {
  const [least, most] = [wholeOf(minPrice), wholeOf(maxPrice)];
  const order = sorts.find((one) => one === sort);
  return {
    ...(q?.trim() && { q: q.trim().slice(0, 200) }),
    ...(category && { category }),
    ...(vendor && { vendor }),
    ...(least !== undefined && { minPrice: least }),
    ...(most !== undefined && { maxPrice: most }),
    ...(inStock === 'true' && { inStock: true }),
    ...(order && order !== 'relevance' && { sort: order }),
  };
}

/** The same finding with one filter set, or cleared. */
export function narrowed(
  finding: Finding,
  filters: { readonly [Name in keyof Finding]?: Finding[Name] | undefined },
): Finding {
  const all = Object.entries({ ...finding, ...filters }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(all);
}

/** How many filters are set, for a button that opens them on a phone. */
export const filtersOf = ({ category, vendor, minPrice, maxPrice, inStock }: Finding): number =>
  [category, vendor, minPrice ?? maxPrice, inStock].filter((value) => value !== undefined).length;
