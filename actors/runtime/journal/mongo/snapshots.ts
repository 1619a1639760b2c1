import type { Collection } from 'mongodb';
import { isDuplicate } from '../../mongo/connection.ts';
import type { PartitionName, Snapshot } from '../journal.ts';
import { maxDocumentBytes } from './documents.ts';
import { type Ask, type Batches, hashAtVersion } from './lookup.ts';

type SnapshotDocument = {
  readonly _id: SnapshotKey;
  readonly version: number;
  /** Of the batch of that version: a snapshot is believed only while the journal holds this history. */
  readonly batchHash: string;
  readonly bytes: Uint8Array;
};

type SnapshotKey = { readonly partition: PartitionName; readonly stream: string; readonly schema: number };

export type MongoSnapshots = {
  readonly save: (partition: PartitionName, snapshot: Snapshot) => Promise<void>;
  readonly load: (partition: PartitionName, stream: string, schema: number) => Promise<Snapshot | undefined>;
};

export function mongoSnapshots(ask: Ask, batches: Batches, snapshots: Collection<SnapshotDocument>): MongoSnapshots {
  const save: MongoSnapshots['save'] = async (partition, { stream, schema, version, bytes }) => {
    // Without it the actor is made from its events.
    if (bytes.byteLength > maxDocumentBytes) return;
    const batchHash = await hashAtVersion(ask, batches, { partition, stream }, version);
    if (batchHash === undefined) return;
    const older = { _id: { partition, stream, schema }, version: { $lt: version } };
    const set = { $set: { version, batchHash, bytes } };
    await ask((within) => snapshots.updateOne(older, set, { ...within, upsert: true }).catch(unlessHigher));
  };
  const load: MongoSnapshots['load'] = async (partition, stream, schema) => {
    const _id = { partition, stream, schema };
    const found = await ask((within) => snapshots.findOne({ _id }, within));
    if (!found) return undefined;
    const { version, batchHash, bytes } = found;
    if ((await hashAtVersion(ask, batches, { partition, stream }, version)) === batchHash) {
      return { stream, schema, version, bytes: new Uint8Array(bytes) };
    }
    await ask((within) => snapshots.deleteOne({ _id, batchHash }, within));
    return undefined;
  };
  return { save, load };
}

/** One of that version or a higher one is there: it has the key that was to be inserted. */
function unlessHigher(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}
