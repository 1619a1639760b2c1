import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Entry, FeedBatch } from '../../actors/runtime/journal/entry.ts';
import { entryLinesOf, readHeader } from '../../actors/runtime/journal/format.ts';
import type { MemoryDisk } from '../../actors/runtime/journal/memory.ts';
import { createAsk } from '../../analytics/ask.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { reconcile } from '../../analytics/reconcile.ts';
import { begunAnew, openEngine } from '../analytics/engine.given.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { Log } from '../analytics/log.given.ts';
import { feed, writerOn } from '../analytics/writer.given.ts';
import { simulate } from './simulation.ts';

/** In some of them money came late, and went back or did not. Whether a world keeps its promises is judged elsewhere. */
const seeds = [3, 8, 21, 127];
const figuresAreMadeOf = /^(orders|ledger)\//;
/** A world is quick, but not on a machine that does other things too. */
jest.setTimeout(300_000);

/** As who writes rows reads them: what is sealed stays so. */
function logOf(name: string, stored: readonly { readonly bytes: Uint8Array; readonly hash: string }[]): Log {
  const log = new Log(name);
  for (const { bytes, hash } of stored) {
    const { number, at } = readHeader(bytes);
    const entries = entryLinesOf(bytes).map((line): Entry => JSON.parse(Buffer.from(line).toString()));
    log.batches.push({ partition: name, number, hash, at, entries } satisfies FeedBatch);
  }
  return log;
}

const logsOf = ({ logs }: MemoryDisk): readonly Log[] =>
  [...logs].filter(([name]) => figuresAreMadeOf.test(name)).map(([name, { batches }]) => logOf(name, batches));

const entriesIn = (logs: readonly Log[]): readonly Entry[] =>
  logs.flatMap(({ batches }) => batches.flatMap(({ entries }) => entries));

const tenantsIn = (logs: readonly Log[]): ReadonlySet<string> =>
  new Set(entriesIn(logs).map(({ stream }) => tenantOf(stream)));

/** Of all actors of a kind to which one of these things happened. */
const idsOf = (logs: readonly Log[], kind: string, ...types: readonly string[]): readonly string[] =>
  entriesIn(logs)
    .filter(({ stream, events }) => stream.includes(`/${kind}/`) && events.some(({ type }) => types.includes(type)))
    .map(({ stream }) => stream.replace(`/${kind}/`, ' '));

/** Paid too late for an order that was cancelled, and the provider does not give it back: somebody must look at it. */
function leaveOutStuckMoney(logs: readonly Log[]): void {
  const decided = new Set(idsOf(logs, 'order', 'confirmed', 'refunded'));
  const stuck = idsOf(logs, 'book', 'posted').filter((id) => !decided.has(id));
  const isStuck = ({ stream }: Entry) => stuck.includes(stream.replace('/book/', ' '));
  for (const { batches } of logs) {
    for (const [place, batch] of batches.entries()) {
      batches[place] = { ...batch, entries: batch.entries.filter((entry) => !isStuck(entry)) };
    }
  }
}

const tenantOf = (stream: string): string => stream.slice(0, stream.indexOf('/'));

(hasEngine ? describe : describe.skip)('The figures of a market in which everything failed that can', () => {
  let engine: EmbeddedClickHouse;
  let compared = 0;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(() => begunAnew(engine));
  afterAll(() => {
    expect(compared).toBeGreaterThan(0);
  });

  test.each(seeds)('are those of its ledger: world %d', async (seed) => {
    let logs: readonly Log[] = [];
    await simulate(seed, {
      left: ({ journalDisk }) => {
        logs = logsOf(journalDisk);
      },
    });
    expect(logs.length).toBeGreaterThan(0);
    leaveOutStuckMoney(logs);
    await feed(await writerOn(engine, logs), logs);
    const asOf = () => Number.MAX_SAFE_INTEGER;
    const stored = (name: string, after: number, last: number) =>
      (logs.find((log) => log.name === name) ?? new Log(name)).stored(after, last);
    for (const tenantId of tenantsIn(logs)) {
      const found = await reconcile({ clickHouse: engine, ask: createAsk(engine), stored, asOf }, tenantId);
      expect({ tenantId, ...found }).toMatchObject({ equal: true, differences: [], missing: [] });
      compared += found.compared;
    }
  });
});
