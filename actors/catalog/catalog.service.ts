import { on, service, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { notFound } from '../runtime/errors.ts';
import { deriveId } from '../runtime/ids.ts';
import type { HandlersOf } from '../runtime/service.ts';
import { categories, idOf } from './category.ts';
import { type CatalogCtx, changing, creation, namesIn, publication } from './checks.service.ts';
import { catalogContract } from './contract.schemas.ts';
import { type CatalogActions, type Product, type ProductName, productOf, type SheetActions } from './contract.ts';
import { product, takenRefusal } from './product.ts';
import { productsOfVendor } from './product.view.ts';
import { namesRefused, offersOf, type ProductState, shownProduct } from './product-state.ts';
import type { SheetJobs } from './sheet-rows.service.ts';
import { sheetHandlers } from './sheets.service.ts';

const products = on(product);
const tree = on(categories);

const keyOf = ({ id }: { id: string }): string => id;
const theTree = (): string => 'tree';
const nothing = () => ({});

/** The same command makes the same product, wherever it is asked for the id. */
const newProductId = (ctx: CatalogCtx): string => deriveId('prod', `${ctx.tenantId}\n${ctx.commandId}`);

/** A thing that the turn before this answer was about: it is there, or its command was refused. */
function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw notFound(what);
  return thing;
}

const shown = (state: ProductState): Product => found(shownProduct(state), 'product');

const ownerOf = (state: ProductState) => {
  const { vendorId } = shownProduct(state) ?? {};
  return vendorId === undefined ? undefined : { vendorId };
};

const isDecided = (state: ProductState): boolean => state.proposal === undefined;

/** Once decided it is an error to whoever asked for a name that was taken meanwhile. */
function settled(state: ProductState, asked: readonly ProductName[]): Product {
  const taken = namesRefused(state, asked);
  if (taken.length === 0) return shown(state);
  const { refused, details } = takenRefusal(taken);
  throw codeError(catalogContract.codes, refused, details);
}

const catalogHandlers: Omit<HandlersOf<CatalogActions>, keyof SheetActions> = {
  'catalog.create': products.command({
    key: (_, ctx) => newProductId(ctx),
    owner: (_, { vendorId }) => ({ vendorId }),
    command: (asked, ctx) => creation(newProductId(ctx), asked, ctx),
    until: isDecided,
    answer: (state, asked) => settled(state, namesIn(asked, asked.vendorId)),
  }),
  'catalog.change': products.command({
    key: keyOf,
    owner: ownerOf,
    command: changing,
    until: isDecided,
    answer: (state, asked) => settled(state, namesIn(asked, '')),
  }),
  'catalog.publish': products.command({
    key: keyOf,
    owner: ownerOf,
    command: ({ id }, ctx) => publication(id, ctx),
    answer: shown,
  }),
  'catalog.archive': products.command({
    key: keyOf,
    owner: ownerOf,
    command: () => ({ type: 'archive' }),
    answer: shown,
  }),
  'catalog.product': products.read({ key: keyOf, owner: ownerOf, answer: shownProduct }),
  'catalog.ofVendor': task(
    async ({ id, status, limit = 20, cursor }, ctx) => {
      // Where there is no such vendor the caller learns so, also when it is another tenant's.
      await ctx.call('vendors.get', { id });
      const page = await ctx.find(productsOfVendor, {
        index: status ? 'byStatus' : 'byVendor',
        where: [ctx.tenantId, id, ...(status ? [status] : [])],
        descending: true,
        limit,
        ...(cursor && { after: cursor }),
      });
      return { items: page.rows.map((row) => row.product), ...(page.next && { next: page.next }) };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'catalog.offers': task(async ({ skus }, ctx) => {
    const ofProducts = [...Map.groupBy(new Set(skus), productOf)].filter(([productId]) => productId !== '');
    const answers = await Promise.all(
      ofProducts.map(([productId, asked]) => ctx.call('catalog.offersOf', { productId, skus: asked })),
    );
    const bySku = new Map(answers.flatMap(({ offers }) => offers.map((offer) => [offer.sku, offer])));
    return { offers: skus.flatMap((sku) => bySku.get(sku) ?? []) };
  }),
  'catalog.offersOf': products.read({
    key: ({ productId }) => productId,
    answer: (state, { skus }) => ({ offers: offersOf(state, skus) }),
  }),
  'catalog.categories': tree.read({ key: theTree, answer: ({ byId }) => ({ items: [...byId.values()] }) }),
  'catalog.addCategory': tree.command({
    key: theTree,
    command: (asked, ctx) => ({ type: 'addCategory', id: ctx.newId('cat'), ...asked }),
    answer: ({ latest }) => found(latest, 'category'),
  }),
  'catalog.changeCategory': tree.command({
    key: theTree,
    command: (asked) => ({ type: 'changeCategory', ...asked }),
    answer: ({ byId }, { id }) => found(byId.get(id), 'category'),
  }),
  'catalog.categoryId': tree.read({
    key: theTree,
    answer: (state, { idOrHandle }) => {
      const id = idOf(state, idOrHandle);
      return id === undefined ? {} : { id };
    },
  }),
  'catalog.unknownCategories': tree.read({
    key: theTree,
    answer: ({ byId }, { ids }) => ({ unknown: ids.filter((id) => !byId.has(id)) }),
  }),
  'catalog.accept': products.command({
    key: keyOf,
    command: ({ proposal }) => ({ type: 'accept', proposal }),
    answer: nothing,
  }),
  'catalog.refuse': products.command({
    key: keyOf,
    command: ({ proposal, taken }) => ({ type: 'refuse', proposal, taken }),
    answer: nothing,
  }),
};

export const catalogService = (jobs: SheetJobs) =>
  service<CatalogActions>(catalogContract, { ...catalogHandlers, ...sheetHandlers(jobs) });
