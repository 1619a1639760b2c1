import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Visit } from '../../actors/analytics/contract.ts';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { createAsk } from '../../analytics/ask.ts';
import type { ClickHouse } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { migrate } from '../../analytics/migrate.ts';
import { carts } from '../../analytics/queries/carts.ts';
import { funnel } from '../../analytics/queries/funnel.ts';
import { funnelByProduct } from '../../analytics/queries/funnel-by-product.ts';
import { productViews } from '../../analytics/queries/product-views.ts';
import { searches } from '../../analytics/queries/searches.ts';
import { strays } from '../../analytics/queries/strays.ts';
import { createPseudonyms, keysOf } from '../../analytics/rows/pseudonyms.ts';
import { VisitWriter } from '../../analytics/visits/visit-writer.ts';
import { streamOf } from '../../tenants/isolation.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, Log } from './log.given.ts';
import { bent, feed, twoLogs, writerOn } from './writer.given.ts';

const second = 1_000;
const span = { from: began / second - 86_400, to: began / second + 86_400 };
const empty = { product: '', sku: '', order: '', query: '', results: 0, position: 0, step: '', value: 0, source: '' };
const browser = { secret: '1 1.2.3.4 Firefox', device: 'desktop', isBot: false };

/** `at`: seconds after the log began. */
const visit = (session: string, type: Visit['type'], at: number, more: Partial<Visit> = {}): Visit => ({
  ...empty,
  ...{ type, session, at: began + at * second },
  ...more,
});

const writer = (clickHouse: Pick<ClickHouse, 'insert' | 'problem'>, mostAMinute = 1_000) => {
  const vault = memoryVault(realWorld, emptySafe());
  const pseudonyms = createPseudonyms((tenantIds) => keysOf(vault, tenantIds));
  const bounds = { wholeAMinute: 1_000, mostAMinute };
  return new VisitWriter({ clickHouse, pseudonyms, world: realWorld, bounds });
};

