import { describe, expect, test } from '@jest/globals';
import { anyone } from '../../../actors/runtime/caller.ts';
import { searchContract } from '../../../actors/search/contract.schemas.ts';
import type { Facets, Suggestions } from '../../../actors/search/contract.ts';
import type { CountQuery, FindQuery, FoundCounts, ProductIndex } from '../../../actors/search/product-index.ts';
import { searchService } from '../../../actors/search/search.service.ts';
import { shirt } from '../catalog/product.story.ts';
import { testTime } from '../given.ts';

const shirts = { id: 'cat_1', handle: 'shirts', name: 'Shirts & Tops', path: ['cat_1'] };
const tailor = {
  id: 'ven_1',
  handle: 'tailor',
  name: 'The Tailor',
  description: '',
  createdAt: '2026-11-22T09:00:00Z',
};
const others: Readonly<Record<string, () => unknown>> = {
  'tenants.terms': () => ({ terms: { currency: 'GBP' } }),
  'catalog.categoryId': () => ({ id: 'cat_1' }),
  'catalog.categories': () => ({ items: [shirts, { ...shirts, id: 'cat_2', name: 'Socks' }] }),
  'claims.owner': () => ({}),
  'vendors.terms': () => ({ vendors: [{ vendorId: 'ven_1', name: 'The Tailor', status: 'approved' }] }),
  'vendors.shops': () => ({ items: [tailor] }),
};

/** Each count tells how many filters it was asked with. */
function counted(query: CountQuery): FoundCounts {
  const total = Object.keys(query).length;
  const vendors = [['ven_1', total] as const, ['ven_gone', 1] as const];
  return { total, isComplete: true, inStock: total, vendors, categories: [['cat_1', total]], prices: [total] };
}

function shop() {
  const asked: CountQuery[] = [];
  const found: FindQuery[] = [];
  const called: string[] = [];
  const index = {
    counts: async (query: CountQuery) => {
      asked.push(query);
      return counted(query);
    },
    find: async (query: FindQuery) => {
      found.push(query);
      return { items: [{ body: shirt, status: 'published', vendorId: 'ven_1', availability: {} }] };
    },
  } as Partial<ProductIndex> as ProductIndex;
  const { handlers } = searchService(index);
  const call = async (name: string) => {
    called.push(name);
    return others[name]?.();
  };
  const ask = <Result>(name: string, params: unknown): Promise<Result> => {
    const run = handlers[name]?.run as (params: unknown, ctx: unknown) => Promise<Result>;
    return run(params, { tenantId: 'acme', caller: anyone, now: () => testTime, call });
  };
  return {
    asked,
    found,
    called,
    facets: (params: object) => ask<Facets>('search.facets', params),
    suggest: (q: string) => ask<Suggestions>('search.suggestions', { q }),
  };
}

describe('facets', () => {
  test('are counted once where nothing is chosen, and name vendors that are there', async () => {
    const { facets, asked } = shop();
    const answer = await facets({ q: 'blue' });
    expect(asked).toEqual([{ tenantId: 'acme', currency: 'GBP', q: 'blue' }]);
    expect(answer.vendors).toEqual([{ id: 'ven_1', name: 'The Tailor', count: 3 }]);
    expect(searchContract.actions['search.facets'].result?.validate(answer).error).toBeUndefined();
  });
  test('leave what is chosen out of its own counts', async () => {
    const { facets } = shop();
    const answer = await facets({ category: 'shirts', minPrice: 1, maxPrice: 9, inStock: true });
    // Seven filters with tenant, currency and text; without the category six, without both prices five.
    expect(answer).toMatchObject({ total: 7, inStock: 6, categories: [{ id: 'cat_1', count: 6 }] });
    expect(answer.vendors[0]?.count).toBe(7);
    expect(answer.prices).toEqual([{ from: 0, count: 1 }]);
  });
  test('are none of a vendor that is not there', async () => {
    const { facets, asked } = shop();
    expect(await facets({ vendor: 'nobody' })).toMatchObject({ total: 0, vendors: [] });
    expect(asked).toEqual([]);
  });
});

describe('suggestions', () => {
  test('are products, and categories and vendors of which a word begins so', async () => {
    const { suggest, found } = shop();
    const answer = await suggest('blue shi');
    expect(answer).toEqual({
      products: [{ id: shirt.id, handle: shirt.handle, title: shirt.title }],
      categories: [],
      vendors: [],
    });
    expect((await suggest('shirts to')).categories).toEqual([{ id: 'cat_1', handle: 'shirts', name: 'Shirts & Tops' }]);
    expect((await suggest('TAI')).vendors).toEqual([{ id: 'ven_1', handle: 'tailor', name: 'The Tailor' }]);
    expect(found[0]).toMatchObject({ q: 'blue shi', limit: 6, sort: 'relevance' });
  });
  test('read the names once, not with each letter', async () => {
    const { suggest, called } = shop();
    for (const q of ['s', 'sh', 'shi']) await suggest(q);
    expect(called.filter((name) => name === 'catalog.categories')).toHaveLength(1);
  });
  test('are none before there is a letter', async () => {
    const { suggest, found } = shop();
    expect(await suggest(' - ')).toEqual({ products: [], categories: [], vendors: [] });
    expect(found).toEqual([]);
  });
});
