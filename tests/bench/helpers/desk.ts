import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { emptySafe, memoryVault } from '../../../actors/runtime/vault/memory.ts';
import { realWorld, sleep } from '../../../actors/runtime/world.ts';
import { embeddedClickHouse } from '../../../analytics/embedded/embedded.ts';
import { migrate } from '../../../analytics/migrate.ts';
import { createReports } from '../../../analytics/reports.ts';
import { keysOf } from '../../../analytics/rows/pseudonyms.ts';
import { Writing } from '../../../analytics/writing/writing.ts';
import { offer } from '../kit/helper.ts';
import { questionsOf, timed } from './figures-asked.ts';
import type { Filled } from './history.ts';

const megabyte = 1_048_576;
const lookEveryMs = 20;

type Engine = ReturnType<typeof embeddedClickHouse>;
let engine: Engine | undefined;

/** Peak of resident memory. */
const peakMb = (pid: number | undefined): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

const ticksAMs = 0.1;

/** Processor time so far, of all its threads. */
function processorMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
  return (user + system) / ticksAMs;
}

async function openEngine(directory: string): Promise<Engine> {
  const options = { directory: `${directory}/analytics`, database: 'souk', memoryBytes: 800 * megabyte };
  engine = embeddedClickHouse({ ...options, world: realWorld, warn: (line) => console.error(line) });
  await engine.settled();
  await engine.create();
  await migrate(engine);
  return engine;
}

const reportsOn = (clickHouse: Engine) =>
  createReports({
    analytics: {
      ...{ clickHouse, reached: 0, problem: () => undefined, freshness: () => ({ asOf: 0, behind: 0 }) },
      ...{ whole: (asks) => asks(), rebuild: () => undefined, rebuilding: () => ({ isUnderWay: false, left: 0 }) },
    },
    world: realWorld,
    past: () => {
      throw new Error('nobody reads the past here');
    },
  });

/** A copy is made in so many inserts: one of all of it would take more memory than the engine has. */
const copyParts = 5;

/** Each copy has orders and people of its own. */
const copyOf = (number: number, part: number): string => `INSERT INTO events
SELECT * REPLACE (
  concat(id, '-copy${number}') AS id, concat(order_id, if(order_id = '', '', '-${number}')) AS order_id,
  if(customer = '', '', concat(customer, '-${number}')) AS customer, ${number} AS cut_from
)
FROM events AS stored WHERE NOT match(stored.id, '-copy[0-9]+$') AND cityHash64(stored.tenant) % ${copyParts} = ${part}`;

/** Sessions of the last thirty days: a view each, of half of them more, of a quarter a checkout. */
const sessionsOf = (tenants: number, sessions: number): string => `INSERT INTO visits
  (tenant, type, at, session, visitor, product, device, source, weight)
SELECT concat('tenant-', toString(number % ${tenants})),
  arrayJoin(arraySlice(['viewed', 'added', 'checkout'], 1, 1 + (number % 4 < 2) + (number % 4 < 1))),
  toDateTime64(now(), 3, 'UTC') - toIntervalSecond((number * 7919) % 2592000),
  concat('session-', toString(number)), concat('visitor-', toString(intDiv(number, 2))),
  concat('prod_', toString(number % 400)), ['mobile', 'desktop', 'tablet'][1 + number % 3],
  ['', 'search.example', 'news.example'][1 + number % 3], 1
FROM numbers(${sessions})`;

const skills = {
  /** Rows a second from the journal of a directory into a new engine, and what the two processes took at most. */
  catchUp: async (directory: string, { heads: given, events }: Filled) => {
    const opened = await openEngine(directory);
    const address = opened.address();
    if (!address) throw new Error('the engine is not there');
    const heads = new Map(given);
    const areas = [...new Set([...heads.keys()].map((log) => log.slice(0, log.indexOf('/'))))];
    const vault = memoryVault(realWorld, emptySafe());
    const keys = (tenantIds: readonly string[]) => keysOf(vault, tenantIds);
    const options = { clickHouse: opened, journal: { directory }, areas, heads: () => heads, keys };
    const writing = new Writing({ ...options, world: realWorld, onReached: () => undefined }, address);
    await writing.ready;
    const begun = performance.now();
    const before = { engine: processorMs(opened.pid), writer: processorMs(writing.pid) };
    while (writing.lag().some(({ handled, head }) => handled < head)) await sleep(realWorld, lookEveryMs);
    const seconds = (performance.now() - begun) / 1_000;
    const engineUs = ((processorMs(opened.pid) - before.engine) / events) * 1_000;
    const writerUs = ((processorMs(writing.pid) - before.writer) / events) * 1_000;
    const writerMb = peakMb(writing.pid);
    await writing.end();
    return { rowsPerSecond: events / seconds, engineUs, writerUs, writerMb };
  },
  /** Copies what is there so often, and adds visits to it. */
  grow: async (tenants: number, copies: number, sessions: number): Promise<number> => {
    for (let copy = 1; copy <= copies; copy += 1) {
      for (let part = 0; part < copyParts; part += 1) await engine?.command(copyOf(copy, part));
    }
    await engine?.command(sessionsOf(tenants, sessions));
    const [counted] = (await engine?.query<{ events: number }>('SELECT count() AS events FROM events')) ?? [];
    return counted?.events ?? 0;
  },
  ask: async (tenantId: string, rounds: number) => {
    if (!engine) throw new Error('nothing is there to be asked');
    const { quick, slow } = questionsOf(reportsOn(engine), tenantId, realWorld.now());
    return { quick: await timed(quick, rounds), slow: await timed(slow, rounds), engineMb: peakMb(engine.pid) };
  },
  /** Sales by day, by SQL over the lines of the journal as SQLite has them: milliseconds, best of the rounds. */
  askJournal: async (directory: string, tenantId: string, rounds: number): Promise<number> => {
    const db = new DatabaseSync(`${directory}/journal.sqlite`, { readOnly: true });
    const sql = db.prepare(`SELECT date(json_extract(event.value, '$.placedAt') / 1000, 'unixepoch') AS day,
        sum(json_extract(event.value, '$.total.amount')) AS gross
      FROM batches, json_each('[' || replace(CAST(bytes AS TEXT), char(10), ',') || ']') AS entry,
        json_each(json_extract(entry.value, '$.events')) AS event
      WHERE batches.id / 4294967296 IN (SELECT id FROM partitions WHERE name LIKE 'orders/%')
        AND json_extract(entry.value, '$.stream') LIKE ? || '/order/%'
        AND json_extract(event.value, '$.type') = 'confirmed'
      GROUP BY day`);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      sql.all(tenantId);
      best = Math.min(best, performance.now() - begun);
    }
    db.close();
    return best;
  },
  close: async (): Promise<void> => engine?.close(),
};

export type Desk = typeof skills;

offer(skills);
