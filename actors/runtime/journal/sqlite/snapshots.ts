import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PartitionName, Snapshot } from '../journal.ts';

export class SnapshotStore {
  readonly db: DatabaseSync;
  readonly #save: StatementSync;
  readonly #load: StatementSync;
  readonly #drop: StatementSync;

  constructor(db: DatabaseSync) {
    this.db = db;
    this.#save = db.prepare(`
      INSERT INTO snapshots (partition, stream, schema, version, batch_hash, bytes) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, batch_hash = excluded.batch_hash, bytes = excluded.bytes
      WHERE excluded.version > version
    `);
    const key = 'partition = ? AND stream = ? AND schema = ?';
    this.#load = db.prepare(`SELECT version, batch_hash, bytes FROM snapshots WHERE ${key}`);
    this.#drop = db.prepare(`DELETE FROM snapshots WHERE ${key}`);
  }

  save(partition: PartitionName, batchHash: string, { stream, schema, version, bytes }: Snapshot): void {
    this.#save.run(partition, stream, schema, version, batchHash, bytes);
  }

  /** `hashAt` tells the journal's own batch of a version: another history's snapshot is dropped. */
  load(
    partition: PartitionName,
    stream: string,
    schema: number,
    hashAt: (version: number) => string | undefined,
  ): Snapshot | undefined {
    const row = this.#load.get(partition, stream, schema);
    if (!row) return undefined;
    const version = Number(row.version);
    if (hashAt(version) === row.batch_hash) return { stream, schema, version, bytes: row.bytes as Uint8Array };
    this.#drop.run(partition, stream, schema);
    return undefined;
  }
}
