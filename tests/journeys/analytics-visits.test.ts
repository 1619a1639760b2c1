import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnalyticsActions } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import {
  buy,
  fillCart,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform, openTenant } from './tenants.given.ts';
import { type Visitor, visitor } from './visitor.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];

let souk: Souk;
let guest: Visitor;
let operator: Person;
let bees: Shop;
let honey: Ware;

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' };
const viewed = (session: string) => ({ type: 'viewed', session, product: honey.product.id });

(hasEngine ? describe : describe.skip)('What a browser tells of its visitor', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { ANALYTICS: 'on' } });
    guest = visitor(souk.url);
    operator = await logIn(guest, 'operator@demo.example');
    bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
    honey = await stockWare(bees, 'Heather honey', 750, 10);
    await eventually('analytics have begun', async () => (await operator.ask('GET', '/analytics/live')).status === 200);
  });

  const tell = async (visits: unknown, headers: Readonly<Record<string, string>> = {}) =>
    (await guest.ask('POST', '/collect', { body: { visits }, headers: { ...firefox, ...headers } })).status;

  const funnel = () => operator.get<ResultOf<'analytics.funnel'>>('/analytics/funnel');

  test('is counted beside what is true, but of those who ask not to be', async () => {
    const order = await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 1 });
    const steps = ['added', 'checkout'].map((type, at) => ({ ...viewed('session-1'), type, agoMs: 20 - at }));
    const first = { ...viewed('session-1'), agoMs: 30 };
    const paid = { type: 'paid', session: 'session-1', order: order.id };
    expect(await tell([first, ...steps, paid, { type: 'rubbish' }])).toBe(204);
    expect(await tell([viewed('session-2')], { dnt: '1' })).toBe(204);
    expect(await tell([viewed('session-3')], { 'sec-gpc': '1' })).toBe(204);
    expect(await tell([viewed('session-4')], { 'user-agent': 'Googlebot/2.1' })).toBe(204);
    const found = await eventually('it is counted', async () => {
      const { items, strays } = await funnel();
      return items[0]?.paid === 1 && strays.bots === 1 && { items, strays };
    });
    expect(found).toEqual({
      items: [{ key: '', viewed: 1, added: 1, checkout: 1, paid: 1, conversion: 10_000 }],
      strays: { bots: 1, refused: 1 },
    });
    const { items } = await bees.owner.get<ResultOf<'analytics.views'>>(`/analytics/views?vendor=${bees.vendor.id}`);
    expect(items).toEqual([
      { productId: honey.product.id, views: 1, adds: 1, orders: 1, units: 1, viewToSale: 10_000 },
    ]);
  });

  test('stands beside the carts that are open', async () => {
    await fillCart(guest, { [honey.sku]: 2 });
    const cart = await eventually('it is counted', async () => {
      const { items } = await operator.get<ResultOf<'analytics.carts'>>('/analytics/carts');
      return items[0]?.open === 1 && items[0];
    });
    expect(cart).toMatchObject({ currency: 'GBP', checkedOut: 1, abandoned: 0, openWorth: 1_500 });
    const live = await operator.get<ResultOf<'analytics.live'>>('/analytics/live');
    expect(live).toMatchObject({ visitorsNow: 1, carts: [{ currency: 'GBP', open: 1, openWorth: 1_500 }], scarce: [] });
    expect(await bees.owner.get(`/analytics/live?vendor=${bees.vendor.id}`)).not.toHaveProperty('carts');
  });

  test.each([
    ['no list', { visits: 'many' }],
    ['more than a hundred', { visits: Array(101).fill({}) }],
    ['nothing', {}],
  ])('is refused when it is %s', async (_, body) => {
    expect((await guest.ask('POST', '/collect', { body })).status).toBe(400);
  });

  test('is nobody else’s to see: no other tenant, no vendor, no shopper', async () => {
    const acme = await openTenant(await logInToPlatform(souk), 'acme');
    expect((await acme.get<ResultOf<'analytics.funnel'>>('/analytics/funnel')).items).toEqual([]);
    expect((await acme.get<ResultOf<'analytics.views'>>('/analytics/views')).items).toEqual([]);
    expect((await acme.ask('GET', `/analytics/views?vendor=${bees.vendor.id}`)).status).toBe(404);
    const shopper = await register(guest, 'sue@example.org');
    for (const question of ['funnel', 'searches', 'carts', 'views']) {
      for (const person of [shopper, bees.owner]) {
        expect([403, 404]).toContain((await person.ask('GET', `/analytics/${question}`)).status);
      }
    }
  });

  test('is told by a script that any page may include', async () => {
    const { text, headers } = await guest.ask('GET', '/collect.js');
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(() => new Function(text)).not.toThrow();
    expect(text).toMatch(/globalPrivacyControl/);
  });
});
