import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { MongoConnection, type MongoOptions, type Within } from '../mongo/connection.ts';
import { prepareSchema } from '../mongo/schema.ts';
import { checkChanges, checkDefinition, checkKeys, checkMove, consumerOf, rowCheck, tableOf } from './checks.ts';
import { type Cursors, moveCursor, readCursors } from './mongo/cursors.ts';
import { type RowDocument, rangeOf, toDocument } from './mongo/documents.ts';
import { collectionName, dropAbandoned, type Generation, generationsOf, makeGeneration } from './mongo/generations.ts';
import { rowsSchema } from './mongo/schema.ts';
import { inTransaction } from './mongo/transaction.ts';
import { Turns } from './mongo/turns.ts';
import { valuesOf } from './order.ts';
import { countPlan, type Plan, planOf, tokenOf } from './plan.ts';
import {
  type Change,
  type Cursor,
  type CursorMove,
  type Page,
  type Query,
  type Row,
  type Rows,
  RowsUnavailable,
  type TableDefinition,
} from './rows.ts';

/** Read models on a replica set: a collection for each table and generation; rows and cursor move in one transaction. */
export const mongoRows = (options: MongoOptions): Rows => new MongoRows(options);

class MongoRows implements Rows {
  readonly #connection: MongoConnection;
  readonly #cursors: Cursors;
  readonly #definitions = new Map<string, TableDefinition>();
  /** Of each consumer that has tables. */
  #generations: ReadonlyMap<string, Generation> = new Map();
  readonly #turns = new Turns();

  constructor(options: MongoOptions) {
    this.#connection = new MongoConnection(options, (reason, cause) => new RowsUnavailable(reason, cause));
    this.#cursors = this.#connection.db.collection('cursors');
  }

  async define(tables: readonly TableDefinition[]): Promise<void> {
    tables.forEach(checkDefinition);
    for (const table of tables) this.#definitions.set(table.name, table);
    const generations = generationsOf([...this.#definitions.values()]);
    this.#generations = new Map(generations.map((generation) => [generation.consumer, generation]));
    const consumers = new Set(tables.map(consumerOf));
    const { db } = this.#connection;
    await this.#connection.run((within) => prepareSchema(db, within, 'rows', rowsSchema));
    for (const generation of generations.filter(({ consumer }) => consumers.has(consumer))) {
      await this.#connection.run((within) => makeGeneration(db, within, generation));
    }
    await this.#connection.run((within) => dropAbandoned(db, within, [...consumers]));
  }

  cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>> {
    return this.#connection.run((within) => readCursors(this.#cursors, within, this.#stampOf(consumer)));
  }

  async apply(move: CursorMove): Promise<boolean> {
    checkMove(move);
    const writes = this.#writesOf(move.changes);
    const consumer = this.#stampOf(move.consumer);
    return this.#turns.take(`${consumer}/${move.partition}`, () =>
      inTransaction(this.#connection, async (within) => {
        if (!(await moveCursor(this.#cursors, within, consumer, move))) return false;
        return this.#store(within, writes);
      }),
    );
  }

  async write(changes: readonly Change[]): Promise<void> {
    checkChanges(changes);
    const writes = this.#writesOf(changes);
    await inTransaction(this.#connection, (within) => this.#store(within, writes));
  }

  async get(table: string, keys: readonly string[]): Promise<(Row | undefined)[]> {
    const rows = this.#collection(table);
    checkKeys(keys);
    const found = await this.#connection.run((within) =>
      rows.find({ _id: { $in: [...keys] } }, { ...within, projection: { body: 1 } }).toArray(),
    );
    const bodies = new Map(found.map(({ _id, body }) => [_id, body]));
    return keys.map((key) => parse(bodies.get(key)));
  }

  async find(table: string, query: Query): Promise<Page> {
    const definition = tableOf(this.#definitions, table);
    const plan = planOf(definition, query);
    const { filter, sort } = rangeOf(definition, plan);
    const found = await this.#connection.run((within) =>
      this.#collection(table)
        .find(filter, { ...within, projection: { body: 1 } })
        .sort(sort)
        .limit(plan.limit + 1)
        .toArray(),
    );
    return pageOf(plan, found);
  }

  async count(table: string, index: string, where: Query['where']): Promise<number> {
    const definition = tableOf(this.#definitions, table);
    const plan = countPlan(definition, index, where);
    const { filter } = rangeOf(definition, plan);
    return this.#connection.run((within) =>
      this.#collection(table).countDocuments(filter, { ...within, limit: plan.limit }),
    );
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #stampOf(consumer: string): string {
    return `${consumer}@${this.#generations.get(consumer)?.name ?? ''}`;
  }

  #collection(table: string): Collection<RowDocument> {
    const { name } = this.#generations.get(consumerOf(tableOf(this.#definitions, table))) as Generation;
    return this.#connection.db.collection(collectionName(table, name));
  }

  /** For each table what becomes of each key: the later change wins. All rows are checked before the first is written. */
  #writesOf(changes: readonly Change[]): ReadonlyMap<string, AnyBulkWriteOperation<RowDocument>[]> {
    const last = new Map(changes.map((change) => [`${change.table}\n${change.key}`, this.#checked(change)]));
    const tables = Map.groupBy(last.values(), ({ table }) => table);
    return new Map([...tables].map(([table, ofOne]) => [table, ofOne.map((change) => this.#operation(change))]));
  }

  #checked(change: Change): Change {
    rowCheck(tableOf(this.#definitions, change.table))(change);
    return change;
  }

  #operation(change: Change): AnyBulkWriteOperation<RowDocument> {
    const { table, key, row } = change;
    if (!row) return { deleteOne: { filter: { _id: key } } };
    const { _id, ...replacement } = toDocument(tableOf(this.#definitions, table), change, row);
    return { replaceOne: { filter: { _id }, replacement, upsert: true } };
  }

  async #store(within: Within, writes: ReadonlyMap<string, AnyBulkWriteOperation<RowDocument>[]>): Promise<true> {
    for (const [table, operations] of writes) {
      await this.#collection(table).bulkWrite(operations, { ...within, ordered: false });
    }
    return true;
  }
}

const parse = (body: string | undefined): Row | undefined => (body === undefined ? undefined : JSON.parse(body));

function pageOf(plan: Plan, found: readonly RowDocument[]): Page {
  const rows = found.slice(0, plan.limit).map(({ body }) => JSON.parse(body) as Row);
  const [lastRow, lastKey] = [rows.at(-1), found[rows.length - 1]?._id];
  if (!lastRow || lastKey === undefined || found.length === rows.length) return { rows };
  return { rows, next: tokenOf(plan, { values: valuesOf(lastRow, plan.rest), key: lastKey }) };
}
