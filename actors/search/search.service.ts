import { type Product, productOf } from '../catalog/contract.ts';
import { service, task } from '../registry.ts';
import type { Caller } from '../runtime/caller.ts';
import { notFound, toSoukError } from '../runtime/errors.ts';
import type { AnyService } from '../runtime/service.ts';
import { searchContract } from './contract.schemas.ts';
import type { ListedProduct, SearchActions } from './contract.ts';
import { facets } from './facets.service.ts';
import type { FoundProduct, ProductIndex } from './product-index.ts';
import { isId, queryOf, type SearchCtx } from './queries.service.ts';
import { recent } from './recent.ts';
import { suggestions } from './suggestions.service.ts';

const keepMs = 2_000;
const mostTenants = 1_000;

const withStock = (product: Product, availability: FoundProduct['availability']): ListedProduct => ({
  ...product,
  variants: product.variants.map((variant) =>
    variant.stocked ? { ...variant, available: availability[variant.sku] ?? 0 } : variant,
  ),
});

const listed = ({ body, availability }: FoundProduct): ListedProduct => withStock(body, availability);

const sees = ({ kind, roles, staff }: Caller, vendorId: string): boolean =>
  kind === 'internal' || roles.includes('operator') || staff[vendorId] !== undefined;

const isSeller = ({ kind, roles, staff }: Caller): boolean =>
  kind === 'internal' || roles.includes('operator') || Object.keys(staff).length > 0;

async function productIdOf(idOrHandle: string, ctx: SearchCtx): Promise<string> {
  if (isId(idOrHandle)) return idOrHandle;
  const { owner = '' } = await ctx.call('claims.owner', { kind: 'handle', value: idOrHandle });
  return productOf(owner);
}

/**
 * Sellers see what they have just changed: their own products come from the actors themselves, whatever the status, and
 * nothing of them lags.
 */
async function ownProduct(idOrHandle: string, ctx: SearchCtx): Promise<ListedProduct | undefined> {
  if (!isSeller(ctx.caller)) return undefined;
  const id = await productIdOf(idOrHandle, ctx);
  const product = id === '' ? undefined : await ctx.call('catalog.product', { id }).catch(absent);
  if (!product || !sees(ctx.caller, product.vendorId)) return undefined;
  const stocked = product.variants.filter((variant) => variant.stocked);
  const stocks = await Promise.all(stocked.map(({ sku }) => ctx.call('inventory.available', { sku })));
  return withStock(product, Object.fromEntries(stocks.map(({ sku, available }) => [sku, available])));
}

function absent(thrown: unknown): undefined {
  if (toSoukError(thrown).class !== 'NotFound') throw thrown;
}

/** What is found comes from an index that follows the events, usually within a tenth of a second. */
export function searchService(index: ProductIndex): AnyService {
  const currencies = recent<string | undefined>(keepMs, mostTenants);
  const currencyOf = (ctx: SearchCtx) =>
    currencies(ctx.tenantId, ctx.now(), async () => (await ctx.call('tenants.terms', {})).terms?.currency);

  const suggest = suggestions(index);

  return service<SearchActions>(searchContract, {
    'search.products': task(async (asked, ctx) => {
      const currency = await currencyOf(ctx);
      const query = currency === undefined ? undefined : await queryOf(asked, currency, ctx);
      if (!query) return { items: [] };
      const { items, next } = await index.find(query);
      return { items: items.map(listed), ...(next !== undefined && { next }) };
    }),
    'search.facets': task(async (asked, ctx) => facets(asked, await currencyOf(ctx), index, ctx)),
    'search.suggestions': task(async ({ q }, ctx) => suggest(q, await currencyOf(ctx), ctx)),
    'search.product': task(async ({ idOrHandle }, ctx) => {
      const own = await ownProduct(idOrHandle, ctx);
      if (own) return own;
      const found = await index.get(ctx.tenantId, idOrHandle);
      if (found?.status !== 'published') throw notFound('product');
      return listed(found);
    }),
  });
}
