import { join } from 'node:path';
import { startThread, type Thread } from '../thread.ts';
import { bodyOf, checkChanges, checkDefinition, checkKeys, checkMove, tableOf } from './checks.ts';
import { cursorMap } from './cursor-table.ts';
import { fieldsOf, valuesOf } from './order.ts';
import { countPlan, type Plan, planOf, tokenOf } from './plan.ts';
import type { Change, Cursor, CursorMove, Page, Query, Row, Rows, TableDefinition } from './rows.ts';
import { setAsideIfCut } from './set-aside.ts';
import { askThread, setAsideAs } from './sqlite-problem.ts';
import { type RowsThread, type StoredChange, type StoredRow, tablesUnknown } from './sqlite-rows.ts';

export type SqliteRowsOptions = {
  /** The data directory; the rows are in `views.db`. */
  readonly directory: string;
  readonly warn: (line: string) => void;
  /** Hears that the file was set aside and all rows are gone. */
  readonly onLost?: () => void;
  /** How long a write waits for another process. Default 2 000. */
  readonly busyTimeoutMs?: number;
  /** Beyond it the file is full. Default: as large as the disk. */
  readonly maxBytes?: number;
};

/** Read models in a SQLite file, in a thread of their own. Many writes that wait there become one transaction. */
export function sqliteRows(options: SqliteRowsOptions): Rows {
  const { directory, warn, onLost = () => undefined, busyTimeoutMs = 2_000, maxBytes } = options;
  const path = join(directory, 'views.db');
  warnOf(warn, setAsideIfCut(path));
  const entry = new URL('./sqlite.worker.ts', import.meta.url);
  return new SqliteRows(startThread<RowsThread>(entry, { path, busyTimeoutMs, maxBytes }), warn, onLost);
}

function warnOf(warn: (line: string) => void, renamed: string | undefined): void {
  if (renamed !== undefined) warn(`views.db could not be read: kept as ${renamed}, the read models are built anew`);
}

class SqliteRows implements Rows {
  readonly #thread: Thread<RowsThread>;
  readonly #warn: (line: string) => void;
  readonly #onLost: () => void;
  readonly #definitions = new Map<string, TableDefinition>();

  constructor(thread: Thread<RowsThread>, warn: (line: string) => void, onLost: () => void) {
    this.#thread = thread;
    this.#warn = warn;
    this.#onLost = onLost;
  }

  async define(tables: readonly TableDefinition[]): Promise<void> {
    tables.forEach(checkDefinition);
    for (const table of tables) this.#definitions.set(table.name, table);
    await this.#ask(() => this.#thread.call('define', tables));
  }

  async cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>> {
    return cursorMap(await this.#ask(() => this.#thread.call('cursors', consumer)));
  }

  async apply(move: CursorMove): Promise<boolean> {
    checkMove(move);
    const { changes, ...step } = move;
    const stored = this.#stored(changes);
    return this.#ask(() => this.#thread.call('apply', step, stored));
  }

  async write(changes: readonly Change[]): Promise<void> {
    checkChanges(changes);
    const stored = this.#stored(changes);
    await this.#ask(() => this.#thread.call('write', stored));
  }

  async get(table: string, keys: readonly string[]): Promise<(Row | undefined)[]> {
    tableOf(this.#definitions, table);
    checkKeys(keys);
    const bodies = await this.#ask(() => this.#thread.call('get', table, keys));
    return bodies.map((body) => (body === undefined ? undefined : parse(body)));
  }

  async find(table: string, query: Query): Promise<Page> {
    const plan = planOf(tableOf(this.#definitions, table), query);
    return pageOf(plan, await this.#ask(() => this.#thread.call('find', plan)));
  }

  async count(table: string, index: string, where: Query['where']): Promise<number> {
    const plan = countPlan(tableOf(this.#definitions, table), index, where);
    return this.#ask(() => this.#thread.call('count', plan));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #stored(changes: readonly Change[]): readonly StoredChange[] {
    return changes.map((change) => storedOf(tableOf(this.#definitions, change.table), change));
  }

  #ask<Result>(ask: () => Promise<Result>): Promise<Result> {
    return askThread(ask, (thrown) => this.#mend(thrown));
  }

  async #mend(thrown: unknown): Promise<boolean> {
    const renamed = setAsideAs(thrown);
    if (renamed !== undefined) warnOf(this.#warn, renamed);
    else if ((thrown as { code?: unknown }).code !== tablesUnknown) return false;
    await this.#thread.call('define', [...this.#definitions.values()]);
    if (renamed !== undefined) this.#onLost();
    return true;
  }
}

function storedOf({ indexes }: TableDefinition, change: Change): StoredChange {
  const { table, key, row = {} } = change;
  return { table, key, body: bodyOf(change), values: valuesOf(row, fieldsOf(indexes)) };
}

const parse = (body: string): Row => JSON.parse(body) as Row;

function pageOf(plan: Plan, found: readonly StoredRow[]): Page {
  const shown = found.slice(0, plan.limit);
  const rows = shown.map(({ body }) => parse(body));
  const last = shown.at(-1);
  if (!last || found.length === shown.length) return { rows };
  return { rows, next: tokenOf(plan, { values: valuesOf(rows.at(-1) as Row, plan.rest), key: last.key }) };
}
