import { join } from 'node:path';
import type { Reports } from '../actors/analytics/reports.ts';
import type { Visits } from '../actors/analytics/visits.ts';
import type { JournalPlace } from '../actors/runtime/journal/past.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { Analytics } from '../analytics/analytics.ts';
import { type ClickHouse, ClickHouseUnavailable } from '../analytics/clickhouse.ts';
import { embeddedClickHouse } from '../analytics/embedded/embedded.ts';
import { clickHouseOverHttp } from '../analytics/over-http.ts';
import { reaching } from '../analytics/reaching.ts';
import { createReports } from '../analytics/reports.ts';
import { createPseudonyms, keysOf } from '../analytics/rows/pseudonyms.ts';
import type { RunOptions } from '../analytics/run.ts';
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
  const database = databaseOf(settings);
  const engine = lateEngine(() => openClickHouse(options, database));
  const hearers = new Set<(asOf: Instant) => void>();
  const keys = (tenantIds: readonly string[]) => keysOf(vault, tenantIds);
  const write: RunOptions['write'] = (clickHouse, address, onReached) => {
    const { areas } = node().domains;
    const heads = () => node().knownHeads();
    const writing = { clickHouse, journal: past, areas, heads, keys, world: realWorld, onReached };
    return new Writing(writing, address);
  };
  const analytics = new Analytics({
    ...{ clickHouse: engine.clickHouse, database, world: realWorld, write, warn },
    onCounted: (asOf) => {
      for (const hear of hearers) hear(asOf);
    },
  });
  const { clickHouse } = analytics;
  const visits = new VisitWriter({ clickHouse, pseudonyms: createPseudonyms(keys), world: realWorld });
  return {
    reports: {
      ...createReports({ analytics, world: realWorld, past: () => node().past }),
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

const databaseOf = ({ CLICKHOUSE_URL: url }: Settings): string =>
  (url && new URL(url).pathname.slice(1)) || usualDatabase;

function openClickHouse({ settings, directory, warn }: AnalyticsOptions, database: string): ClickHouse {
  const { CLICKHOUSE_URL: url, ANALYTICS_MEMORY_MB: memoryMb } = settings;
  if (url !== undefined) {
    const { origin, username, password } = new URL(url);
    const server = new URL(origin);
    Object.assign(server, { username, password });
    return clickHouseOverHttp({ url: server.href, database });
  }
  return embeddedClickHouse({
    directory: join(directory, 'analytics'),
    database,
    memoryBytes: memoryMb * bytesOfMb,
    world: realWorld,
    warn,
  });
}

type LateEngine = { readonly clickHouse: ClickHouse; open(): void };

function lateEngine(make: () => ClickHouse): LateEngine {
  let opened: ClickHouse | undefined;
  return {
    open: () => {
      opened ??= make();
    },
    clickHouse: reaching({
      reach: (ask) => (opened ? ask(opened) : Promise.reject(new ClickHouseUnavailable('analytics is off'))),
      now: () => opened,
      problem: () => (opened ? opened.problem() : 'analytics is off'),
      close: async () => opened?.close(),
    }),
  };
}
