import type { Facets, Narrowing } from './contract.ts';
import { priceRanges } from './prices.ts';
import type { CountQuery, FoundCounts, ProductIndex } from './product-index.ts';
import { queryOf, type SearchCtx } from './queries.service.ts';

const mostCategories = 100;
const mostVendors = 20;

const nothing: Facets = { total: 0, inStock: 0, isComplete: true, categories: [], vendors: [], prices: [] };

type Field = 'category' | 'vendorId' | 'minPrice' | 'maxPrice' | 'inStock';

/** The query without these filters; the counts that are there already where it has none of them. */
function countsWithout(index: ProductIndex, query: CountQuery, all: Promise<FoundCounts>) {
  return (...fields: readonly Field[]): Promise<FoundCounts> => {
    if (fields.every((field) => query[field] === undefined)) return all;
    const kept = Object.entries(query).filter(([name]) => !fields.some((field) => field === name));
    return index.counts({ tenantId: query.tenantId, currency: query.currency, ...Object.fromEntries(kept) });
  };
}

async function namedVendors(found: FoundCounts, ctx: SearchCtx): Promise<Facets['vendors']> {
  const most = found.vendors.slice(0, mostVendors);
  if (most.length === 0) return [];
  const { vendors } = await ctx.call('vendors.terms', { vendorIds: most.map(([id]) => id) });
  const names = new Map(vendors.map(({ vendorId, name }) => [vendorId, name]));
  return most.flatMap(([id, count]) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id, name, count }];
  });
}

/** No currency: no such tenant, so there is nothing to count. */
export async function facets(
  asked: Narrowing,
  currency: string | undefined,
  index: ProductIndex,
  ctx: SearchCtx,
): Promise<Facets> {
  const query = currency === undefined ? undefined : await queryOf(asked, currency, ctx);
  if (!query) return nothing;
  const { sort: _, limit: __, ...narrowed } = query;
  const whole = index.counts(narrowed);
  const without = countsWithout(index, narrowed, whole);
  const counts = [whole, without('inStock'), without('category'), without('vendorId'), without('minPrice', 'maxPrice')];
  const [all, stock, categories, vendors, prices] = await Promise.all(counts);
  if (!all || !stock || !categories || !vendors || !prices) return nothing;
  return {
    total: all.total,
    isComplete: all.isComplete,
    inStock: stock.inStock,
    categories: categories.categories.slice(0, mostCategories).map(([id, count]) => ({ id, count })),
    vendors: await namedVendors(vendors, ctx),
    prices: priceRanges(prices.prices),
  };
}
