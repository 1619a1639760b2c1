import { beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorOrder } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { Vendor } from '../../actors/vendors/contract.ts';
import { eventually } from './eventually.ts';
import { mailTo, tokenIn } from './mails.given.ts';
import { logIn, type Person, register } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Market, nobodys, openMarket, pathTo, stateOf, type Things, thingRoutes } from './things.given.ts';
import { freshKey, type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;
let ops: Person;
let ours: Market;
let theirs: Market;
let strangers: Readonly<Record<string, Visitor>>;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  const operator = await logIn(guest, 'operator@demo.example');
  ops = await logIn(guest, 'ops@demo.example');
  ours = await openMarket(guest, operator, 'ada');
  theirs = await openMarket(guest, operator, 'bob');
  const { shop, shopper, guestBasket, guestOrder } = theirs;
  strangers = {
    'another vendor': shop.owner,
    'another shopper': shopper,
    'a guest with a cart': guestBasket.visitor,
    'a guest with an order': guest.with({ 'souk-token': guestOrder.token ?? '' }),
    'a visitor': guest,
  };
});

/** What everybody may see of a shop and what it sells; and whoever is invited must be able to say so. */
const isPublic = (name: string): boolean =>
  ['GET /vendors/{id}', 'GET /shops/{idOrHandle}', 'GET /products/{id}', 'POST /vendors/{id}/staff/accept'].includes(
    name,
  );

const routes = thingRoutes()
  .map((route) => [`${route.method} ${route.place}`, route] as const)
  .filter(([name]) => !isPublic(name) && !name.includes('/tenants/'));

const told = async (one: Visitor, method: string, path: string, body: unknown) => {
  const reply = await one.ask(method, path, { body, headers: freshKey() });
  return { status: reply.status, code: reply.body.code };
};

/** All that one may be refused with, told apart from what never was by nobody. */
async function refusals(method: string, place: string, body: unknown, things: Things): Promise<readonly number[]> {
  const answers = Object.entries(strangers).map(async ([name, stranger]) => {
    const answer = await told(stranger, method, pathTo(place, things), body);
    const absent = await told(stranger, method, pathTo(place, nobodys(things)), body);
    expect({ name, ...answer }).toEqual({ name, ...absent });
    expect([401, 403, 404]).toContain(answer.status);
    return answer.status;
  });
  return Promise.all(answers);
}

describe('what belongs to somebody else in the same tenant is not there', () => {
  test.each(routes)('at %s', async (_, { method, place, body }) => {
    const { basket, guestBasket, order, guestOrder } = ours;
    const more = { '{type}': order.id, actors: 'order', 'dead-letters': 'x', nodes: 'x' };
    const ofShopper = { ...ours.things, ...more, carts: basket.cart.id };
    const ofGuest = { ...ofShopper, carts: guestBasket.cart.id, orders: guestOrder.id, payments: guestOrder.id };
    const before = await stateOf(ops, ours.things);
    for (const things of [ofShopper, ofGuest]) await refusals(method, place, body, things);
    expect(await stateOf(ops, ours.things)).toEqual(before);
  });

  test('in the lists of orders and addresses either', async () => {
    for (const path of ['/orders', '/me/addresses', `/orders?number=${ours.order.number}`]) {
      const { text } = await theirs.shopper.ask('GET', path);
      expect(text).not.toContain(ours.order.id);
      expect(text).not.toContain(ours.things.addresses);
    }
  });

  test('nor may its goods be put into a product, a shop or a cart of one’s own', async () => {
    const { owner, vendor } = theirs.shop;
    const foreign = { vendorId: ours.shop.vendor.id, title: 'Mine', variants: [{ prices: { GBP: 1 } }] };
    expect((await told(owner, 'POST', '/products', foreign)).status).toBe(404);
    const variants = [{ sku: ours.ware.sku, prices: { GBP: 1 } }];
    const product = theirs.ware.product.id;
    expect((await told(owner, 'PATCH', `/products/${product}`, { variants })).status).toBe(400);
    expect((await told(owner, 'PATCH', `/products/${product}`, { vendorId: ours.shop.vendor.id })).status).toBe(400);
    const merge = { from: ours.guestBasket.cart.id };
    expect((await told(theirs.shopper, 'POST', `/carts/${theirs.basket.cart.id}/merge`, merge)).status).toBe(404);
    expect(vendor.id).not.toBe(ours.shop.vendor.id);
  });
});

describe('somebody who is invited', () => {
  test('sees what the role lets see, does no more, and is a stranger again when the role is gone', async () => {
    const { owner, vendor } = ours.shop;
    const cleo = await register(guest, 'cleo@staff.example');
    const shop = `/vendors/${vendor.id}`;
    expect((await cleo.ask('GET', `${shop}/orders`)).status).toBe(404);
    await owner.post(`${shop}/staff`, { email: 'cleo@staff.example', role: 'viewer' });
    const token = tokenIn(await mailTo(souk.directory, 'cleo@staff.example', 'invites you'));
    expect((await told(cleo, 'POST', `/vendors/${theirs.shop.vendor.id}/staff/accept`, { token })).status).toBe(409);
    await cleo.post<Vendor>(`${shop}/staff/accept`, { token });
    expect((await told(theirs.shopper, 'POST', `${shop}/staff/accept`, { token })).status).toBe(409);

    const { items } = await cleo.get<PageOf<VendorOrder>>(`${shop}/orders`);
    expect(items.map(({ orderId }) => orderId)).toContain(ours.order.id);
    expect((await told(cleo, 'POST', `/fulfilments/${ours.things.fulfilments}/pick`, {})).status).toBe(403);
    expect((await told(cleo, 'POST', `${shop}/staff`, { email: 'x@staff.example', role: 'owner' })).status).toBe(403);
    await owner.delete(`${shop}/staff/${cleo.account.id}`);
    await eventually('cleo is a stranger', async () => (await cleo.ask('GET', `${shop}/orders`)).status === 404);
  });
});
