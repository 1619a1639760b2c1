import type { Suggestions } from './contract.ts';
import { needlesOf, queryWords, spaced, wordsOf } from './engine/words.ts';
import type { FoundProduct, ProductIndex } from './product-index.ts';
import type { SearchCtx } from './queries.service.ts';
import { recent } from './recent.ts';

const mostProducts = 6;
const mostOthers = 4;
const keepMs = 2_000;
const mostTenants = 1_000;

type Names = Pick<Suggestions, 'categories' | 'vendors'>;

/** Every category, and the hundred shops that came last. */
async function load(ctx: SearchCtx): Promise<Names> {
  const [tree, shops] = await Promise.all([
    ctx.call('catalog.categories', {}),
    ctx.call('vendors.shops', { limit: 100 }),
  ]);
  return { categories: tree.items, vendors: shops.items };
}

const isMeant = (needles: readonly string[], name: string): boolean => {
  const words = spaced(wordsOf(name));
  return needles.every((needle) => words.includes(needle));
};

const meant = (named: Names['categories'], needles: readonly string[]): Names['categories'] =>
  named
    .filter(({ name }) => isMeant(needles, name))
    .slice(0, mostOthers)
    .map(({ id, handle, name }) => ({ id, handle, name }));

const suggested = ({ body: { id, handle, title, images } }: FoundProduct): Suggestions['products'][number] => {
  const [image] = images;
  return { id, handle, title, ...(image !== undefined && { image: image.url }) };
};

/** What somebody who types may mean; the last word may be unfinished. */
export function suggestions(index: ProductIndex) {
  const names = recent<Names>(keepMs, mostTenants);
  return async (q: string, currency: string | undefined, ctx: SearchCtx): Promise<Suggestions> => {
    const words = queryWords(q);
    if (currency === undefined || words.length === 0) return { products: [], categories: [], vendors: [] };
    const query = { tenantId: ctx.tenantId, currency, q, sort: 'relevance', limit: mostProducts } as const;
    const [found, known] = await Promise.all([index.find(query), names(ctx.tenantId, ctx.now(), () => load(ctx))]);
    const needles = needlesOf(words);
    return {
      products: found.items.map(suggested),
      categories: meant(known.categories, needles),
      vendors: meant(known.vendors, needles),
    };
  };
}
