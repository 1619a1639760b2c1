import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '../../actors/runtime/journal/entry.ts';
import { day } from '../../actors/runtime/time.ts';
import type { TenantsEvents } from '../../actors/tenants/contract.ts';
import { createAsk } from '../../analytics/ask.ts';
import type { ClickHouse } from '../../analytics/clickhouse.ts';
import { migrate } from '../../analytics/migrate.ts';
import { clickHouseOverHttp } from '../../analytics/over-http.ts';
import { missingFrom, placesIn } from '../../analytics/places.ts';
import { salesByCountry } from '../../analytics/queries/sales-by-country.ts';
import { salesTotals } from '../../analytics/queries/sales-totals.ts';
import { stock } from '../../analytics/queries/stock.ts';
import { vendorBalances } from '../../analytics/queries/vendor-balances.ts';
import { reconcile } from '../../analytics/reconcile.ts';
import { forgetOverdue } from '../../analytics/retention.ts';
import { streamOf } from '../../tenants/isolation.ts';
import { eventually } from '../journeys/eventually.ts';
import { openEngine } from './engine.given.ts';
import { startFaultyServer } from './faulty-server.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { confirmed, Log, posted } from './log.given.ts';
import { feed, writerOn } from './writer.given.ts';

const month = 31 * day;
const now = Date.now();

type Happened = Pick<Entry, 'stream' | 'version' | 'events'>;

/** `months`: that its plan keeps; undefined: one of before there was such a limit. */
function planned(tenantId: string, version: number, months?: number): Happened {
  const limits = { vendors: 1, products: 1, requestsPerMinute: 1, ...(months && { analyticsMonths: months }) };
  const event: TenantsEvents['tenants.planned'] = { type: 'planned', plan: 'free', limits };
  return { stream: streamOf(tenantId, 'tenant', tenantId), version, events: [event] };
}

const stocked = (tenantId: string, version: number, event: Happened['events'][number]): Happened => ({
  stream: streamOf(tenantId, 'stock', 'prod_1-1'),
  version,
  events: [event],
});

/** An order of each age, and a stock of which nothing was heard since the first. */
function logsOf(tenantId: string, ages: readonly number[]): readonly Log[] {
  const [orders, ledger] = [new Log('orders/00'), new Log('ledger/03')];
  const inventory = new Log('inventory/01');
  const opened = { type: 'opened', vendorId: 'ven_1', available: 0 };
  const received = { type: 'received', quantity: 7, available: 7 };
  for (const [number, age] of ages.toSorted((a, b) => b - a).entries()) {
    const placedAt = now - age;
    const bought = { tenantId, orderId: `ord_${number}`, placedAt };
    ledger.add([posted(bought)], placedAt);
    orders.add([confirmed(bought)], placedAt);
    if (number > 0) continue;
    inventory.add([stocked(tenantId, 1, opened)], placedAt).add([stocked(tenantId, 2, received)], placedAt);
  }
  return [orders, ledger, inventory];
}

const span = { from: Math.floor((now - 80 * month) / 1_000), to: Math.floor((now + month) / 1_000) };

