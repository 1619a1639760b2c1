import { badCursor, decodePlace, encodePlace } from '../../runtime/rows/page-token.ts';
import type { ProductSort } from '../contract.ts';
import type { FindQuery } from '../product-index.ts';
import { allPublished, ofCategory, ofVendor, type ShelfName } from './shelves.ts';
import { queryWords } from './words.ts';

/** Where a page ends: the value it is ordered by, and the product's id as text (it has 63 bits). */
export type Place = { readonly key: string | number; readonly id: string };

/** A query that was checked, on its way to the thread. */
export type FindPlan = {
  readonly tenantId: string;
  /** The shelf that is walked, and perhaps another on which the products must stand too. */
  readonly shelf: ShelfName;
  readonly other?: ShelfName;
  readonly words: readonly string[];
  /** Inclusive, in minor units. */
  readonly prices?: readonly [number, number];
  readonly inStock: boolean;
  readonly sort: ProductSort;
  readonly limit: number;
  readonly after?: Place;
};

export function findPlan(query: FindQuery): FindPlan {
  const { tenantId, q = '', limit, inStock, after } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new RangeError(`a page has 1 to 100 products, not ${limit}`);
  const words = queryWords(q);
  const sort = query.sort === 'relevance' && words.length === 0 ? 'newest' : query.sort;
  const plan = {
    tenantId,
    ...shelvesFor(query, sort),
    words,
    inStock: inStock === true,
    sort,
    limit,
    ...pricesFor(query),
  };
  return after === undefined ? plan : { ...plan, after: decode(sort, after) };
}

/** A vendor's own list shows what has no price yet, unless prices are asked about. */
function shelvesFor(query: FindQuery, sort: ProductSort): Pick<FindPlan, 'shelf' | 'other'> {
  const { category, vendorId, status, minPrice, maxPrice } = query;
  if (status !== undefined && vendorId === undefined) throw new TypeError('a status is asked for with its vendor only');
  const asksPrices = minPrice !== undefined || maxPrice !== undefined || sort === 'price' || sort === '-price';
  const currency = status === undefined || asksPrices || category !== undefined ? query.currency : '';
  const inCategory = category === undefined ? undefined : ofCategory(category, currency);
  if (vendorId === undefined) return { shelf: inCategory ?? allPublished(currency) };
  const shelf = ofVendor(vendorId, status ?? 'published', currency);
  return inCategory ? { shelf, other: inCategory } : { shelf };
}

function pricesFor({ minPrice, maxPrice }: FindQuery): Pick<FindPlan, 'prices'> {
  if (minPrice === undefined && maxPrice === undefined) return {};
  return { prices: [minPrice ?? 0, maxPrice ?? Number.MAX_SAFE_INTEGER] };
}

const listOf = (sort: ProductSort): string => `products/${sort}`;

const largestId = 2n ** 63n - 1n;

const isId = (id: string): boolean => /^\d{1,19}$/.test(id) && BigInt(id) <= largestId;

function isKeyOf(sort: ProductSort, key: string | number): boolean {
  if (sort === 'title') return typeof key === 'string';
  if (sort === 'relevance') return key === 0 || key === 1;
  return sort === 'newest' ? key === 0 : Number.isSafeInteger(key);
}

function decode(sort: ProductSort, token: string): Place {
  const { key: id, values } = decodePlace(listOf(sort), token, 1);
  const [key = null] = values;
  if (key === null || !isKeyOf(sort, key) || !isId(id)) throw badCursor();
  return { key, id };
}

export const encode = (sort: ProductSort, { key, id }: Place): string =>
  encodePlace(listOf(sort), { key: id, values: [key] });
