import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../../actors/catalog/contract.ts';
import { anyone, type Caller } from '../../../actors/runtime/caller.ts';
import { notFound, runtimeError } from '../../../actors/runtime/errors.ts';
import type { FindProducts, ListedProduct } from '../../../actors/search/contract.ts';
import type { FindQuery, FoundProduct, ProductIndex } from '../../../actors/search/product-index.ts';
import { searchService } from '../../../actors/search/search.service.ts';
import { shirt, sku } from '../catalog/product.story.ts';
import { testTime } from '../given.ts';

type Calls = Readonly<Record<string, (params: never) => unknown>>;

const found = (status: Product['status']): FoundProduct => ({
  body: { ...shirt, status },
  status,
  vendorId: shirt.vendorId,
  availability: { [sku(1)]: 4 },
});

const others: Calls = {
  'tenants.terms': () => ({ terms: { currency: 'GBP' } }),
  'catalog.categoryId': ({ idOrHandle }: { idOrHandle: string }) => (idOrHandle === 'shirts' ? { id: 'cat_1' } : {}),
  'catalog.product': ({ id }: { id: string }) => {
    if (id !== shirt.id) throw notFound('product');
    return { ...shirt, title: 'as it is now' };
  },
  'claims.owner': ({ kind, value }: { kind: string; value: string }) => ({
    ...(kind === 'vendorHandle' && value === 'tailor' && { owner: 'ven_1' }),
    ...(kind === 'handle' && value === 'blue-shirt' && { owner: `${shirt.id}-p1` }),
  }),
  'inventory.available': ({ sku: asked }: { sku: string }) => ({ sku: asked, available: 9 }),
};

/** A shop whose index holds one product of this status, and notes what it was asked. */
function shop(status: Product['status'] = 'published', calls: Calls = others) {
  const asked: FindQuery[] = [];
  const called: string[] = [];
  const index = {
    find: async (query: FindQuery) => {
      asked.push(query);
      return { items: [found(status)], next: 'more' };
    },
    get: async (_: string, idOrHandle: string) =>
      ['blue-shirt', shirt.id].includes(idOrHandle) ? found(status) : undefined,
  } as Partial<ProductIndex> as ProductIndex;
  const { handlers } = searchService(index);
  const ask = <Result>(name: string, params: unknown, caller: Caller): Promise<Result> => {
    const call = async (other: string, about: never) => {
      called.push(other);
      return calls[other]?.(about);
    };
    const run = handlers[name]?.run as (params: unknown, ctx: unknown) => Promise<Result>;
    return run(params, { tenantId: 'acme', caller, now: () => testTime, call });
  };
  return {
    asked,
    called,
    find: (params: FindProducts, caller = anyone) =>
      ask<{ items: ListedProduct[]; next?: string }>('search.products', params, caller),
    get: (idOrHandle: string, caller = anyone) => ask<ListedProduct>('search.product', { idOrHandle }, caller),
  };
}

const staffOf = (vendorId: string): Caller => ({
  kind: 'account',
  accountId: 'acc_1',
  roles: [],
  staff: { [vendorId]: 'viewer' },
});
const operator: Caller = { kind: 'account', accountId: 'acc_2', roles: ['operator'], staff: {} };
const missing = { class: 'NotFound' };

describe('a list of products', () => {
  test("shows what is available of each variant, priced in the tenant's currency", async () => {
    const { find, asked } = shop();
    const { items, next } = await find({ q: 'blue', inStock: true, maxPrice: 5_000 });
    expect(items[0]?.variants.map(({ available }) => available)).toEqual([4, 0]);
    expect(next).toBe('more');
    const plain = { tenantId: 'acme', currency: 'GBP', limit: 20, sort: 'relevance' };
    expect(asked).toEqual([{ ...plain, q: 'blue', inStock: true, maxPrice: 5_000 }]);
  });
  test('finds category and vendor by handle and by id', async () => {
    const { find, asked } = shop();
    await find({ category: 'shirts', vendor: 'tailor', cursor: 'there' });
    await find({ vendor: 'ven_7' });
    expect(asked).toMatchObject([{ category: 'cat_1', vendorId: 'ven_1', after: 'there' }, { vendorId: 'ven_7' }]);
  });
  test('is empty for a category, a vendor or a tenant that is not there', async () => {
    const { find, asked } = shop();
    expect(await find({ category: 'nowhere' })).toEqual({ items: [] });
    expect(await find({ vendor: 'nobody' })).toEqual({ items: [] });
    expect(await shop('published', { ...others, 'tenants.terms': () => ({}) }).find({})).toEqual({ items: [] });
    expect(asked).toEqual([]);
  });
  test('asks for the currency once, not once a list', async () => {
    const { find, called } = shop();
    for (let n = 0; n < 5; n += 1) await find({});
    expect(called).toEqual(['tenants.terms']);
  });
});

describe('one product', () => {
  test('is found by id and handle, once it is published', async () => {
    const { get } = shop();
    expect((await get('blue-shirt')).title).toBe('Blue shirt');
    expect((await get(shirt.id)).variants.map(({ available }) => available)).toEqual([4, 0]);
    await expect(get('nothing')).rejects.toMatchObject(missing);
  });
  test.each(['draft', 'archived'] as const)('that is %s is nothing to strangers', async (status) => {
    const { get } = shop(status);
    for (const caller of [anyone, staffOf('ven_2'), { ...anyone, kind: 'account', accountId: 'acc_3' } as const]) {
      await expect(get(shirt.id, caller)).rejects.toMatchObject(missing);
    }
  });
  test('is shown to its own vendor and the operator as it is now, whatever the index knows', async () => {
    const { get } = shop('archived');
    for (const [caller, idOrHandle] of [
      [staffOf('ven_1'), shirt.id],
      [operator, 'blue-shirt'],
    ] as const) {
      const product = await get(idOrHandle, caller);
      expect([product.title, product.variants.map(({ available }) => available)]).toEqual(['as it is now', [9, 9]]);
    }
  });
  test('of another vendor is shown to staff as to everybody', async () => {
    const { get } = shop();
    expect((await get(shirt.id, staffOf('ven_2'))).title).toBe('Blue shirt');
    await expect(get('prod_unknown', operator)).rejects.toMatchObject(missing);
    await expect(get('unknown', operator)).rejects.toMatchObject(missing);
  });
  test('is not called missing when its actor cannot be asked', async () => {
    const away: Calls = {
      ...others,
      'catalog.product': () => {
        throw runtimeError('JOURNAL_UNAVAILABLE');
      },
    };
    await expect(shop('published', away).get(shirt.id, operator)).rejects.toMatchObject({ class: 'Unavailable' });
  });
});
