import type { QueryClient } from '@tanstack/react-query';
import type { ActionName, ParamsOf, ResultOf } from '../../../actors/registry.ts';
import { readQuery } from '../frame/query.ts';
import type { Head, RenderAsked } from '../frame/rendering.ts';
import { type Finding, findingOf } from './find/finding.ts';
import { headOfCategory, headOfHome, headOfProduct, headOfShop } from './head.ts';
import {
  categoriesQuery,
  facetsQuery,
  mostOthers,
  newestQuery,
  newestShown,
  othersQuery,
  pageSize,
  productQuery,
  productsQuery,
  shopQuery,
  shopsQuery,
  tenantQuery,
} from './queries.ts';
import { shelvesEn } from './texts/shelves.en.ts';

type Asking = <Name extends ActionName>(name: Name, params: ParamsOf<Name>) => Promise<ResultOf<Name>>;
type Work = { readonly asked: RenderAsked; readonly queries: QueryClient; readonly ask: Asking };

/** Thrown where there is no such thing: the page is a 404. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** Puts all that a page shows into `queries`, and says what the page is. Undefined: not a page that is rendered. */
export async function prepare(asked: RenderAsked, queries: QueryClient): Promise<Head | undefined> {
  const [, area = '', handle = ''] = asked.path.split('/');
  const found = Object.hasOwn(pages, area) ? pages[area] : undefined;
  if (!found) return undefined;
  const ask: Asking = (name, params) => asked.ask(name, params) as Promise<never>;
  const work = { asked, queries, ask };
  const [tenant, { items: categories }] = await Promise.all([ask('tenants.own', {}), ask('catalog.categories', {})]);
  queries.setQueryData(tenantQuery.queryKey, tenant);
  queries.setQueryData(categoriesQuery.queryKey, categories);
  return found(work, decodeURIComponent(handle), { tenant, origin: asked.origin });
}

type Place = Parameters<typeof headOfShop>[1];
type Page = (work: Work, handle: string, place: Place) => Promise<Head>;

const pages: Readonly<Record<string, Page>> = { '': home, products: product, categories: category, shops: shop };

async function home({ ask, queries }: Work, _handle: string, place: Place): Promise<Head> {
  const [newest, shops] = await Promise.all([
    ask('search.products', { limit: newestShown, sort: 'newest', inStock: true }),
    ask('vendors.shops', { limit: 100 }),
  ]);
  queries.setQueryData(newestQuery(newestShown).queryKey, newest.items);
  queries.setQueryData(shopsQuery.queryKey, shops.items);
  return headOfHome(shelvesEn['home.about'], place);
}

async function product({ ask, queries }: Work, handle: string, place: Place): Promise<Head> {
  const found = await ask('search.product', { idOrHandle: handle });
  const { vendorId } = found;
  const [maker, others] = await Promise.all([
    ask('vendors.shop', { idOrHandle: vendorId }).catch(() => undefined),
    ask('search.products', { vendor: vendorId, limit: mostOthers + 1, inStock: true }),
  ]);
  queries.setQueryData(productQuery(handle).queryKey, found);
  queries.setQueryData(othersQuery(vendorId, mostOthers + 1).queryKey, others.items);
  if (maker) queries.setQueryData(shopQuery(vendorId).queryKey, maker);
  return headOfProduct({ product: found, shop: maker, ...place });
}

async function category(work: Work, handle: string, place: Place): Promise<Head> {
  const all = work.queries.getQueryData(categoriesQuery.queryKey) ?? [];
  const found = all.find((one) => one.handle === handle);
  if (!found) throw new Missing();
  await list(work, { ...findingOf(readQuery(work.asked.search)), category: handle });
  return headOfCategory(found, all, place);
}

async function shop(work: Work, handle: string, place: Place): Promise<Head> {
  const found = await work.ask('vendors.shop', { idOrHandle: handle });
  work.queries.setQueryData(shopQuery(handle).queryKey, found);
  await list(work, { ...findingOf(readQuery(work.asked.search)), vendor: handle });
  return headOfShop(found, place);
}

async function list({ ask, queries }: Work, finding: Finding): Promise<void> {
  const { sort: _, ...narrowing } = finding;
  const [facets, page] = await Promise.all([
    ask('search.facets', narrowing),
    ask('search.products', { ...finding, limit: pageSize }),
  ]);
  queries.setQueryData(facetsQuery(finding).queryKey, facets);
  queries.setQueryData(productsQuery(finding).queryKey, { pages: [page], pageParams: [''] });
}
