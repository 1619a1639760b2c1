import type { FindQuery, IndexChange } from '../../actors/search/product-index.ts';
import { product } from './product-index.given.ts';

export type Made = Extract<IndexChange, { type: 'product' }>['product'] & { readonly inStock: boolean };

const words = ['red', 'reed', 'lamp', 'lamps', 'desk', 'oak'];

/** The same catalogue each time: every field takes few values, so that ties and rare combinations both happen. */
function made(count: number): readonly Made[] {
  let seed = 42;
  const pick = (bound: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * bound);
  };
  const text = (length: number): string => Array.from({ length }, () => words[pick(words.length)]).join(' ');
  return Array.from({ length: count }, (_, place) => {
    const change = product(`p${place}`, {
      title: text(2),
      description: text(pick(3)),
      vendorId: `ven_${pick(3)}`,
      categoryIds: [`cat_${pick(2)}`, `cat_${2 + pick(4)}`],
      prices: { EUR: pick(6) * 100 },
      createdAt: 1_700_000_000_000 + pick(20),
    }) as Extract<IndexChange, { type: 'product' }>;
    return { ...change.product, inStock: pick(2) === 1 };
  });
}

export const catalogue = made(240);

const hasWords = (text: string, asked: readonly string[]): boolean => {
  const known = text.split(' ');
  return asked.every((word, place) =>
    place === asked.length - 1 ? known.some((one) => one.startsWith(word)) : known.includes(word),
  );
};

/** The same question asked of every product, one by one. */
export function expected(query: FindQuery): readonly string[] {
  const { q = '', category, vendorId, minPrice = 0, maxPrice = 1e9, inStock } = query;
  const asked = q.split(' ').filter(Boolean);
  const isFound = (one: Made): boolean =>
    hasWords(`${one.title} ${one.description}`, asked) &&
    (category === undefined || one.categoryIds.includes(category)) &&
    (vendorId === undefined || one.vendorId === vendorId) &&
    (one.prices.EUR ?? -1) >= minPrice &&
    (one.prices.EUR ?? -1) <= maxPrice &&
    (!inStock || one.inStock);
  return catalogue
    .filter(isFound)
    .map(({ productId }) => productId)
    .sort();
}

const byId = new Map(catalogue.map((one) => [one.productId, one]));

/** What a list is ordered by; equal keys may stand in any order. */
export function keyOf(id: string, { sort, q = '' }: FindQuery): number | string {
  const one = byId.get(id) as Made;
  if (sort === 'title') return one.title;
  if (sort === 'price') return one.prices.EUR ?? 0;
  if (sort === '-price') return -(one.prices.EUR ?? 0);
  const isInTitle = sort === 'newest' || hasWords(one.title, q.split(' ').filter(Boolean));
  return (isInTitle ? 0 : 1e15) - one.createdAt;
}
