import { hash } from 'node:crypto';
import type { Db } from 'mongodb';
import type { Within } from '../../mongo/connection.ts';
import { isDuplicate } from '../../mongo/connection.ts';
import { consumerOf, shapeOf } from '../checks.ts';
import type { TableDefinition } from '../rows.ts';
import { fieldsOf } from './documents.ts';

/**
 * Tables of a consumer that have one shape. Another build's tables are another generation beside it, so that old and new
 * nodes can run side by side, each with rows that it understands.
 */
export type Generation = {
  readonly name: string;
  readonly consumer: string;
  readonly tables: readonly TableDefinition[];
};

const nameLength = 16;

export function generationsOf(tables: readonly TableDefinition[]): Generation[] {
  return [...Map.groupBy(tables, consumerOf)].map(([consumer, ofOne]) => {
    const shapes = ofOne.map((table) => `${table.name} ${shapeOf(table)}`).sort();
    return { name: hash('sha256', shapes.join('\n')).slice(0, nameLength), consumer, tables: ofOne };
  });
}

export const collectionName = (table: string, generation: string): string => `rows.${table}@${generation}`;

type Stored = { readonly _id: string; readonly consumer: string; readonly collections: readonly string[] };

/** Indexes and all; any number of nodes may do it at once, and again. */
export async function makeGeneration(db: Db, within: Within, generation: Generation): Promise<void> {
  for (const table of generation.tables) {
    const fields = fieldsOf(table);
    const indexes = fields.map((field) => ({ key: { [field]: 1 }, name: field }));
    const name = collectionName(table.name, generation.name);
    if (indexes.length > 0) await db.collection(name).createIndexes(indexes, within);
  }
  await stamp(db, within, generation);
}

async function stamp(db: Db, within: Within, { name, consumer, tables }: Generation): Promise<void> {
  const collections = tables.map((table) => collectionName(table.name, name));
  const set = { $set: { consumer, collections }, $currentDate: { seenAt: true as const } };
  const stamping = () =>
    db.collection<Stored>('generations').updateOne({ _id: `${consumer}@${name}` }, set, { ...within, upsert: true });
  await stamping().catch((error) => {
    if (!isDuplicate(error)) throw error;
    return stamping();
  });
}

/** Nobody has started with them for so long: no build that knows them is left. */
const keptDays = 30;

/** Drops what older builds of these consumers have left behind. */
export async function dropAbandoned(db: Db, within: Within, consumers: readonly string[]): Promise<void> {
  const generations = db.collection<Stored>('generations');
  const since = { $dateSubtract: { startDate: '$$NOW', unit: 'day', amount: keptDays } };
  const abandoned = { consumer: { $in: [...consumers] }, $expr: { $lt: ['$seenAt', since] } };
  for (const { _id, collections } of await generations.find(abandoned, within).toArray()) {
    for (const name of collections) await db.dropCollection(name, within);
    await db.collection('cursors').deleteMany({ consumer: _id }, within);
    await generations.deleteOne({ _id }, within);
  }
}
