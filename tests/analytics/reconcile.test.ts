import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Past } from '../../actors/runtime/feed/past.ts';
import { hour } from '../../actors/runtime/time.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { createAsk } from '../../analytics/ask.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { reconcile } from '../../analytics/reconcile.ts';
import { createReports } from '../../analytics/reports.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, Log, posted, postedBack, refunded } from './log.given.ts';
import { feed, twoLogs, writerOn } from './writer.given.ts';

const day = '2026-11-22';

(hasEngine ? describe : describe.skip)('The sums of a tenant', () => {
  let engine: EmbeddedClickHouse;
  let logs: readonly Log[];
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(async () => {
    await begunAnew(engine);
    logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
  });

  const stored: Past['stored'] = (name, after, last) =>
    (logs.find((log) => log.name === name) as Log).stored(after, last);

  /** An hour after everything, or so long. */
  const compare = (tenantId: string, asOf = Date.now() + hour) =>
    reconcile(
      {
        clickHouse: engine,
        ask: createAsk(engine),
        stored,
        asOf: () => asOf,
      },
      tenantId,
    );

  /** A row that the ledger knows nothing of. */
  const forge = (table: string, columns: string, values: string) =>
    engine.command(`INSERT INTO ${table} (tenant, happened, at, order_id, currency, written, ${columns})
      VALUES ('other', '${day} 09:00:00', '${day} 09:00:00', 'ord_2', 'GBP', 1, ${values})`);

  test('are those of the ledger, day by day, account by account and vendor by vendor', async () => {
    // Clearing, two vendors, commission and tax: as they were posted, and as they were sold.
    expect(await compare('other')).toEqual({ equal: true, compared: 10, differences: [], missing: [] });
  });

  test('are so with refunds too', async () => {
    // A refund has an account of its own besides.
    expect(await compare('acme')).toEqual({ equal: true, compared: 12, differences: [], missing: [] });
  });

  test('leave out a payment that came for an order that was cancelled, and went back', async () => {
    const late = { tenantId: 'late', orderId: 'ord_9', placedAt: began };
    const { events, ...entry } = refunded(late);
    const unsold = { ...entry, events: events.map((event) => ({ ...event, unsold: true })) };
    const lates = [
      new Log('orders/01').add([unsold]),
      new Log('ledger/01').add([posted(late)]).add([postedBack(late)]),
    ];
    logs = [...logs, ...lates];
    await feed(await writerOn(engine, logs), logs);
    expect((await compare('late')).differences).toEqual([]);
    expect(await engine.query("SELECT sum(refunds) AS refunds FROM minutes WHERE tenant = 'late'")).toEqual([
      { refunds: 0 },
    ]);
  });

  test('are not when a refund was never posted', async () => {
    await forge('sales', 'kind, vendor, payable, commission, tax', "'refund', 'ven_1', 900, 0, 0");
    const sum = { of: 'sales', day, currency: 'GBP', ledger: 0 };
    expect((await compare('other')).differences).toEqual([
      { ...sum, account: 'refunds', vendorId: '', analytics: 900 },
      { ...sum, account: 'vendor_payable', vendorId: 'ven_1', ledger: 2_700, analytics: 1_800 },
    ]);
  });

  test('are not when more was sold than was posted', async () => {
    await forge('sales', 'kind, vendor, payable, commission, tax', "'sale', 'ven_1', 5, 0, 0");
    const sum = { of: 'sales', day, currency: 'GBP' };
    expect((await compare('other')).differences).toEqual([
      { ...sum, account: 'shopper_clearing', vendorId: '', ledger: -10_800, analytics: -10_805 },
      { ...sum, account: 'vendor_payable', vendorId: 'ven_1', ledger: 2_700, analytics: 2_705 },
    ]);
  });

  test('are not when analytics have another posting than the ledger', async () => {
    await forge('postings', 'kind, account, amount', "'capture', 'tips', 1");
    expect((await compare('other')).differences).toContainEqual({
      of: 'postings',
      day,
      account: 'tips',
      vendorId: '',
      currency: 'GBP',
      ledger: 0,
      analytics: 1,
    });
  });

  test('are compared with the ledger alone while what was posted long ago is told by rows that are still to come', async () => {
    await begunAnew(engine);
    const ledger = logs.filter(({ name }) => name.startsWith('ledger/'));
    await feed(await writerOn(engine, ledger), ledger);
    const { reconcile: counted } = createReports({
      analytics: {
        ...{ clickHouse: engine, reached: 0, problem: () => undefined, whole: (asks) => asks() },
        ...{ freshness: () => ({ asOf: began, behind: 12 }), rebuild: () => undefined },
        rebuilding: () => ({ isUnderWay: false, left: 0 }),
      },
      world: realWorld,
      past: () => ({ stored }) as unknown as Past,
    });
    expect((await counted('other')).differences).toEqual([]);
  });

  test('are compared with the ledger alone while orders are being confirmed', async () => {
    await engine.command("ALTER TABLE sales DELETE WHERE tenant = 'other' SETTINGS mutations_sync = 2");
    expect((await compare('other', began)).equal).toBe(true);
    expect((await compare('other')).equal).toBe(false);
  });
});
