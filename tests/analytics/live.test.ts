import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Ask, createAsk } from '../../analytics/ask.ts';
import { rowLine } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { carts } from '../../analytics/queries/carts.ts';
import { openCarts } from '../../analytics/queries/open-carts.ts';
import { scarceStock } from '../../analytics/queries/scarce-stock.ts';
import { visitorsNow } from '../../analytics/queries/visitors-now.ts';
import { streamOf } from '../../tenants/isolation.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, Log } from './log.given.ts';
import { feed, writerOn } from './writer.given.ts';

const minuteMs = 60_000;
const since = began / 1_000;

type Step = { readonly type: string };

/** What happens to one thing, step by step, a minute after the one before. */
function happens(log: Log, tenantId: string, kind: string, id: string, steps: readonly Step[], from = began): Log {
  for (const [place, step] of steps.entries()) {
    const entry = { stream: streamOf(tenantId, kind, id), version: place + 1, events: [step as never] };
    log.add([entry], from + place * minuteMs);
  }
  return log;
}

const created = { type: 'created', currency: 'GBP' };
const put = (sku: string, quantity: number) => ({
  type: 'lineSet',
  line: { sku, vendorId: 'ven_1', productId: 'prod_1', unitPrice: 500 },
  quantity,
});
const out = { type: 'checkedOut', orderId: 'ord_1', total: { amount: 500, currency: 'GBP' }, lines: [] };

const reserved = (quantity: number, available: number) => ({
  type: 'reserved',
  orderId: `o${available}`,
  portions: [{ warehouse: 'main', quantity }],
  available,
});

(hasEngine ? describe : describe.skip)('What is going on now', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(() => begunAnew(engine));

  const write = async (log: Log) => feed(await writerOn(engine, [log]), [log]);
  const ask: Ask = (...asked) => createAsk(engine)(...asked);

  test('is in carts that somebody touched and did not check out, worth what their lines cost', async () => {
    const log = new Log('carts/00');
    happens(log, 'acme', 'cart', 'open', [created, put('a', 2), put('b', 1), put('a', 1)]);
    happens(log, 'acme', 'cart', 'thawed', [created, put('a', 1), out, { type: 'thawed' }]);
    happens(log, 'acme', 'cart', 'sold', [created, put('a', 1), out]);
    happens(log, 'acme', 'cart', 'emptied', [created, put('a', 1), { type: 'lineRemoved', sku: 'a' } as Step]);
    happens(log, 'acme', 'cart', 'old', [created, put('a', 9)], began - 90 * minuteMs);
    happens(log, 'other', 'cart', 'theirs', [created, put('a', 7)]);
    await write(log);
    expect(await ask({ tenantId: 'acme' }, openCarts, { since })).toEqual([
      { currency: 'GBP', open: 2, openWorth: 1_500 },
    ]);
  });

  test('is one cart where a guest’s was taken into that of an account, worth the lines of both', async () => {
    const log = new Log('carts/00');
    const line = (sku: string, quantity: number) => ({ ...put(sku, 0).line, quantity });
    const taken = { type: 'linesTaken', from: 'guests', lines: [line('a', 1), line('b', 2)] };
    happens(log, 'acme', 'cart', 'guests', [created, put('a', 1), put('b', 2), { type: 'linesGiven' }]);
    happens(log, 'acme', 'cart', 'own', [created, put('a', 2), taken]);
    happens(log, 'acme', 'cart', 'later', [created, put('a', 2), taken, put('a', 1)]);
    await write(log);
    const [both, less] = [2 + 1 + 2, 1 + 2];
    expect(await ask({ tenantId: 'acme' }, openCarts, { since })).toEqual([
      { currency: 'GBP', open: 2, openWorth: 500 * (both + less) },
    ]);
    const span = { from: since, to: since + 3_600, now: since + 3_600 };
    expect(await ask({ tenantId: 'acme' }, carts, span)).toMatchObject([{ carts: 2, open: 2, openWorth: 500 * 8 }]);
  });

  test('is stock that lasts no longer than it took to be bought, the first to run out first', async () => {
    const log = new Log('inventory/00');
    const opened = (vendorId: string) => ({ type: 'opened', vendorId, available: 10 });
    const released = { type: 'released', orderId: 'o4', quantity: 6, available: 10 };
    happens(log, 'acme', 'stock', 'gone', [opened('ven_1'), reserved(10, 0)]);
    happens(log, 'acme', 'stock', 'soon', [opened('ven_2'), reserved(6, 4)]);
    happens(log, 'acme', 'stock', 'plenty', [opened('ven_1'), reserved(1, 9)]);
    happens(log, 'acme', 'stock', 'given-back', [opened('ven_1'), reserved(6, 4), released]);
    happens(log, 'other', 'stock', 'theirs', [opened('ven_1'), reserved(10, 0)]);
    await write(log);
    const [gone, soon] = [
      { sku: 'gone', left: 0, units: 10 },
      { sku: 'soon', left: 4, units: 6 },
    ];
    expect(await ask({ tenantId: 'acme' }, scarceStock, { since, limit: 10 })).toEqual([gone, soon]);
    expect(await ask({ tenantId: 'acme' }, scarceStock, { since, limit: 1 })).toEqual([gone]);
    expect(await ask({ tenantId: 'acme', vendorId: 'ven_2' }, scarceStock, { since, limit: 10 })).toEqual([soon]);
  });

  test('is who is there: a visitor once, one that stands for four as four, and no bot', async () => {
    const row = (visitor: string, more: readonly (string | number)[]) => rowLine([visitor, ...more]);
    const columns = ['visitor', 'tenant', 'type', 'at', 'session', 'is_bot', 'weight'] as const;
    const rows = [
      row('ann', ['acme', 'viewed', began, 'one', 0, 1]),
      row('ann', ['acme', 'added', began + 1, 'two', 0, 1]),
      row('bob', ['acme', 'viewed', began, 'three', 0, 4]),
      row('', ['acme', 'viewed', began, 'nameless', 0, 1]),
      row('bot', ['acme', 'viewed', began, 'four', 1, 1]),
      row('cleo', ['acme', 'viewed', began - minuteMs, 'five', 0, 1]),
      row('dan', ['other', 'viewed', began, 'six', 0, 1]),
    ];
    await engine.insert('visits', columns, rows, 'visits');
    expect(await ask({ tenantId: 'acme' }, visitorsNow, { since })).toEqual([{ visitors: 6 }]);
    expect(await ask({ tenantId: 'nobody' }, visitorsNow, { since })).toEqual([{ visitors: 0 }]);
  });
});
