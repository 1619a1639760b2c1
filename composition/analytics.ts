import { join } from 'node:path';
import type { Reports } from '../actors/analytics/reports.ts';
import type { Visits } from '../actors/analytics/visits.ts';
import type { JournalPlace } from '../actors/runtime/journal/past.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { Analytics } from '../analytics/analytics.ts';
import { type Address, type ClickHouse, ClickHouseUnavailable } from '../analytics/clickhouse.ts';
import { embeddedClickHouse } from '../analytics/embedded/embedded.ts';
import { clickHouseOverHttp } from '../analytics/over-http.ts';
import { createReports } from '../analytics/reports.ts';
import { createPseudonyms, keysOf } from '../analytics/rows/pseudonyms.ts';
import { VisitWriter } from '../analytics/visits/visit-writer.ts';
import { Writing } from '../analytics/writing/writing.ts';
import type { Settings } from '../settings.ts';

export type AnalyticsOptions = {
  readonly settings: Settings;
  readonly directory: string;
  /** Where the writer finds the journal. */
  readonly past: JournalPlace;
  readonly vault: Vault;
  readonly warn: (line: string) => void;
  /** Once there is one. */
  readonly node: () => ActorNode;
};

export type AnalyticsParts = {
  readonly reports: Reports & Visits;
  start(): void;
  /** Hears until when all that was committed is counted, whenever that moves. */
  onCounted(hear: (asOf: Instant) => void): void;
  stop(): Promise<void>;
  /** For whoever looks after the node: how it stands, in one line. */
  detail(): string;
};

const usualDatabase = 'souk';
const bytesOfMb = 1_048_576;

/** The engine is opened with the first `start`: until then nothing of it runs. */
export function openAnalytics(options: AnalyticsOptions): AnalyticsParts {
  const { settings, past, vault, warn, node } = options;
  const engine = lateEngine(() => openClickHouse(options));
  const { clickHouse } = engine;
  const hearers = new Set<(asOf: Instant) => void>();
  const keys = (tenantIds: readonly string[]) => keysOf(vault, tenantIds);
  const visits = new VisitWriter({ clickHouse, pseudonyms: createPseudonyms(keys), world: realWorld });
  const write = (address: Address, onReached: () => void) => {
    const { areas } = node().domains;
    const heads = () => node().knownHeads();
    const writing = { clickHouse, journal: past, areas, heads, keys, world: realWorld, onReached };
    return new Writing(writing, address);
  };
  const analytics = new Analytics({
    ...{ clickHouse, world: realWorld, write, warn },
    onCounted: (asOf) => {
      for (const hear of hearers) hear(asOf);
    },
  });
  return {
    reports: {
      ...createReports({ clickHouse, analytics, world: realWorld, past: () => node().past }),
      take: (...told) => visits.take(...told),
    },
    start: () => {
      if (settings.ANALYTICS === 'off') return;
      engine.open();
      analytics.start();
      node().inspector.besides(() => analytics.lag());
    },
    onCounted: (hear) => void hearers.add(hear),
    stop: async () => {
      await visits.stop();
      await analytics.stop();
    },
    detail: () => analytics.problem() ?? `${analytics.freshness().behind} batches behind`,
  };
}

function openClickHouse({ settings, directory, warn }: AnalyticsOptions): ClickHouse {
  const { CLICKHOUSE_URL: url, ANALYTICS_MEMORY_MB: memoryMb } = settings;
  if (url !== undefined) {
    const { pathname, origin, username, password } = new URL(url);
    const server = new URL(origin);
    Object.assign(server, { username, password });
    return clickHouseOverHttp({ url: server.href, database: pathname.slice(1) || usualDatabase });
  }
  return embeddedClickHouse({
    directory: join(directory, 'analytics'),
    database: usualDatabase,
    memoryBytes: memoryMb * bytesOfMb,
    world: realWorld,
    warn,
  });
}

type LateEngine = { readonly clickHouse: ClickHouse; open(): void };

function lateEngine(make: () => ClickHouse): LateEngine {
  let opened: ClickHouse | undefined;
  const ask = <Result>(run: (engine: ClickHouse) => Promise<Result>): Promise<Result> =>
    opened ? run(opened) : Promise.reject(new ClickHouseUnavailable('analytics is off'));
  return {
    open: () => {
      opened ??= make();
    },
    clickHouse: {
      insert: (...asked) => ask((engine) => engine.insert(...asked)),
      query: (...asked) => ask((engine) => engine.query(...asked)),
      file: (...asked) => ask((engine) => engine.file(...asked)),
      command: (...asked) => ask((engine) => engine.command(...asked)),
      create: () => ask((engine) => engine.create()),
      drop: (...asked) => ask((engine) => engine.drop(...asked)),
      address: () => opened?.address(),
      problem: () => (opened ? opened.problem() : 'analytics is off'),
      close: async () => opened?.close(),
    },
  };
}
