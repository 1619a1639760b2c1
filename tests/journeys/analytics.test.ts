import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnalyticsActions } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { buy, logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import { run, type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform, openTenant } from './tenants.given.ts';
import { type Visitor, visitor } from './visitor.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];
type Sales = ResultOf<'analytics.sales'>;

let souk: Souk;
let guest: Visitor;
let operator: Person;
let bees: Shop;
let wool: Shop;
let honey: Ware;
let scarf: Ware;

const ofVendors = ['sales', 'products', 'customers', 'live', 'categories', 'stock', 'views'];
const ofTenants = ['vendors', 'operation', 'payments', 'reconciliation', 'funnel', 'searches', 'carts'];

(hasEngine ? describe : describe.skip)('Who asks for figures', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { ANALYTICS: 'on' } });
    guest = visitor(souk.url);
    operator = await logIn(guest, 'operator@demo.example');
    bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
    wool = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
    honey = await stockWare(bees, 'Heather honey', 750, 10);
    scarf = await stockWare(wool, 'Island scarf', 4_200, 5);
    await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 2, [scarf.sku]: 1 });
    await eventually('it is counted', async () => (await totals(operator))?.orders === 1);
  });

  /** Of the last days; undefined while analytics have not begun. */
  const totals = async (asker: Visitor, query = '') => {
    const { status, body } = await asker.ask<Sales>('GET', `/analytics/sales${query}`);
    return status === 200 ? body.totals[0] : undefined;
  };

  test('sees as the operator what was sold a moment ago, to the penny', async () => {
    expect(await totals(operator)).toEqual({
      currency: 'GBP',
      orders: 1,
      units: 3,
      gross: 5_700,
      tax: 0,
      commission: 570,
      refunds: 0,
      net: 5_700,
      averageOrder: 5_700,
    });
    const { items } = await operator.get<Sales>('/analytics/sales?by=vendor');
    expect(items.map(({ vendorId, gross }) => [vendorId, gross])).toEqual([
      [wool.vendor.id, 4_200],
      [bees.vendor.id, 1_500],
    ]);
  });

  test('sees as a vendor its own share, by the minute, and the order it was in', async () => {
    const live = await bees.owner.get<ResultOf<'analytics.live'>>(`/analytics/live?vendor=${bees.vendor.id}`);
    expect(live.minutes).toHaveLength(60);
    expect([live.totals[0]?.gross, live.lastOrders.map(({ amount, units }) => [amount, units])]).toEqual([
      1_500,
      [[1_500, 2]],
    ]);
    const { items } = await bees.owner.get<ResultOf<'analytics.products'>>(
      `/analytics/products?vendor=${bees.vendor.id}`,
    );
    expect(items.map(({ productId, units }) => [productId, units])).toEqual([[honey.product.id, 2]]);
  });

  test('sees days without sales as zeros, in the money of the tenant', async () => {
    const { items, totals: sums } = await operator.get<Sales>(
      '/analytics/sales?from=2020-02-27&to=2020-03-01&grain=day',
    );
    expect(items.map(({ start, currency, gross }) => [start, currency, gross])).toEqual(
      ['27', '28', '29']
        .map((day) => [`2020-02-${day}T00:00:00.000Z`, 'GBP', 0])
        .concat([['2020-03-01T00:00:00.000Z', 'GBP', 0]]),
    );
    expect(sums).toEqual([expect.objectContaining({ currency: 'GBP', gross: 0, orders: 0 })]);
  });

  test('is told how payments, orders and vendors do', async () => {
    const payments = await operator.get<ResultOf<'analytics.payments'>>('/analytics/payments');
    expect(payments.items).toEqual([
      expect.objectContaining({ provider: 'sandbox', method: 'card', captured: 1, successRate: 10_000 }),
    ]);
    expect(await operator.get('/analytics/operation')).toMatchObject({ placed: 1, confirmed: 1, cancelled: 0 });
    const { items } = await operator.get<ResultOf<'analytics.vendors'>>('/analytics/vendors');
    const shares = items.map(({ vendorId, balance, opened, late }) => ({ vendorId, balance, opened, late }));
    expect(shares).toContainEqual({ vendorId: bees.vendor.id, balance: 1_350, opened: 1, late: 0 });
  });

  test('is told what is on the shelves, what was sold of it and to whom', async () => {
    const items = await eventually('its units have left the house', async () => {
      const stock = await bees.owner.get<ResultOf<'analytics.stock'>>(`/analytics/stock?vendor=${bees.vendor.id}`);
      return stock.items[0]?.units === 2 && stock.items;
    });
    expect(items).toMatchObject([{ sku: honey.sku, vendorId: bees.vendor.id, left: 8, units: 2, received: 10 }]);
    const shelves = await operator.get<ResultOf<'analytics.categories'>>('/analytics/categories');
    expect(shelves.items).toMatchObject([{ categoryId: '', orders: 1, units: 3, gross: 5_700 }]);
    const buyers = await operator.get<Sales>('/analytics/sales?by=customer');
    expect(buyers.items).toMatchObject([{ customer: 'new', orders: 1, gross: 5_700 }]);
  });

  test('gets the items as a table', async () => {
    const { text, headers } = await operator.ask('GET', '/analytics/sales?by=vendor&format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')[0]).toBe('vendorId,currency,orders,units,gross,tax,commission,refunds,net,averageOrder');
  });

  test.each([
    ['from=yesterday', 'from'],
    ['from=2026-11-22T10:00:00', 'from'],
    ['from=2026-02-30', 'from'],
    ['from=2026-11-22&to=2026-11-01', 'from'],
    ['tz=Europe/Atlantis', 'tz'],
    [`tz=${encodeURIComponent("UTC') OR 1=1 --")}`, 'tz'],
    ['grain=minute', 'grain'],
    ['by=tenant', 'by'],
    [`vendor=${encodeURIComponent("' OR ''='")}`, 'vendor'],
    ['limit=0', 'limit'],
    ['tenant=other', 'tenant'],
  ])('is told what is wrong with ?%s', async (query, field) => {
    const { status, body } = await operator.ask('GET', `/analytics/sales?${query}`);
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  test('sees nothing of another vendor, nor as a vendor of the whole tenant', async () => {
    for (const question of ofVendors) {
      const answers = await Promise.all([
        wool.owner.ask('GET', `/analytics/${question}?vendor=${bees.vendor.id}`),
        wool.owner.ask('GET', `/analytics/${question}?vendor=ven_nobody`),
        wool.owner.ask('GET', `/analytics/${question}`),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
  });

  test.each([...ofVendors, ...ofTenants])('sees nothing of %s as a shopper or a visitor', async (question) => {
    const shopper = await logIn(guest, 'ann@example.org');
    const { status } = await shopper.ask('GET', `/analytics/${question}`);
    expect([403, 404]).toContain(status);
    expect((await guest.ask('GET', `/analytics/${question}`)).status).toBe(401);
  });

  test('in another tenant sees that tenant’s own, which is nothing yet', async () => {
    const platform = await logInToPlatform(souk);
    const boss = await openTenant(platform, 'acme');
    expect(await totals(boss)).toMatchObject({ gross: 0, orders: 0 });
    expect((await boss.get<Sales>('/analytics/sales?by=vendor')).items).toEqual([]);
    const { status } = await boss.ask('GET', `/analytics/sales?vendor=${bees.vendor.id}`);
    expect(status).toBe(404);
    expect((await operator.with({ 'souk-tenant': 'acme' }).ask('GET', '/analytics/sales')).status).toBe(404);
  });

  test('finds everything again when the platform has it made anew, which nobody else may', async () => {
    const before = (await operator.get<Sales>('/analytics/sales')).totals;
    const rebuilding = run('analytics', ['rebuild'], { DATA_DIR: souk.directory, ANALYTICS: 'on' });
    expect([await rebuilding.ended, rebuilding.printed()]).toEqual([0, expect.stringContaining('made anew')]);
    expect((await operator.get<Sales>('/analytics/sales')).totals).toEqual(before);
    expect((await operator.ask('POST', '/analytics/rebuild')).status).toBe(403);
  });

  test('finds the sums equal to the ledger’s, also by the command', async () => {
    const checking = run('analytics', ['reconcile'], { DATA_DIR: souk.directory, ANALYTICS: 'on' });
    expect([await checking.ended, checking.printed()]).toEqual([
      0,
      expect.stringMatching(/demo: \d+ sums compared, every one is equal/),
    ]);
  });

  test('finds them again after the shop was killed', async () => {
    await souk.kill();
    souk = await startSouk({ directory: souk.directory, env: { ANALYTICS: 'on' } });
    const again = await logIn(visitor(souk.url), 'operator@demo.example');
    await eventually('it is counted', async () => (await totals(again))?.orders === 1);
    const { equal, missing } = await again.get<ResultOf<'analytics.reconcile'>>('/analytics/reconciliation');
    expect([equal, missing]).toEqual([true, []]);
    expect(await souk.stop()).toBe(0);
  });
});

test('A shop without analytics sells, is ready, and says that it has none', async () => {
  const off = await startSouk();
  const visiting = visitor(off.url);
  const boss = await logIn(visiting, 'operator@demo.example');
  const { status, body, headers } = await boss.ask('GET', '/analytics/sales');
  expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'ANALYTICS_UNAVAILABLE', '1']);
  expect(await visiting.get('//health/ready')).toMatchObject({
    checks: { analytics: { ok: true, detail: 'analytics is off' } },
  });
  expect(await off.stop()).toBe(0);
});
