import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { ClickHouse } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { createPseudonyms, keysOf } from '../../analytics/rows/pseudonyms.ts';
import { Writer } from '../../analytics/writing/writer.ts';
import { eventually } from '../journeys/eventually.ts';
import { began, confirmed, Log, posted, postedBack, refunded } from './log.given.ts';

const areas = ['orders', 'ledger'];
const vault = memoryVault(realWorld, emptySafe());

export type Outcome = 'done' | 'lost' | 'never';

/** A line to the engine on which the next inserts fare as a test says; after that everything is done. */
export function bent(engine: ClickHouse, ...outcomes: Outcome[]): ClickHouse {
  return {
    ...engine,
    insert: async (...asked) => {
      const outcome = outcomes.shift() ?? 'done';
      if (outcome !== 'never') await engine.insert(...asked);
      if (outcome !== 'done') throw new Error(`the answer is ${outcome}`);
    },
  };
}

export const writerOn = async (clickHouse: ClickHouse, logs: readonly Log[]): Promise<Writer> => {
  const stored = (name: string, after: number, last: number) =>
    (logs.find((log) => log.name === name) ?? new Log(name)).stored(after, last);
  const pseudonyms = createPseudonyms((tenantIds) => keysOf(vault, tenantIds));
  const onReached = () => undefined;
  const writer = new Writer({ clickHouse, pseudonyms, world: realWorld, areas, stored, onReached });
  await writer.prepare();
  return writer;
};

/** As the feed does it: from where the writer stands, again and again until it is taken. */
export async function feed(writer: Writer, logs: readonly Log[], tries = 5): Promise<void> {
  const places = await writer.start();
  await Promise.all(
    logs.map(async ({ name, batches }) => {
      const left = batches.slice(places.get(name) ?? 0);
      for (let tried = 0; tried < tries; tried += 1) {
        const outcome = await writer.handle(name, left).then(
          () => 'done',
          () => 'again',
        );
        if (outcome === 'done') return;
      }
      throw new Error(`${name} was never taken`);
    }),
  );
}

/** Kills the engine and waits until another one serves. */
export async function killed(engine: EmbeddedClickHouse): Promise<void> {
  const before = engine.pid ?? 0;
  process.kill(before, 'SIGKILL');
  await eventually('the engine is back', () => engine.pid !== before && engine.problem() === undefined);
}

const orders = 6;

/** Orders of two tenants over two logs, with a batch in between that holds no event, and a refund of the first one. */
export function twoLogs(): readonly Log[] {
  const [order, ledger] = [new Log('orders/00'), new Log('ledger/03')];
  for (let number = 1; number <= orders; number += 1) {
    const bought = {
      tenantId: number % 2 ? 'acme' : 'other',
      orderId: `ord_${number}`,
      placedAt: began + number * 1_000,
    };
    ledger.add([posted(bought)]);
    order.add([confirmed(bought)]).add([{ stream: 'acme/order/refused', version: 0, events: [] }]);
    if (number > 1) continue;
    ledger.add([postedBack(bought)]);
    order.add([refunded(bought)]);
  }
  return [order, ledger];
}

export const whole = {
  events: 2 * orders + 2,
  sales: 2 * orders + 1,
  sold: 2 * orders,
  postings: 5 * orders + 4,
  gross: 3_600 * orders,
  refunds: 1_200,
  units: 3 * orders,
  orders,
};

const sums = `SELECT
  (SELECT count() FROM events) AS events,
  (SELECT count() FROM sales) AS sales,
  (SELECT count() FROM sold) AS sold,
  (SELECT count() FROM postings) AS postings,
  sum(minutes.gross) AS gross, sum(minutes.refunds) AS refunds, sum(minutes.units) AS units, sum(minutes.orders) AS orders
FROM minutes WHERE vendor = ''`;

/** What is in all tables, and what is made of it. */
export const summed = async (engine: ClickHouse): Promise<unknown> => (await engine.query(sums))[0];