/** What every ClickHouse must forget, wherever it runs. */
function retentionSuite(name: string, open: () => Promise<ClickHouse>): void {
  describe(`What a plan does not keep, ${name}`, () => {
    let clickHouse: ClickHouse;
    let logs: readonly Log[];
    beforeAll(async () => {
      clickHouse = await open();
    });
    beforeEach(async () => {
      await clickHouse.drop();
      await clickHouse.create();
      await migrate(clickHouse);
    });

    const write = async (...given: readonly Log[]) => {
      logs = given;
      await feed(await writerOn(clickHouse, logs), logs);
    };

    const asked = async (tenantId: string) => {
      const ask = createAsk(clickHouse);
      const [sums] = await ask({ tenantId }, salesTotals, span);
      const [shares] = await ask({ tenantId }, salesByCountry, { ...span, limit: 10 });
      return { byMinute: sums?.orders ?? 0, byShare: shares?.orders ?? 0 };
    };

    const compare = (tenantId: string) =>
      reconcile(
        {
          ...{ clickHouse, ask: createAsk(clickHouse), asOf: () => now + day },
          stored: (log, after, last) => (logs.find((one) => one.name === log) as Log).stored(after, last),
        },
        tenantId,
      );

    const rowsOf = async (tenantId: string) => {
      const [found] = await clickHouse.query(
        `SELECT
          (SELECT count() FROM events WHERE tenant = {tenant:String} AND startsWith(type, 'orders.')) AS events,
          (SELECT count() FROM sold WHERE tenant = {tenant:String}) AS sold,
          (SELECT count() FROM minutes FINAL WHERE tenant = {tenant:String} AND vendor = '') AS minutes`,
        { tenant: tenantId },
      );
      return found;
    };

    test('is not shown any more from the moment on in which the plan is given, and shown again by a larger one', async () => {
      const tenants = new Log('tenants/00').add([planned('acme', 1)]);
      await write(...logsOf('acme', [0, 2 * month, 9 * month]), tenants);
      expect(await asked('acme')).toEqual({ byMinute: 3, byShare: 3 });
      tenants.add([planned('acme', 2, 3)]);
      await feed(await writerOn(clickHouse, logs), logs);
      expect(await asked('acme')).toEqual({ byMinute: 2, byShare: 2 });
      tenants.add([planned('acme', 3, 12)]);
      await feed(await writerOn(clickHouse, logs), logs);
      expect(await asked('acme')).toEqual({ byMinute: 3, byShare: 3 });
    });

    test('leaves the tables, rows and sums, and of other tenants nothing does', async () => {
      const both = [...logsOf('acme', [0, 9 * month]), new Log('tenants/00').add([planned('acme', 1, 3)])];
      const others = logsOf('other', [0, 9 * month]).map((log, place) => {
        const own = new Log(`${log.name.split('/')[0]}/1${place}`);
        own.batches.push(...log.batches.map((batch) => ({ ...batch, partition: own.name })));
        return own;
      });
      await write(...both, ...others);
      expect(await rowsOf('acme')).toEqual({ events: 2, sold: 4, minutes: 2 });
      // The last insert may be repeated after a crash, so its rows stay until another one has come.
      await forgetOverdue(clickHouse);
      await eventually('it is gone', async () => ((await rowsOf('acme')) as { sold: number }).sold === 2);
      await eventually('all of it is', async () => ((await rowsOf('acme')) as { minutes: number }).minutes === 1);
      expect(await rowsOf('other')).toEqual({ events: 2, sold: 4, minutes: 2 });
      expect([await asked('acme'), await missingFrom(clickHouse)]).toEqual([{ byMinute: 1, byShare: 1 }, []]);
    });

    test('takes along neither what is owed to vendors nor what stands on the shelves', async () => {
      await write(...logsOf('acme', [0, 9 * month]), new Log('tenants/00').add([planned('acme', 1, 3)]));
      await forgetOverdue(clickHouse);
      await eventually('it is gone', async () => ((await rowsOf('acme')) as { sold: number }).sold === 2);
      const ask = createAsk(clickHouse);
      expect(await ask({ tenantId: 'acme', vendorId: 'ven_1' }, vendorBalances, {})).toEqual([
        { key: 'ven_1', currency: 'GBP', balance: 1_800 },
      ]);
      const [shelf] = await ask({ tenantId: 'acme', vendorId: 'ven_1' }, stock, { ...span, scarce: 0, limit: 10 });
      expect(shelf).toMatchObject({ sku: 'prod_1-1', vendorId: 'ven_1', left: 7, received: 0 });
    });

    test('is not missed by whoever compares the sums with the ledger, nor are months older than anybody keeps', async () => {
      await write(...logsOf('acme', [0, 2 * month, 9 * month]), new Log('tenants/00').add([planned('acme', 1, 3)]));
      expect(await compare('acme')).toMatchObject({ equal: true, differences: [] });
      await forgetOverdue(clickHouse);
      await eventually('it is gone', async () => ((await rowsOf('acme')) as { sold: number }).sold === 4);
      expect(await compare('acme')).toMatchObject({ equal: true, differences: [] });
    });

    test('is nothing at all where nothing is too old', async () => {
      await write(...logsOf('acme', [0, 2 * month]), new Log('tenants/00').add([planned('acme', 1, 3)]));
      expect(await forgetOverdue(clickHouse)).toEqual([]);
    });

    test('does not change which insert is repeated after a crash, however old it was', async () => {
      await write(...logsOf('acme', [9 * month]), new Log('tenants/00').add([planned('acme', 1, 3)]));
      const { last } = await placesIn(clickHouse);
      for (const table of ['events', 'sold', 'sales']) {
        await clickHouse.command(
          `ALTER TABLE ${table} DELETE WHERE startsWith(tenant, 'a') SETTINGS mutations_sync = 2`,
        );
      }
      expect((await placesIn(clickHouse)).last).toEqual(last);
      await feed(await writerOn(clickHouse, logs), logs);
      expect([await rowsOf('acme'), await missingFrom(clickHouse)]).toEqual([{ events: 0, sold: 0, minutes: 1 }, []]);
    });
  });
}

if (hasEngine) {
  retentionSuite('beside the shop', () => openEngine());
  retentionSuite('over HTTP', async () => {
    const { url } = await startFaultyServer();
    return clickHouseOverHttp({ url, database: 'forgets', timeoutMs: 20_000 });
  });
} else test.skip('What a plan does not keep is forgotten', () => undefined);
