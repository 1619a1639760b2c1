import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { day } from '../../actors/runtime/time.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { Analytics } from '../../analytics/analytics.ts';
import { createAsk } from '../../analytics/ask.ts';
import { type ClickHouse, ClickHouseUnavailable, rowLine } from '../../analytics/clickhouse.ts';
import { clickHouseOverHttp } from '../../analytics/over-http.ts';
import { missingFrom } from '../../analytics/places.ts';
import { salesTotals } from '../../analytics/queries/sales-totals.ts';
import { visitorsNow } from '../../analytics/queries/visitors-now.ts';
import { eventually } from '../journeys/eventually.ts';
import { openEngine } from './engine.given.ts';
import { startFaultyServer } from './faulty-server.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, confirmed, Log, posted } from './log.given.ts';
import { Shop } from './writing.given.ts';

const orders = 60;
const visitors = 30;
const span = { from: (began - day) / 1_000, to: (began + day) / 1_000 };

/** Adds orders and what the ledger posts of them, from this one on. */
function sell([order, ledger]: readonly [Log, Log], from: number, many: number): void {
  for (let number = from; number < from + many; number += 1) {
    const bought = { tenantId: 'acme', orderId: `ord_${number}`, placedAt: began + number };
    order.add([confirmed(bought)]);
    ledger.add([posted(bought)]);
  }
}

const visitRows = Array.from({ length: visitors }, (_, number) =>
  rowLine(['acme', 'viewed', began, `session-${number}`, `visitor-${number}`, 1]),
);

type Step = { readonly of: 'create' | 'drop' | 'command' | 'query'; readonly at: RegExp; readonly isDone: boolean };

/** A line to the engine of a shop that dies at a step: just before it, or just after. */
function mortal(engine: ClickHouse, step: Step, database = 'souk', life = { isOver: false }): ClickHouse {
  const dead = () => Promise.reject(new ClickHouseUnavailable('the shop has died'));
  const lives =
    <Asked extends readonly unknown[], Answer>(of: string, ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      const isStep = of === step.of && step.at.test(String(asked[0] ?? database));
      if (life.isOver) return dead();
      if (isStep && !step.isDone) life.isOver = true;
      if (life.isOver) return dead();
      const answer = await ask(...asked);
      if (isStep) life.isOver = true;
      return life.isOver ? dead() : answer;
    };
  return {
    ...engine,
    create: lives('create', () => engine.create()),
    drop: lives('drop', () => engine.drop()),
    command: lives('command', (sql: string) => engine.command(sql)),
    query: lives('query', engine.query) as ClickHouse['query'],
    inside: (other) => mortal(engine.inside(other), step, other, life),
    close: async () => undefined,
  };
}

type Death = readonly [after: string, Step];

const deaths: readonly Death[] = [
  ['its tables are half there', { of: 'command', at: /TABLE IF NOT EXISTS balances/, isDone: true }],
  ['it has been written', { of: 'command', at: /DROP TABLE IF EXISTS visits/, isDone: false }],
  ['nothing is in the way of visits', { of: 'command', at: /DROP TABLE IF EXISTS visits/, isDone: true }],
  ['visits have moved', { of: 'command', at: /RENAME TABLE/, isDone: true }],
  ['what was there before is dropped', { of: 'drop', at: /^souk$/, isDone: false }],
];

/** What every ClickHouse must bear, wherever it runs. */
function rebuildSuite(name: string, open: () => Promise<ClickHouse>, deaths: readonly Death[]): void {
  describe(`What is made anew, ${name}`, () => {
    let engine: ClickHouse;
    let shop: Shop;
    let logs: readonly [Log, Log];
    let analytics: Analytics;
    beforeAll(async () => {
      engine = await open();
    });
    beforeEach(async () => {
      for (const database of ['souk', 'souk__2', 'souk__3']) await engine.inside(database).drop();
      shop = new Shop();
      logs = [new Log('orders/00'), new Log('ledger/03')];
      sell(logs, 1, orders);
      for (const log of logs) await shop.store(log);
    });
    afterEach(async () => {
      await analytics.stop();
      await shop.journal.close();
    });

    const begin = async (clickHouse: ClickHouse = engine) => {
      analytics = new Analytics({
        ...{ clickHouse: { ...clickHouse, close: async () => undefined }, database: 'souk', world: realWorld },
        ...{ warn: () => undefined, onCounted: () => undefined },
        write: (own, _, onReached) => shop.write(own, onReached),
      });
      analytics.start();
    };

    const isLevel = () => analytics.problem() === undefined && analytics.freshness().behind === 0;

    const beginWithVisits = async (clickHouse?: ClickHouse) => {
      await begin(clickHouse);
      await eventually('all is written', isLevel);
      const columns = ['tenant', 'type', 'at', 'session', 'visitor', 'weight'] as const;
      await analytics.clickHouse.insert('visits', columns, visitRows, 'visits');
    };

    const asked = () =>
      analytics.whole(async () => {
        const ask = createAsk(analytics.clickHouse);
        const [sums] = await ask({ tenantId: 'acme' }, salesTotals, span);
        const [seen] = await ask({ tenantId: 'acme' }, visitorsNow, { since: span.from });
        return { orders: sums?.orders ?? 0, gross: sums?.gross ?? 0, visitors: seen?.visitors ?? 0 };
      });

    const whole = (many: number) => ({ orders: many, gross: many * 3_600, visitors });

    const databases = async () =>
      (await engine.inside('default').query<{ name: string }>('SELECT name FROM system.databases'))
        .map((one) => one.name)
        .filter((one) => one.startsWith('souk'));

    const isDone = () => !analytics.rebuilding().isUnderWay && isLevel();

    test('takes the place of what was there at once: who asks all the time sees all of it, before and after', async () => {
      await beginWithVisits();
      analytics.rebuild();
      analytics.rebuild();
      let seen = orders;
      do {
        sell(logs, logs[0].batches.length + 1, 1);
        for (const log of logs) await shop.store(log);
        const found = await asked();
        expect(found).toEqual(whole(found.orders));
        expect(found.orders).toBeGreaterThanOrEqual(seen);
        seen = found.orders;
      } while (analytics.rebuilding().isUnderWay);
      await eventually('all is written', isLevel);
      expect([await asked(), await missingFrom(analytics.clickHouse)]).toEqual([whole(logs[0].batches.length), []]);
      expect(await databases()).toEqual(['souk__2']);
    });

    test.each(deaths)('is there once, and whole, when the shop dies after %s', async (_, step) => {
      await beginWithVisits();
      await analytics.stop();
      await begin(mortal(engine, step));
      await eventually('it goes on', isLevel);
      analytics.rebuild();
      await eventually('the shop is dead', () =>
        analytics.clickHouse.query('SELECT 1').then(
          () => false,
          () => true,
        ),
      );
      await analytics.stop();
      await begin();
      await eventually('it is asked again', isLevel);
      expect(await asked()).toEqual(whole(orders));
      await eventually('all is made anew', isDone);
      expect([await asked(), await missingFrom(analytics.clickHouse)]).toEqual([whole(orders), []]);
      expect(await databases()).toEqual(['souk__2']);
    });
  });
}

if (hasEngine) {
  rebuildSuite('beside the shop', () => openEngine(), deaths);
  const served = async () => {
    const { url } = await startFaultyServer();
    return clickHouseOverHttp({ url, database: 'souk', timeoutMs: 20_000 });
  };
  rebuildSuite('over HTTP', served, deaths.slice(3, 4));
} else test.skip('What is made anew takes the place of what was there', () => undefined);
