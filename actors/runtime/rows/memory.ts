import { bodyOf, checkChanges, checkDefinition, checkKeys, checkMove, consumerOf, shapeOf, tableOf } from './checks.ts';
import { compareTuples, compareValues, fieldsOf, type IndexValue, indexValue } from './order.ts';
import { countPlan, isWithin, type Plan, planOf, tokenOf } from './plan.ts';
import {
  type Change,
  type Cursor,
  type CursorMove,
  type Page,
  type Query,
  type Row,
  type Rows,
  RowsUnavailable,
  startCursor,
  type TableDefinition,
} from './rows.ts';

type Entry = { readonly key: string; readonly body: string; readonly fields: ReadonlyMap<string, IndexValue> };

type Table = { readonly shape: string; readonly consumer: string; readonly entries: Map<string, Entry> };

/** What survives the node: rows opened again on the same disk find what was written. */
export type MemoryDisk = { readonly tables: Map<string, Table>; readonly cursors: Map<string, Map<string, Cursor>> };

export const emptyDisk = (): MemoryDisk => ({ tables: new Map(), cursors: new Map() });

type MemoryOptions = {
  readonly disk?: MemoryDisk;
  /** Asked before each call; a reason makes the call fail as an engine that cannot work does. */
  readonly fault?: () => string | undefined;
};

/** Read models in memory: every call is done at once and in one piece. For tests and the simulator. */
export const memoryRows = (options: MemoryOptions = {}): Rows => new MemoryRows(options);

class MemoryRows implements Rows {
  readonly #disk: MemoryDisk;
  readonly #fault: () => string | undefined;
  readonly #definitions = new Map<string, TableDefinition>();
  #closed = false;

  constructor({ disk = emptyDisk(), fault = () => undefined }: MemoryOptions) {
    this.#disk = disk;
    this.#fault = fault;
  }

  async define(tables: readonly TableDefinition[]): Promise<void> {
    this.#check();
    tables.forEach(checkDefinition);
    for (const table of tables) this.#definitions.set(table.name, table);
    const changed = tables.filter((table) => this.#disk.tables.get(table.name)?.shape !== shapeOf(table));
    for (const table of changed) this.#startAnew(table);
    for (const table of tables) this.#create(table);
  }

  async cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>> {
    this.#check();
    return new Map(this.#disk.cursors.get(consumer));
  }

  async apply(move: CursorMove): Promise<boolean> {
    this.#check();
    checkMove(move);
    const entries = this.#entriesOf(move.changes);
    const cursors = this.#disk.cursors.get(move.consumer) ?? new Map<string, Cursor>();
    const { number, hash } = cursors.get(move.partition) ?? startCursor;
    if (number !== move.expected.number || hash !== move.expected.hash) return false;
    this.#store(move.changes, entries);
    this.#disk.cursors.set(move.consumer, cursors.set(move.partition, move.next));
    return true;
  }

  async write(changes: readonly Change[]): Promise<void> {
    this.#check();
    checkChanges(changes);
    this.#store(changes, this.#entriesOf(changes));
  }

  async get(table: string, keys: readonly string[]): Promise<(Row | undefined)[]> {
    this.#check();
    checkKeys(keys);
    const { entries } = this.#table(table);
    return keys.map((key) => rowOf(entries.get(key)));
  }

  async find(table: string, query: Query): Promise<Page> {
    this.#check();
    const plan = planOf(tableOf(this.#definitions, table), query);
    const found = this.#select(plan);
    const shown = found.slice(0, plan.limit);
    const rows = shown.map((entry) => JSON.parse(entry.body) as Row);
    const last = shown.at(-1);
    return last && found.length > shown.length ? { rows, next: tokenOf(plan, placeOf(plan, last)) } : { rows };
  }

  async count(table: string, index: string, where: Query['where']): Promise<number> {
    this.#check();
    const plan = countPlan(tableOf(this.#definitions, table), index, where);
    return Math.min(this.#select(plan).length, plan.limit);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #check(): void {
    const reason = this.#closed ? 'they were closed' : this.#fault();
    if (reason !== undefined) throw new RowsUnavailable(reason);
  }

  #table(name: string): Table {
    tableOf(this.#definitions, name);
    return this.#disk.tables.get(name) as Table;
  }

  /** A consumer whose tables were not all built from the same batches could never be right again. */
  #startAnew(table: TableDefinition): void {
    const consumers = [consumerOf(table), this.#disk.tables.get(table.name)?.consumer];
    for (const [name, { consumer }] of this.#disk.tables)
      if (consumers.includes(consumer)) this.#disk.tables.delete(name);
    for (const consumer of consumers) if (consumer !== undefined) this.#disk.cursors.delete(consumer);
    for (const known of this.#definitions.values()) if (consumers.includes(consumerOf(known))) this.#create(known);
  }

  #create(table: TableDefinition): void {
    if (this.#disk.tables.has(table.name)) return;
    this.#disk.tables.set(table.name, { shape: shapeOf(table), consumer: consumerOf(table), entries: new Map() });
  }

  /** All rows are checked before the first is stored: a transaction that fails changes nothing. */
  #entriesOf(changes: readonly Change[]): readonly (Entry | undefined)[] {
    return changes.map((change) => entryOf(tableOf(this.#definitions, change.table), change));
  }

  #store(changes: readonly Change[], entries: readonly (Entry | undefined)[]): void {
    for (const [place, { table, key }] of changes.entries()) {
      const entry = entries[place];
      if (entry) this.#table(table).entries.set(key, entry);
      else this.#table(table).entries.delete(key);
    }
  }

  #select(plan: Plan): readonly Entry[] {
    const direction = plan.descending ? -1 : 1;
    const found = [...this.#table(plan.table).entries.values()].filter((entry) => isFound(plan, entry, direction));
    return found.sort((a, b) => direction * compareEntries(plan, a, b));
  }
}

const rowOf = (entry: Entry | undefined): Row | undefined => entry && (JSON.parse(entry.body) as Row);

function entryOf(definition: TableDefinition, change: Change): Entry | undefined {
  const body = bodyOf(change);
  if (body === undefined || change.row === undefined) return undefined;
  const { row, key } = change;
  return { key, body, fields: new Map(fieldsOf(definition.indexes).map((field) => [field, indexValue(row, field)])) };
}

const fieldOf = (entry: Entry, field: string): IndexValue => entry.fields.get(field) ?? null;

const placeOf = ({ rest }: Plan, entry: Entry): { values: IndexValue[]; key: string } => ({
  values: rest.map((field) => fieldOf(entry, field)),
  key: entry.key,
});

function isFound(plan: Plan, entry: Entry, direction: number): boolean {
  if (!plan.equal.every(({ field, value }) => compareValues(fieldOf(entry, field), value) === 0)) return false;
  const { values, key } = placeOf(plan, entry);
  if (!isWithin(plan, values[0] ?? null)) return false;
  if (!plan.after) return true;
  return direction * compareTuples([...values, key], [...plan.after.values, plan.after.key]) > 0;
}

function compareEntries(plan: Plan, a: Entry, b: Entry): number {
  const [left, right] = [placeOf(plan, a), placeOf(plan, b)];
  return compareTuples([...left.values, left.key], [...right.values, right.key]);
}
