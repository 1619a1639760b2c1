/** Names of columns, at least one. */
export type Columns = readonly [string, ...string[]];

/** One row; instants as milliseconds. */
export type Values = readonly (string | number | readonly (string | number)[])[];

/** A row as it travels: JSON of its values. */
export type RowLine = string;

export const rowLine = (values: Values): RowLine => JSON.stringify(values);

/** Values for the `{name:Type}` places of a query; they never become a part of its text. */
export type QueryParams = Readonly<Record<string, string | number>>;

/** Where another process of ours reaches it: `url` holds the user and the password. */
export type Address = { readonly url: string; readonly database: string };

/**
 * ClickHouse as analytics uses it: a server, or the engine in a process of its own beside the shop. Every method rejects
 * with `ClickHouseUnavailable` when the engine cannot do its work now (the outcome of an insert is then unknown), and
 * with `ClickHouseRefused` when it was heard and does not want to.
 */
export interface ClickHouse {
  /**
   * Rows with their values in the order of `columns`. The same rows under the same token, sent again, change nothing:
   * not in the table and not in what is made of it, for as many inserts as the table remembers.
   */
  insert(table: string, columns: Columns, rows: readonly RowLine[], token: string): Promise<void>;
  /** Stopped at the limits of `QueryLimits`. Whole numbers of 64 bits come as numbers. */
  query<Row>(sql: string, params?: QueryParams): Promise<readonly Row[]>;
  /** The answer as a file. Whoever asks gets all of it or `ClickHouseRefused`. */
  file(sql: string, params: QueryParams, format: FileFormat, limits: FileLimits): Promise<Uint8Array>;
  /** Makes the database if it is not there. */
  create(): Promise<void>;
  /** Drops the database with all that is in it. */
  drop(): Promise<void>;
  /** A statement without an answer. */
  command(sql: string): Promise<void>;
  /** The same engine, and another database of it; it closes with this one. */
  inside(database: string): ClickHouse;
  /** Undefined while it cannot be reached. It may be another one each time the engine begins. */
  address(): Address | undefined;
  /** Undefined while it works; else the sentence why it does not. */
  problem(): string | undefined;
  close(): Promise<void>;
}

export type FileFormat = 'csv' | 'parquet';

/** Of one file, as it is answered: before it is packed. */
export type FileLimits = { readonly rows: number; readonly bytes: number };

/** Of one query: beyond them it is stopped. */
export type QueryLimits = {
  readonly seconds: number;
  readonly resultRows: number;
  readonly memoryBytes: number;
  readonly threads: number;
};

export class ClickHouseUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`ClickHouse cannot be used now: ${reason}`, options);
    this.name = 'ClickHouseUnavailable';
  }
}

export class ClickHouseRefused extends Error {
  /** ClickHouse's own name of what was wrong, for instance `TIMEOUT_EXCEEDED`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ClickHouseRefused';
    this.code = code;
  }
}

/** A query that went beyond its limits: a smaller question can be answered. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof ClickHouseRefused &&
  ['TIMEOUT_EXCEEDED', 'TOO_MANY_ROWS_OR_BYTES', 'MEMORY_LIMIT_EXCEEDED', 'TOO_SLOW'].includes(error.code);
