import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DamagedFile } from '../../sqlite/file.ts';
import { type Batch, emptyHead, type Head, type PartitionName, type StoredEntry } from '../journal.ts';
import { maxReadBatches } from '../limits.ts';
import { batchId, lengthOf, numberOf, offsetOf } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;

/** Numbers of one entry in the spans of a stream: its events, its place. */
export const spanWidth = 2;

export type Span = { readonly version: number; readonly place: number };

/** What can be asked of the batches and of the streams. Runs in a thread; so does all in this folder but `packed`. */
export class JournalReader {
  readonly db: DatabaseSync;
  readonly #partition: StatementSync;
  readonly #names: StatementSync;
  readonly #head: StatementSync;
  readonly #batch: StatementSync;
  readonly #read: StatementSync;
  readonly #stream: StatementSync;
  readonly #part: StatementSync;
  readonly #batchOfVersion: StatementSync;

  constructor(db: DatabaseSync) {
    const batch = 'SELECT id, hash, nonce, at, bytes FROM batches';
    const streams = 'FROM streams WHERE partition = ? AND stream = ? AND version';
    this.db = db;
    this.#partition = db.prepare('SELECT id FROM partitions WHERE name = ?');
    this.#names = db.prepare('SELECT name FROM partitions ORDER BY name');
    this.#head = db.prepare('SELECT id, hash, at FROM batches WHERE id > ? AND id < ? ORDER BY id DESC LIMIT 1');
    this.#batch = db.prepare(`${batch} WHERE id = ?`);
    this.#read = db.prepare(`${batch} WHERE id > ? AND id < ? ORDER BY id LIMIT ${maxReadBatches}`);
    this.#stream = db.prepare(`SELECT version, batch, spans ${streams} > ? ORDER BY version LIMIT ?`);
    this.#part = db.prepare('SELECT substr(bytes, ?, ?) AS bytes FROM batches WHERE id = ?');
    this.#batchOfVersion = db.prepare(
      `SELECT hash FROM batches WHERE id = (SELECT batch ${streams} >= ? ORDER BY version LIMIT 1)`,
    );
  }

  names(): PartitionName[] {
    return this.#names.all().map((row) => String(row.name));
  }

  /** Its number in this file; undefined for one that was never written. */
  partitionId(partition: PartitionName): number | undefined {
    return this.#partition.get(partition)?.id as number | undefined;
  }

  head(partition: PartitionName): Head {
    const id = this.partitionId(partition);
    const row = id === undefined ? undefined : this.#head.get(batchId(id, 0), batchId(id + 1, 0));
    return row ? { number: numberOf(Number(row.id)), hash: String(row.hash), at: Number(row.at) } : emptyHead;
  }

  batchAt(partition: PartitionName, number: number): Batch | undefined {
    const id = this.partitionId(partition);
    const row = id === undefined ? undefined : this.#batch.get(batchId(id, number));
    return row && toBatch(row);
  }

  read(partition: PartitionName, after: number, maxBytes: number): Batch[] {
    const id = this.partitionId(partition);
    if (id === undefined) return [];
    const found: Batch[] = [];
    let bytes = 0;
    for (const row of this.#read.iterate(batchId(id, after), batchId(id + 1, 0))) {
      const batch = toBatch(row);
      bytes += batch.bytes.byteLength;
      if (found.length > 0 && (bytes > maxBytes || isGap(after + found.length, batch))) break;
      if (isGap(after + found.length, batch)) throw this.#missing(after + 1, partition);
      found.push(batch);
    }
    return found;
  }

  stream(partition: PartitionName, stream: string, afterVersion: number, limit: number): StoredEntry[] {
    const id = this.partitionId(partition);
    const found: StoredEntry[] = [];
    if (id === undefined) return found;
    for (const row of this.#stream.iterate(id, stream, afterVersion, limit)) {
      const spans = spansOf(row).filter((span) => span.version > afterVersion);
      found.push(...this.entries(Number(row.batch), spans.slice(0, limit - found.length)));
      if (found.length === limit) break;
    }
    return found;
  }

  /** Entries of one batch, in the order of their places. */
  entries(batch: number, spans: readonly Span[]): StoredEntry[] {
    const [first, last] = [spans[0], spans.at(-1)];
    if (!first || !last) return [];
    const start = offsetOf(first.place);
    const bytes = this.#part.get(start + 1, offsetOf(last.place) + lengthOf(last.place) - start, batch)?.bytes;
    if (!bytes) throw this.#missing(numberOf(batch), 'a partition whose index names it');
    return spans.map(({ version, place }) => {
      const offset = offsetOf(place) - start;
      const part = (bytes as Uint8Array).subarray(offset, offset + lengthOf(place));
      return { batch: numberOf(batch), version, bytes: part };
    });
  }

  #missing(number: number, partition: string): DamagedFile {
    return new DamagedFile(`${this.db.location()}: batch ${number} of ${partition} is missing`);
  }

  /** Of the batch in which the stream reached this version. */
  hashAtVersion(partition: PartitionName, stream: string, version: number): string | undefined {
    const id = this.partitionId(partition);
    return id === undefined ? undefined : (this.#batchOfVersion.get(id, stream, version)?.hash as string | undefined);
  }
}

const isGap = (before: number, batch: Batch): boolean => batch.number !== before + 1;

const toBatch = (row: Row): Batch => ({
  number: numberOf(Number(row.id)),
  hash: String(row.hash),
  nonce: String(row.nonce),
  at: Number(row.at),
  bytes: row.bytes as Uint8Array,
});

/** The row holds the version after its last span: the others follow from the events of those behind them. */
function spansOf(row: Row): Span[] {
  const blob = row.spans as Uint8Array;
  const numbers = new Float64Array(blob.buffer, blob.byteOffset, blob.byteLength / Float64Array.BYTES_PER_ELEMENT);
  const spans: Span[] = [];
  let version = Number(row.version);
  for (let at = numbers.length - spanWidth; at >= 0; at -= spanWidth) {
    spans.push({ version, place: numbers[at + 1] as number });
    version -= numbers[at] as number;
  }
  return spans.reverse();
}
