import type { Category } from '../../actors/catalog/contract.ts';
import { anyone } from '../../actors/runtime/caller.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import type { Shop } from '../../actors/vendors/contract.ts';
import { type Answer, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Exchange } from '../exchange.ts';
import { escapeHtml } from '../pages/html.ts';
import { originOf, type RenderingKit } from './rendering.ts';

const hidden = ['/v1/', '/account', '/cart', '/orders/', '/search', '/sign-in', '/register', '/password/'];
const faces = ['/vendor', '/console', '/dashboards'];

/** The newest products; a market with more is found by its categories and shops. */
const mostPages = 20;
const pageSize = 100;
const deadlineMs = 5_000;
const fields = { 'Cache-Control': 'public, max-age=3600' };

/** What search engines ask before anything else. */
export function sitePages({ kit, hotReads, publicUrl }: RenderingKit): readonly Endpoint[] {
  const addressOf = ({ headers }: Exchange): string => originOf(publicUrl, headers.host);
  const sitemap = async (exchange: Exchange): Promise<Answer> => {
    const { tenantId } = await kit.identify.identify(exchange);
    const ask = <Result>(action: string, params: object): Promise<Result> =>
      kit.ask(action, params, {
        tenantId,
        caller: anyone,
        commandId: kit.world.randomId(),
        traceId: exchange.traceId,
        deadlineMs,
      }) as Promise<Result>;
    const origin = addressOf(exchange);
    const make = async () =>
      textAnswer(200, 'application/xml; charset=utf-8', xmlOf(origin, await pathsOf(ask)), fields);
    return hotReads.load(tenantId, `sitemap ${origin}`, make);
  };
  return [
    { method: 'GET', path: '/sitemap.xml', answer: sitemap },
    {
      method: 'GET',
      path: '/robots.txt',
      answer: (exchange) => textAnswer(200, 'text/plain; charset=utf-8', robotsOf(addressOf(exchange)), fields),
    },
  ];
}

const robotsOf = (origin: string): string =>
  [
    'User-agent: *',
    ...[...hidden, ...faces].map((path) => `Disallow: ${path}`),
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');

const xmlOf = (origin: string, paths: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...paths.map((path) => `<url><loc>${escapeHtml(origin + path)}</loc></url>`),
    '</urlset>',
    '',
  ].join('\n');

type AskFor = <Result>(action: string, params: object) => Promise<Result>;
type Named = { readonly handle: string };

const pathsBelow = (folder: string, items: readonly Named[]): readonly string[] =>
  items.map(({ handle }) => `/${folder}/${encodeURIComponent(handle)}`);

async function pathsOf(ask: AskFor): Promise<readonly string[]> {
  const [categories, shops, products] = await Promise.all([
    ask<{ items: readonly Category[] }>('catalog.categories', {}),
    ask<PageOf<Shop>>('vendors.shops', { limit: pageSize }),
    newestProducts(ask),
  ]);
  return [
    '/',
    ...pathsBelow('categories', categories.items),
    ...pathsBelow('shops', shops.items),
    ...pathsBelow('products', products),
  ];
}

async function newestProducts(ask: AskFor): Promise<readonly Named[]> {
  const found: Named[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await ask<PageOf<ListedProduct>>('search.products', {
      sort: 'newest',
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    found.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return found;
}
