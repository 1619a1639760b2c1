import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAsk } from '../../analytics/ask.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { salesByCategory } from '../../analytics/queries/sales-by-category.ts';
import { salesByCustomer } from '../../analytics/queries/sales-by-customer.ts';
import { salesByTime } from '../../analytics/queries/sales-by-time.ts';
import { stock } from '../../analytics/queries/stock.ts';
import { streamOf } from '../../tenants/isolation.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, confirmed, Log, refunded } from './log.given.ts';
import { feed, writerOn } from './writer.given.ts';

const hourS = 3_600;
const beganS = began / 1_000;

(hasEngine ? describe : describe.skip)('What is on the shelves', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(() => begunAnew(engine));

  const write = async (...logs: readonly Log[]) => feed(await writerOn(engine, logs), logs);

  /** Events of one stock, each an hour after the one before. */
  const stockLog = (tenantId: string, sku: string, vendorId: string) => {
    const steps = [
      { type: 'opened', vendorId, available: 0 },
      { type: 'received', quantity: 3, warehouse: 'main', available: 3 },
      { type: 'reserved', orderId: 'o1', portions: [{ warehouse: 'main', quantity: 3 }], available: 0 },
      { type: 'committed', orderId: 'o1', quantity: 3, available: 0 },
      { type: 'restocked', orderId: 'o1', quantity: 1, warehouse: 'main', available: 1 },
      { type: 'barred', orderId: 'o2', available: 1 },
    ];
    const log = new Log(`inventory/${sku}`);
    for (const [place, step] of steps.entries()) {
      const entry = { stream: streamOf(tenantId, 'stock', sku), version: place + 1, events: [step as never] };
      log.add([entry], began + place * hourS * 1_000);
    }
    return log;
  };

  test('is sold, comes back, is out for hours, and is told to its vendor alone', async () => {
    await write(stockLog('acme', 'a', 'ven_1'), stockLog('acme', 'b', 'ven_2'), stockLog('other', 'c', 'ven_1'));
    const asked = { from: beganS + hourS, to: beganS + 6 * hourS, limit: 10, scarce: 0 };
    const one = { left: 1, units: 2, received: 3, outMs: 2 * hourS * 1_000, knownMs: 5 * hourS * 1_000, average: 1 };
    const unbought = { boughtUnits: 0, boughtGross: {} };
    expect(await createAsk(engine)({ tenantId: 'acme' }, stock, asked)).toEqual([
      { sku: 'a', vendorId: 'ven_1', ...one, ...unbought },
      { sku: 'b', vendorId: 'ven_2', ...one, ...unbought },
    ]);
    expect(await createAsk(engine)({ tenantId: 'acme', vendorId: 'ven_2' }, stock, { ...asked, scarce: 1 })).toEqual([
      { sku: 'b', vendorId: 'ven_2', ...one, ...unbought },
    ]);
  });

  test('tells what its units brought in the span, in each currency and to its vendor alone', async () => {
    const orders = new Log('orders/00');
    const buy = (orderId: string, placedAt: number, currency = 'GBP') => {
      const order = confirmed({ tenantId: 'acme', orderId, placedAt });
      orders.add([
        { ...order, events: order.events.map((event) => ({ ...event, total: { amount: 3_600, currency } })) },
      ]);
    };
    buy('ord_0', began - 1_000);
    buy('ord_1', began);
    buy('ord_2', began + hourS * 1_000, 'EUR');
    buy('ord_3', began + 6 * hourS * 1_000);
    await write(stockLog('acme', 'prod_1-1', 'ven_1'), stockLog('acme', 'prod_2-1', 'ven_2'), orders);
    const asked = { from: beganS, to: beganS + 6 * hourS, limit: 10, scarce: 0 };
    expect(await createAsk(engine)({ tenantId: 'acme' }, stock, asked)).toMatchObject([
      { sku: 'prod_1-1', units: 2, boughtUnits: 2, boughtGross: { EUR: 1_200, GBP: 1_200 } },
      { sku: 'prod_2-1', units: 2, boughtUnits: 4, boughtGross: { EUR: 2_400, GBP: 2_400 } },
    ]);
    expect(await createAsk(engine)({ tenantId: 'acme', vendorId: 'ven_2' }, stock, asked)).toMatchObject([
      { sku: 'prod_2-1', boughtUnits: 4 },
    ]);
  });

  test('belongs to categories, to several at once or to none', async () => {
    const orders = new Log('orders/00').add([confirmed({ tenantId: 'acme', orderId: 'ord_1', placedAt: began })]);
    const catalog = new Log('catalog/00');
    const product = (id: string, version: number, categoryIds: readonly string[]) => {
      const event = { type: 'published', product: { id, vendorId: 'ven_1', categoryIds } };
      catalog.add([{ stream: streamOf('acme', 'product', id), version, events: [event as never] }]);
    };
    product('prod_1', 1, ['cat_old']);
    product('prod_1', 2, ['cat_a', 'cat_b']);
    await write(orders, catalog);
    const span = { from: beganS - hourS, to: beganS + hourS, limit: 10 };
    const first = { currency: 'GBP', orders: 1, units: 1, gross: 1_200, tax: 200 };
    expect(await createAsk(engine)({ tenantId: 'acme' }, salesByCategory, span)).toEqual([
      { key: '', currency: 'GBP', orders: 1, units: 2, gross: 2_400, tax: 400 },
      { key: 'cat_a', ...first },
      { key: 'cat_b', ...first },
    ]);
    expect(await createAsk(engine)({ tenantId: 'other' }, salesByCategory, span)).toEqual([]);
  });

  test('is bought by new customers, by those who come again, and by guests', async () => {
    const log = new Log('orders/00');
    const orders = [1, 2, 3].map((number) => ({
      tenantId: 'acme',
      orderId: `ord_${number}`,
      placedAt: began + number * 1_000,
    }));
    const [first, second, third] = orders as [(typeof orders)[0], (typeof orders)[0], (typeof orders)[0]];
    const guest = confirmed(third);
    const events = guest.events.map((event) => ({ ...event, customerId: undefined }));
    log
      .add([confirmed(first)])
      .add([confirmed(second)])
      .add([{ ...guest, events }])
      .add([refunded(second)]);
    await write(log);
    const span = { from: beganS - hourS, to: beganS + hourS, limit: 10 };
    const found = await createAsk(engine)({ tenantId: 'acme' }, salesByCustomer, span);
    expect(found.map(({ key, orders: many, gross, refunds }) => [key, many, gross, refunds])).toEqual([
      ['guest', 1, 3_600, 0],
      ['new', 1, 3_600, 0],
      ['returning', 1, 3_600, 1_200],
    ]);
  });

  test.each([
    ['loses an hour', '2026-03-29', 23, Date.UTC(2026, 2, 29, 1, 30)],
    ['has one more', '2026-10-25', 25, Date.UTC(2026, 9, 25, 1, 30)],
  ])('is counted in the day that %s in London', async (_, date, hours, placedAt) => {
    await write(new Log('orders/00').add([confirmed({ tenantId: 'acme', orderId: 'ord_1', placedAt })]));
    const noon = Date.parse(`${date}T12:00:00Z`) / 1_000;
    const zone = 'Europe/London';
    const about = { from: noon - 36 * hourS, to: noon + 36 * hourS, zone, currency: 'GBP', step: hourS };
    const days = await createAsk(engine)({ tenantId: 'acme' }, salesByTime, { ...about, grain: 'day' });
    const day = days.find(({ gross }) => gross > 0);
    const next = days[days.indexOf(day as (typeof days)[0]) + 1];
    expect([day?.gross, ((next?.start ?? 0) - (day?.start ?? 0)) / hourS]).toEqual([3_600, hours]);
    const pieces = await createAsk(engine)({ tenantId: 'acme' }, salesByTime, { ...about, grain: 'hour', step: 900 });
    expect(pieces.filter(({ gross }) => gross > 0).map(({ start }) => start * 1_000)).toEqual([
      Math.floor(placedAt / 3_600_000) * 3_600_000,
    ]);
  });
});
