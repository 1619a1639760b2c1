import type { Alert, Export, SavedQuestion } from '../../actors/analytics/contract.ts';
import type { Category } from '../../actors/catalog/contract.ts';
import type { SavedAddress } from '../../actors/customers/contract.ts';
import type { Fulfilment } from '../../actors/fulfilments/contract.ts';
import type { ActorPage } from '../../actors/ops/contract.ts';
import type { Invitation } from '../../actors/vendors/contract.ts';
import { allContracts } from '../../composition/contracts.ts';
import { openApiDocument } from '../../gateway/openapi/document.ts';
import { eventually } from './eventually.ts';
import {
  type Basket,
  type Bought,
  buy,
  fillCart,
  openShop,
  type Person,
  register,
  type Shop,
  somewhere,
  stockWare,
  type Ware,
} from './market.given.ts';
import type { Visitor } from './visitor.ts';

/** Ids by the word that stands before them in a path: `carts` -> the id of a cart. */
export type Things = Readonly<Record<string, string>>;

/** A marketplace with one of everything, and who owns it. */
export type Market = {
  readonly shop: Shop;
  readonly ware: Ware;
  readonly shopper: Person;
  /** Of the shopper; the guest's are opened by their secrets alone. */
  readonly order: Bought;
  readonly basket: Basket;
  readonly guestOrder: Bought;
  readonly guestBasket: Basket;
  readonly things: Things;
};

export async function openMarket(guest: Visitor, operator: Visitor, name: string): Promise<Market> {
  const [owner, shopper] = [
    await register(guest, `${name}@shop.example`),
    await register(guest, `${name}@home.example`),
  ];
  const shop = await openShop(operator, owner, `Shop of ${name}`);
  const ware = await stockWare(shop, `Ware of ${name}`, 1_000, 100);
  const wanted = { [ware.sku]: 2 };
  const [order, guestOrder] = [await buy(shopper, wanted), await buy(guest, wanted)];
  const [basket, guestBasket] = [await fillCart(shopper, wanted), await fillCart(guest, wanted)];
  const invited = { email: `${name}@staff.example`, role: 'viewer' };
  const invitation = await owner.post<Invitation>(`/vendors/${shop.vendor.id}/staff`, invited);
  const category = await operator.post<Category>('/categories', { name: `Shelf of ${name}` });
  const asked = { name: `Question of ${name}`, question: { of: 'lines', measures: ['units'] } };
  const question = await operator.post<SavedQuestion>('/analytics/questions', asked);
  const rule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 1_000_000 };
  const alert = await operator.post<Alert>('/analytics/alerts', { name: `Alert of ${name}`, rule });
  const exported = await operator.post<Export>('/analytics/exports', { question: asked.question, format: 'csv' });
  const address = await shopper.post<SavedAddress>('/me/addresses', somewhere);
  const fulfilment = order.parts[0]?.fulfilmentId ?? '';
  await eventually('it can be shipped', async () => {
    const { status } = await owner.ask<Fulfilment>('GET', `/fulfilments/${fulfilment}`);
    return status === 200;
  });
  const things = {
    addresses: address.id,
    alerts: alert.id,
    carts: basket.cart.id,
    categories: category.id,
    customers: shopper.account.id,
    exports: exported.id,
    fulfilments: fulfilment,
    inventory: ware.sku,
    lines: ware.sku,
    orders: order.id,
    payments: order.id,
    products: ware.product.id,
    questions: question.id,
    staff: invitation.id,
    ...{ parts: shop.vendor.id, shops: shop.vendor.id, vendors: shop.vendor.id },
  };
  return { shop, ware, shopper, order, basket, guestOrder, guestBasket, things };
}

/** One operation that names a thing. */
export type ThingRoute = { readonly method: string; readonly place: string; readonly body: unknown };

type Body = { readonly content: { readonly 'application/json': { readonly example?: unknown } } };
type Paths = Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: Body }>>>>;

/** Every operation of the API's document with a parameter in its path, so that a new one is here by itself. */
export function thingRoutes(): readonly ThingRoute[] {
  const { paths } = openApiDocument(allContracts) as { readonly paths: Paths };
  return (
    Object.entries(paths)
      // A provider is told its tenant by us, and believed by its signature.
      .filter(([place]) => place.includes('{') && !place.startsWith('/webhooks/'))
      .flatMap(([place, operations]) =>
        Object.entries(operations).map(([method, { requestBody }]) => ({
          method: method.toUpperCase(),
          place,
          body: requestBody?.content['application/json'].example,
        })),
      )
  );
}

/** `/carts/{id}/lines/{sku}` with the ids of these things; throws where it does not know what stands there. */
export function pathTo(place: string, things: Things): string {
  const words = place.split('/');
  return words
    .map((word, at) => {
      if (!word.startsWith('{')) return word;
      const thing = things[words[at - 1] ?? ''];
      if (thing === undefined) throw new Error(`${place}: put into the things of a market what stands at ${word}`);
      return thing;
    })
    .join('/');
}

/** Ids of the same form that nobody has. */
export const nobodys = (things: Things): Things =>
  Object.fromEntries(
    Object.entries(things).map(([word, id]) => [word, id.replace(/[a-z0-9]{8}(?=$|-\d|-f\d)/, 'zzzzzzzz')]),
  );

const actorTypes: Readonly<Record<string, string>> = {
  vendors: 'vendor',
  products: 'product',
  inventory: 'stock',
  carts: 'cart',
  orders: 'order',
  payments: 'payment',
  fulfilments: 'fulfilment',
  customers: 'account',
};

/** What the actors behind these things have been through, as ops see it. */
export async function stateOf(ops: Visitor, things: Things): Promise<readonly unknown[]> {
  const named = Object.entries(actorTypes).map(([word, type]) => `/ops/actors/${type}/${things[word]}`);
  const whole = ['/ops/actors/categories/tree', '/ops/actors/tenant/demo'];
  return Promise.all(
    [...named, ...whole].map(async (path) => {
      const { version, events } = await ops.get<ActorPage>(path);
      return { path, version, events };
    }),
  );
}