(hasEngine ? describe : describe.skip)('What browsers tell', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(() => begunAnew(engine));
  const ask = <Params extends object, Row>(
    question: { sql: string; types?: (params: Params) => Row },
    params: object,
  ) => createAsk(engine)({ tenantId: 'acme' }, question as never, { ...span, ...params }) as Promise<readonly Row[]>;

  test('makes a funnel of steps in their order, of those who paid for an order that there is', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const visits = writer(engine);
    const walked = [visit('buyer---', 'viewed', 1), visit('buyer---', 'added', 2), visit('buyer---', 'checkout', 3)];
    await visits.take('acme', [...walked, visit('buyer---', 'paid', 4, { order: 'ord_1' })], 0, browser);
    await visits.take(
      'acme',
      [visit('liar----', 'viewed', 1), visit('liar----', 'paid', 2, { order: 'ord_x' })],
      0,
      browser,
    );
    const mobile = { ...browser, secret: '1 1.2.3.5 Phone', device: 'mobile' };
    await visits.take('acme', [visit('backward', 'added', 1), visit('backward', 'viewed', 2)], 0, mobile);
    await visits.take('other', walked, 0, browser);
    await visits.stop();
    const found = await ask(funnel, { by: 'device', within: 'session', windowMs: 86_400_000 });
    expect(found).toEqual([
      { key: 'desktop', viewed: 2, added: 1, checkout: 1, paid: 1 },
      { key: 'mobile', viewed: 1, added: 0, checkout: 0, paid: 0 },
    ]);
    const visitors = await ask(funnel, { by: '', within: 'week', windowMs: 7 * 86_400_000 });
    expect(visitors).toEqual([{ key: '', viewed: 2, added: 1, checkout: 1, paid: 1 }]);
  });

  test('makes a funnel of each product, of those who paid for an order that holds it', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const visits = writer(engine);
    const of = (session: string, type: Visit['type'], at: number, product: string) =>
      visit(session, type, at, { product });
    await visits.take(
      'acme',
      [
        ...[of('buyer---', 'viewed', 1, 'prod_1'), of('buyer---', 'viewed', 2, 'prod_9')],
        ...[of('buyer---', 'added', 3, 'prod_1'), visit('buyer---', 'checkout', 4)],
        visit('buyer---', 'paid', 5, { order: 'ord_1' }),
        ...[of('looker--', 'viewed', 1, 'prod_9'), of('looker--', 'added', 2, 'prod_9')],
        ...[visit('looker--', 'checkout', 3), visit('looker--', 'paid', 4, { order: 'ord_1' })],
      ],
      0,
      browser,
    );
    await visits.take('other', [of('stranger', 'viewed', 1, 'prod_7')], 0, browser);
    await visits.stop();
    expect(await ask(funnelByProduct, { within: 'session', windowMs: 86_400_000 })).toEqual([
      { key: 'prod_9', viewed: 2, added: 1, checkout: 1, paid: 0 },
      { key: 'prod_1', viewed: 1, added: 1, checkout: 1, paid: 1 },
    ]);
  });

  test('shows what was searched, found, clicked and bought', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const visits = writer(engine);
    const lamp = { query: 'lamp' };
    await visits.take(
      'acme',
      [
        visit('one-----', 'searched', 1, { ...lamp, results: 3 }),
        visit('one-----', 'clicked', 2, { ...lamp, position: 2 }),
        visit('one-----', 'paid', 9, { order: 'ord_1' }),
        visit('two-----', 'searched', 1, { query: 'unicorn' }),
        visit('two-----', 'searched', 2, { ...lamp, results: 3 }),
        visit('two-----', 'clicked', 3, { ...lamp, position: 1 }),
      ],
      0,
      browser,
    );
    await visits.stop();
    expect(await ask(searches, { limit: 10 })).toEqual([
      { query: 'lamp', searches: 2, withoutResult: 0, clicks: 2, clickPosition: 150, bought: 1 },
      { query: 'unicorn', searches: 1, withoutResult: 1, clicks: 0, clickPosition: 0, bought: 0 },
    ]);
  });

  test('stands beside what was sold, and a vendor sees who looked at its own products', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const visits = writer(engine);
    const seen = ['prod_1', 'prod_1', 'prod_2'].map((product, at) => visit('one-----', 'viewed', at, { product }));
    await visits.take('acme', [...seen, visit('one-----', 'added', 5, { product: 'prod_1' })], 0, browser);
    await visits.stop();
    expect(await ask(productViews, { limit: 10 })).toEqual([
      { productId: 'prod_1', views: 2, adds: 1, orders: 3, units: 3 },
      { productId: 'prod_2', views: 1, adds: 0, orders: 3, units: 6 },
    ]);
    const own = { ...span, limit: 10 };
    // No product of that vendor was published in these logs, so nobody looked at one.
    expect(await createAsk(engine)({ tenantId: 'acme', vendorId: 'ven_1' }, productViews, own)).toEqual([
      { productId: 'prod_1', views: 0, adds: 0, orders: 3, units: 3 },
    ]);
  });

  test('of bots, and what cannot be counted, is told apart', async () => {
    const visits = writer(engine);
    await visits.take('acme', [visit('robot---', 'viewed', 1)], 0, { ...browser, isBot: true });
    await visits.take('acme', [], 3, browser);
    await visits.stop();
    const [found] = await ask(strays, { to: Math.ceil(Date.now() / second) + 60 });
    expect(found).toEqual({ bots: 1, refused: 3 });
    expect(await ask(funnel, { by: '', within: 'session', windowMs: 1 })).toEqual([]);
  });

  test('is written once, though the first answer was lost', async () => {
    const visits = writer(bent(engine, 'lost'));
    await visits.take('acme', [visit('one-----', 'viewed', 1)], 0, browser);
    await visits.stop();
    await visits.stop();
    expect(await engine.query('SELECT count() AS rows FROM visits')).toEqual([{ rows: 1 }]);
  });

  test('is taken no further than a minute may bring', async () => {
    const visits = writer(engine, 2);
    const many = [1, 2, 3].map((at) => visit('one-----', 'viewed', at));
    expect(await visits.take('acme', many, 0, browser)).toEqual({ taken: 2, dropped: 1 });
    await visits.stop();
  });
});

(hasEngine ? describe : describe.skip)('Carts', () => {
  test('are open, checked out or abandoned, and worth what lies in them', async () => {
    const engine = await openEngine();
    await migrate(engine);
    const log = new Log('carts/00');
    const add = (id: string, version: number, event: object, atS: number) =>
      log.add([{ stream: streamOf('acme', 'cart', id), version, events: [event as never] }], began + atS * second);
    const line = (sku: string, quantity: number) => ({ type: 'lineSet', quantity, line: { sku, unitPrice: 500 } });
    const created = { type: 'created', currency: 'GBP' };
    for (const id of ['left', 'open', 'out', 'bare']) add(id, 1, created, 0);
    add('left', 2, line('a', 2), 1).add([]);
    add('left', 3, line('b', 1), 2);
    add('left', 4, { type: 'lineRemoved', sku: 'b' }, 3);
    add('out', 2, line('a', 1), 4);
    const total = { amount: 500, currency: 'GBP' };
    add('out', 3, { type: 'checkedOut', orderId: 'ord_1', lines: [], total }, 5);
    add('open', 2, line('a', 3), 7_000);
    await feed(await writerOn(engine, [log]), [log]);
    const now = began / second + 7_200;
    expect(await createAsk(engine)({ tenantId: 'acme' }, carts, { ...span, now })).toEqual([
      { currency: 'GBP', carts: 3, checkedOut: 1, abandoned: 1, abandonedWorth: 1_000, open: 1, openWorth: 1_500 },
    ]);
  });
});
