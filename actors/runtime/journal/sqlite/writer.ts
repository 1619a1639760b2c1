import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { GroupCommit } from '../../sqlite/group-commit.ts';
import { transaction } from '../../sqlite/trouble.ts';
import type { PendingCall } from '../../thread.ts';
import type { PartitionName, StoredEntry } from '../journal.ts';
import { AnswerIndex, youngWidth } from './answers.ts';
import { type PackedBatch, packedWidth } from './packed.ts';
import { JournalReader, type Span } from './reader.ts';
import { batchId } from './schema.ts';

/** Keys of answers in memory: about 13 MB. */
const maxYoung = 262_144;

/** The one that appends, and the one that knows the answers. */
export class JournalWriter {
  readonly db: DatabaseSync;
  readonly reader: JournalReader;
  readonly #answers: AnswerIndex;
  readonly #readOnly: boolean;
  readonly #addPartition: StatementSync;
  readonly #addBatch: StatementSync;
  readonly #addStream: StatementSync;
  readonly #commit: GroupCommit;

  constructor(db: DatabaseSync, readOnly: boolean) {
    this.db = db;
    this.#readOnly = readOnly;
    this.reader = new JournalReader(db);
    this.#commit = new GroupCommit(db);
    this.#answers = new AnswerIndex(db, maxYoung);
    this.#addPartition = db.prepare('INSERT INTO partitions (name) VALUES (?) RETURNING id');
    this.#addBatch = db.prepare('INSERT INTO batches (id, hash, nonce, at, bytes) VALUES (?, ?, ?, ?, ?)');
    this.#addStream = db.prepare(
      'INSERT INTO streams (partition, stream, version, batch, spans) VALUES (?, ?, ?, ?, ?)',
    );
    transaction(db, 'BEGIN', () => this.#answers.refresh());
  }

  /** The number of partitions a new journal gets is fixed by the first who asks. */
  partitions(wanted: number): number {
    const find = this.db.prepare("SELECT value FROM settings WHERE name = 'partitions'");
    const found = find.get()?.value;
    if (found !== undefined || this.#readOnly) return Number(found ?? wanted);
    this.db.prepare("INSERT INTO settings (name, value) VALUES ('partitions', ?)").run(wanted);
    return wanted;
  }

  probe(): void {
    this.db.exec("INSERT OR REPLACE INTO settings (name, value) VALUES ('probe', 0)");
  }

  answers(partition: PartitionName, keys: Float64Array): StoredEntry[] {
    return transaction(this.db, 'BEGIN', () => {
      const id = this.reader.partitionId(partition);
      if (id === undefined) return [];
      if (this.#readOnly) this.#answers.refresh();
      return this.#find(batchId(id, 0), batchId(id + 1, 0), keys);
    });
  }

  #find(from: number, to: number, keys: Float64Array): StoredEntry[] {
    const found = new Map<number, Span[]>();
    this.#answers.find(keys, (batch, version, place) => {
      if (batch < from || batch >= to) return;
      const spans = found.get(batch) ?? [];
      found.set(batch, spans);
      spans.push({ version, place });
    });
    return [...found].flatMap(([batch, spans]) => this.reader.entries(batch, spans.sort(byPlace)));
  }

  /** All appends that wait. */
  together(appends: readonly PendingCall[]): void {
    this.#keepingAnswers(() => this.#commit.run(appends));
  }

  /** True: there is more to do. */
  tidy(): boolean {
    if (this.#readOnly) return false;
    if (this.#answers.isFull) {
      this.#keepingAnswers(() => transaction(this.db, 'BEGIN IMMEDIATE', () => this.#answers.settle()));
    }
    return this.#answers.isFull;
  }

  /** What the index holds in memory follows what became of the transaction. */
  #keepingAnswers(commit: () => void): void {
    try {
      commit();
      this.#answers.committed();
    } catch (error) {
      this.#answers.rolledBack();
      throw error;
    }
  }

  /** Inside `together` only. */
  append(partition: PartitionName, batch: PackedBatch, look: boolean): 'stored' | 'conflict' | 'known' {
    return this.#commit.atomically(() => this.#append(partition, batch, look));
  }

  #append(partition: PartitionName, batch: PackedBatch, look: boolean): 'stored' | 'conflict' | 'known' {
    const head = this.reader.head(partition);
    if (batch.number <= head.number) return this.#isStored(partition, batch) ? 'stored' : 'conflict';
    if (batch.number !== head.number + 1) return 'conflict';
    const id = this.reader.partitionId(partition) ?? Number(this.#addPartition.get(partition)?.id);
    const row = batchId(id, batch.number);
    if (look && this.#isKnown(id, batch)) return 'known';
    this.#addBatch.run(row, batch.hash, batch.nonce, batch.at, batch.bytes);
    for (const stream of spansOf(batch)) this.#addStream.run(id, stream.name, stream.version, row, stream.spans);
    if (batch.entries.length > 0) this.#answers.stage(row, answersOf(batch));
    return 'stored';
  }

  #isKnown(partition: number, { entries }: PackedBatch): boolean {
    const [from, to] = [batchId(partition, 0), batchId(partition + 1, 0)];
    let known = false;
    this.#answers.find(keysOf(entries), (batch) => {
      known ||= batch >= from && batch < to;
    });
    return known;
  }

  #isStored(partition: PartitionName, { number, nonce, hash }: PackedBatch): boolean {
    const stored = this.reader.batchAt(partition, number);
    return stored?.nonce === nonce && stored.hash === hash;
  }
}

type StreamRow = { readonly name: string; readonly version: number; readonly spans: Uint8Array };

function spansOf({ streams, entries }: PackedBatch): StreamRow[] {
  const spans: number[][] = streams.map(() => []);
  const versions: number[] = [];
  for (let at = 0; at < entries.length; at += packedWidth) {
    const [ordinal, events] = [entries[at] as number, entries[at + 2] as number];
    if (events === 0) continue;
    spans[ordinal]?.push(events, entries[at + 4] as number);
    versions[ordinal] = entries[at + 1] as number;
  }
  return streams
    .map((name, at) => ({ name, version: versions[at] as number, spans: toBlob(spans[at] as number[]) }))
    .filter((row) => row.spans.byteLength > 0)
    .sort(byName);
}

const byPlace = (a: Span, b: Span): number => a.place - b.place;
const byName = (a: StreamRow, b: StreamRow): number => (a.name < b.name ? -1 : 1);

const toBlob = (numbers: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(numbers).buffer);

const keysOf = (entries: Float64Array): Float64Array =>
  Float64Array.from({ length: entries.length / packedWidth }, (_, place) => entries[place * packedWidth + 3] as number);

function answersOf({ entries }: PackedBatch): Float64Array {
  const rows = new Float64Array((entries.length / packedWidth) * youngWidth);
  for (let at = 0, to = 0; at < entries.length; at += packedWidth, to += youngWidth) {
    rows[to] = entries[at + 3] as number;
    rows[to + 1] = entries[at + 1] as number;
    rows[to + 2] = entries[at + 4] as number;
  }
  return rows;
}
