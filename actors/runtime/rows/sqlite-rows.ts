import type { StatementSync } from 'node:sqlite';
import type { ServeOptions } from '../thread.ts';
import { consumerOf, indexesOf, shapeOf } from './checks.ts';
import {
  type CursorStep,
  cursorSchema,
  dropCursors,
  moveCursor,
  readCursors,
  type StoredCursor,
} from './cursor-table.ts';
import { fieldsOf, type IndexValues } from './order.ts';
import type { Plan } from './plan.ts';
import type { TableDefinition } from './rows.ts';
import { countSelect, createSql, deleteSql, dropSql, findSelect, getSql, putSql, stored } from './rows-sql.ts';
import { SqliteFile, type SqliteOptions } from './sqlite-file.ts';

/** One change on its way to the thread: the row as text, and the fields its indexes need. */
export type StoredChange = {
  readonly table: string;
  readonly key: string;
  readonly body: string | undefined;
  readonly values: IndexValues;
};

export type StoredRow = { readonly key: string; readonly body: string };

/** What the thread can do; `sqlite.ts` checks every argument before. */
export type RowsThread = {
  define(tables: readonly TableDefinition[]): void;
  cursors(consumer: string): readonly StoredCursor[];
  apply(step: CursorStep, changes: readonly StoredChange[]): boolean;
  write(changes: readonly StoredChange[]): void;
  get(table: string, keys: readonly string[]): (string | undefined)[];
  find(plan: Plan): StoredRow[];
  count(plan: Plan): number;
};

/** The file was made anew, or the thread: it has to be told its tables again. */
export const tablesUnknown = 'TABLES_UNKNOWN';

const schema = `${cursorSchema};
  CREATE TABLE IF NOT EXISTS souk_tables (name TEXT NOT NULL PRIMARY KEY, consumer TEXT NOT NULL, shape TEXT NOT NULL)`;

const writers: ReadonlySet<string> = new Set<keyof RowsThread>(['define', 'apply', 'write']);

type Served = { readonly methods: RowsThread } & Required<Pick<ServeOptions, 'drain' | 'close'>>;

export type RowsFile = Omit<SqliteOptions, 'schema' | 'schemaVersion'>;

export function serveRows(options: RowsFile): Served {
  const file = new SqliteFile({ ...options, schema, schemaVersion: 1 });
  const rows = new StoredRows(file);
  const methods: RowsThread = {
    define: (tables) => file.atomically(() => rows.define(tables)),
    cursors: (consumer) => file.reading(() => readCursors(file, consumer)),
    apply: (step, changes) => file.atomically(() => moveCursor(file, step) && rows.write(changes)),
    write: (changes) => void file.atomically(() => rows.write(changes)),
    get: (table, keys) => file.reading(() => rows.get(table, keys)),
    find: (plan) => file.reading(() => rows.find(plan)),
    count: (plan) => file.reading(() => rows.count(plan)),
  };
  return { methods, drain: (calls) => file.drain(calls, writers), close: () => file.close() };
}

type TableRow = { readonly name: string; readonly consumer: string; readonly shape: string };

/** Keeps nothing of the file in memory: a transaction that was rolled back, or a new file, cannot contradict it. */
class StoredRows {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  define(tables: readonly TableDefinition[]): void {
    const known = new Map(this.#tables().map((table) => [table.name, table]));
    for (const table of tables) {
      const before = known.get(table.name);
      if (before?.shape === shapeOf(table)) continue;
      this.#startAnew(consumerOf(table));
      if (before) this.#startAnew(before.consumer);
    }
    const left = new Set(this.#tables().map(({ name }) => name));
    for (const table of tables) if (!left.has(table.name)) this.#create(table);
  }

  write(changes: readonly StoredChange[]): true {
    const statements = new Map<string, { readonly put: StatementSync; readonly remove: StatementSync }>();
    for (const { table, key, body, values } of changes) {
      const { put, remove } = statements.get(table) ?? this.#writing(table);
      statements.set(table, { put, remove });
      if (body === undefined) remove.run(key);
      else put.run(key, body, ...values.map(stored));
    }
    return true;
  }

  get(table: string, keys: readonly string[]): (string | undefined)[] {
    this.#fields(table);
    const sql = getSql(table);
    return keys.map((key) => this.#file.one<StoredRow>(sql, key)?.body);
  }

  find(plan: Plan): StoredRow[] {
    this.#fields(plan.table);
    const { sql, values } = findSelect(plan);
    return this.#file.all(sql, ...values);
  }

  count(plan: Plan): number {
    this.#fields(plan.table);
    const { sql, values } = countSelect(plan);
    return this.#file.one<{ counted: number }>(sql, ...values)?.counted ?? 0;
  }

  #tables(): readonly TableRow[] {
    return this.#file.all('SELECT name, consumer, shape FROM souk_tables');
  }

  /** A consumer whose tables were not all built from the same batches could never be right again. */
  #startAnew(consumer: string): void {
    for (const table of this.#tables()) {
      if (table.consumer !== consumer) continue;
      this.#file.exec(dropSql(table.name));
      this.#file.run('DELETE FROM souk_tables WHERE name = ?', table.name);
    }
    dropCursors(this.#file, consumer);
  }

  #create(table: TableDefinition): void {
    this.#file.exec(createSql(table));
    const insert = 'INSERT INTO souk_tables (name, consumer, shape) VALUES (?, ?, ?)';
    this.#file.run(insert, table.name, consumerOf(table), shapeOf(table));
  }

  #writing(table: string): { readonly put: StatementSync; readonly remove: StatementSync } {
    const put = this.#file.statement(putSql(table, this.#fields(table)));
    return { put, remove: this.#file.statement(deleteSql(table)) };
  }

  #fields(table: string): readonly string[] {
    const found = this.#file.one<{ shape: string }>('SELECT shape FROM souk_tables WHERE name = ?', table);
    if (!found) throw Object.assign(new Error(`the file has no table ${table}`), { code: tablesUnknown });
    return fieldsOf(indexesOf(found.shape));
  }
}
