import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import {
  type ClickHouse,
  ClickHouseRefused,
  ClickHouseUnavailable,
  type FileFormat,
  type QueryLimits,
} from './clickhouse.ts';

export type HttpOptions = {
  /** `http://user:password@host:8123`. */
  readonly url: string;
  readonly database: string;
  /** Longer than a query may take, and enough for the largest insert. Default 30 000. */
  readonly timeoutMs?: number;
  readonly limits?: QueryLimits;
};

export const usualLimits: QueryLimits = { seconds: 10, resultRows: 100_000, memoryBytes: 400 * 1_048_576, threads: 2 };
const usualTimeoutMs = 30_000;
const mostConnections = 8;

/** ClickHouse over HTTP: a server, or the child that serves the embedded engine. */
export function clickHouseOverHttp(options: HttpOptions): ClickHouse {
  const { database, limits = usualLimits } = options;
  const client = clientOf(options, database);
  /** For what cannot be asked inside a database that may not be there. */
  const outside = clientOf(options, 'default');
  const others = new Map<string, ClickHouse>();
  return {
    create: async () =>
      void (await told(outside.command({ query: `CREATE DATABASE IF NOT EXISTS ${name(database)}` }))),
    drop: async () => void (await told(outside.command({ query: `DROP DATABASE IF EXISTS ${name(database)} SYNC` }))),
    insert: async (table, columns, rows, token) => {
      const query = `INSERT INTO ${name(table)} (${columns.join(', ')}) FORMAT JSONCompactEachRow`;
      const values = Readable.from([Buffer.from(rows.join('\n'))], { objectMode: false });
      const settings = { insert_deduplication_token: token, ...onceEverywhere };
      const { stream } = await told(client.exec({ query, values, clickhouse_settings: settings }));
      stream.resume();
    },
    query: async <Row>(query: string, params = {}) => {
      const asked = {
        query,
        query_params: params,
        format: 'JSONEachRow',
        clickhouse_settings: settingsOf(limits),
      } as const;
      return told(client.query(asked).then((answer) => answer.json<Row>()));
    },
    file: (...asked) => told(fileOf(client, limits, ...asked)),
    command: async (query) => void (await told(client.command({ query }))),
    inside: (another) => {
      const known = others.get(another) ?? clickHouseOverHttp({ ...options, database: another });
      others.set(another, known);
      return known;
    },
    address: () => ({ url: options.url, database }),
    problem: () => undefined,
    close: async () => {
      await Promise.all([client, outside, ...others.values()].map((one) => one.close()));
    },
  };
}

type Client = ReturnType<typeof createClient>;

async function fileOf(
  client: Client,
  limits: QueryLimits,
  ...[sql, params, format, most]: Parameters<ClickHouse['file']>
): Promise<Buffer> {
  const settings = { ...settingsOf({ ...limits, resultRows: most.rows }), max_result_bytes: String(most.bytes) };
  const query = `${sql}\nFORMAT ${formats[format]}`;
  const asked = { query, query_params: params, clickhouse_settings: { ...settings, ...inFiles } };
  const { stream } = await client.exec(asked);
  return buffer(stream);
}

const clientOf = ({ url, timeoutMs = usualTimeoutMs }: HttpOptions, database: string) =>
  createClient({
    url,
    database,
    request_timeout: timeoutMs,
    max_open_connections: mostConnections,
    application: 'souk',
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  });

/** What no parameter can bind; settings, code and tests choose it, nobody else. */
function name(thing: string): string {
  if (/^\w{1,64}$/.test(thing)) return thing;
  throw new TypeError(`${thing} is no name for a database or a table`);
}

const formats: Readonly<Record<FileFormat, string>> = { csv: 'CSVWithNames', parquet: 'Parquet' };

/** An answer that breaks off in its midst is none: a server sends it once it has all of it. */
const inFiles = { wait_end_of_query: 1, date_time_output_format: 'iso' } as const;

/** Without the first a repeated token doubles the rows of what is made of a table. */
const onceEverywhere = { deduplicate_blocks_in_dependent_materialized_views: 1, async_insert: 0 } as const;

const settingsOf = ({ seconds, resultRows, memoryBytes, threads }: QueryLimits) => ({
  max_execution_time: seconds,
  max_result_rows: String(resultRows),
  max_memory_usage: String(memoryBytes),
  max_threads: threads,
});

async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ClickHouseError) throw new ClickHouseRefused(error.type ?? error.code, error.message);
    throw new ClickHouseUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
