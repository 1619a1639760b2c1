import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { removeSqlite } from '../sqlite/file.ts';
import type { PendingCall } from '../thread.ts';
import { isCorrupt, setAside } from './set-aside.ts';

export type SqliteOptions = {
  readonly path: string;
  /** SQL that makes the engine's own tables; run at each opening. */
  readonly schema: string;
  /** A file of another version is deleted: what it holds can be derived again. */
  readonly schemaVersion: number;
  /** How long a call waits for another process's lock. */
  readonly busyTimeoutMs: number;
  readonly maxBytes?: number | undefined;
};

type Value = string | number | bigint | null;

const pageBytes = 4_096;
const mostStatements = 400;
const cacheKilobytes = 64 * 1_024;

/** A file of derived rows, used by one worker thread. It opens with the first call, and again after it was set aside. */
export class SqliteFile {
  readonly #options: SqliteOptions;
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync | undefined;
  #corruption: unknown;

  constructor(options: SqliteOptions) {
    this.#options = options;
  }

  /** Kept prepared by its text. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= mostStatements) this.#statements.clear();
    const statement = this.#open().prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** The caller knows what its columns hold. */
  all<Found>(sql: string, ...values: readonly Value[]): Found[] {
    return this.statement(sql).all(...values) as Found[];
  }

  one<Found>(sql: string, ...values: readonly Value[]): Found | undefined {
    return this.statement(sql).get(...values) as Found | undefined;
  }

  run(sql: string, ...values: readonly Value[]): void {
    this.statement(sql).run(...values);
  }

  exec(sql: string): void {
    this.#open().exec(sql);
  }

  /** Does all or nothing, inside the drain's transaction: a failure does not disturb the other calls. */
  atomically<Result>(work: () => Result): Result {
    this.exec('SAVEPOINT one_call');
    try {
      const result = work();
      this.exec('RELEASE one_call');
      return result;
    } catch (error) {
      if (isCorrupt(error)) this.#corruption = error;
      else if (this.#open().isTransaction) this.exec('ROLLBACK TO one_call; RELEASE one_call');
      throw error;
    }
  }

  /** Notes corruption that a read meets, so that the file is set aside when the drain ends. */
  reading<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (isCorrupt(error)) this.#corruption = error;
      throw error;
    }
  }

  /** Runs all calls in one transaction, or without one when none of them writes. */
  drain(calls: readonly PendingCall[], writers: ReadonlySet<string>): void {
    try {
      if (!calls.some(({ name }) => writers.has(name))) for (const call of calls) this.#run(call);
      else if (!this.#transaction(calls, writers)) for (const call of calls) this.#transaction([call], writers);
    } catch (error) {
      if (isCorrupt(error)) this.#setAside(error);
      else if (this.#database?.isTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database?.close();
    this.#database = undefined;
  }

  /**
   * False: SQLite itself rolled back, as it does when the disk is full; nothing of any call was kept, each is run again
   * alone. When nobody may write now, what is written can still be read.
   */
  #transaction(calls: readonly PendingCall[], writers: ReadonlySet<string>): boolean {
    const refusal = this.#begin();
    for (const call of calls) {
      if (refusal && writers.has(call.name)) call.fail(refusal);
      else this.#run(call);
      if (!refusal && !this.#database?.isTransaction) return false;
    }
    if (!refusal) this.exec('COMMIT');
    return true;
  }

  #begin(): unknown {
    try {
      this.exec('BEGIN IMMEDIATE');
      return undefined;
    } catch (error) {
      if (isCorrupt(error)) throw error;
      return error;
    }
  }

  #run(call: PendingCall): void {
    call.run();
    const corruption = this.#corruption;
    this.#corruption = undefined;
    if (corruption) throw corruption;
  }

  #setAside(error: unknown): void {
    this.close();
    Object.assign(error as Error, { setAside: setAside(this.#options.path) });
  }

  #open(): DatabaseSync {
    this.#database ??= this.#opened();
    return this.#database;
  }

  #opened(): DatabaseSync {
    const { path, schema, schemaVersion } = this.#options;
    mkdirSync(dirname(path), { recursive: true });
    const database = this.#connect();
    try {
      const { user_version: found } = database.prepare('PRAGMA user_version').get() as { user_version: number };
      if (found !== 0 && found !== schemaVersion) return this.#replaced(database);
      database.exec(`${schema}; PRAGMA user_version = ${schemaVersion}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #replaced(database: DatabaseSync): DatabaseSync {
    database.close();
    removeSqlite(this.#options.path);
    return this.#opened();
  }

  #connect(): DatabaseSync {
    const { path, busyTimeoutMs, maxBytes } = this.#options;
    const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    try {
      database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${cacheKilobytes};
        PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;
        PRAGMA journal_size_limit = ${64 * 1_024 * 1_024}`);
      if (maxBytes) database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageBytes)}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }
}
