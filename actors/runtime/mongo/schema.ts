import type { Db, IndexDescription } from 'mongodb';
import type { Within } from './connection.ts';
import { isDuplicate } from './connection.ts';

export type MongoSchema = {
  /** Raised with every change; a database that a later build has changed is refused. */
  readonly version: number;
  readonly indexes: Readonly<Record<string, readonly IndexDescription[]>>;
};

type Stamp = { readonly _id: string; readonly version: number };

/** A database was changed by a build that knows more than this one. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/**
 * Makes collections and indexes that are missing. Any number of nodes may do so at once, and again: what is there stays.
 * `name` is the engine whose schema it is.
 */
export async function prepareSchema(db: Db, within: Within, name: string, schema: MongoSchema): Promise<void> {
  const stamps = db.collection<Stamp>('schemas');
  const before = await stamps.findOne({ _id: name }, within);
  if (before && before.version > schema.version) {
    throw new NewerSchema(`the ${name} was written by a later version of Souk: start that one`);
  }
  for (const [collection, indexes] of Object.entries(schema.indexes)) {
    await db.collection(collection).createIndexes([...indexes], within);
  }
  if (before?.version === schema.version) return;
  // Inserted or raised, never lowered, whoever comes first.
  const set = { $max: { version: schema.version } };
  await stamps.updateOne({ _id: name }, set, { ...within, upsert: true }).catch(async (error) => {
    if (!isDuplicate(error)) throw error;
    await stamps.updateOne({ _id: name }, set, within);
  });
}
