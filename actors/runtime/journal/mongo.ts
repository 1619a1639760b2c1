import type { Collection } from 'mongodb';
import { isDuplicate, MongoConnection, type MongoOptions } from '../mongo/connection.ts';
import { prepareSchema } from '../mongo/schema.ts';
import {
  type Batch,
  emptyHead,
  type Head,
  type Journal,
  JournalUnavailable,
  type NewBatch,
  type PartitionName,
  type Snapshot,
  type StoredEntry,
} from './journal.ts';
import { checkKeys, checkLimit } from './limits.ts';
import { placeOf, toBatch, toDocument } from './mongo/documents.ts';
import { Inserts } from './mongo/inserts.ts';
import { type Ask, type Batches, entriesAfter, entriesAnswering, isAnyKnown } from './mongo/lookup.ts';
import { headsOf, namesOf, readBatches } from './mongo/read.ts';
import { journalSchema } from './mongo/schema.ts';
import { type MongoSnapshots, mongoSnapshots } from './mongo/snapshots.ts';

/**
 * The journal on a replica set: one document a batch, whose place is unique. An append that times out, or meets a batch
 * at its number, is no verdict: what a majority holds at that number is.
 */
export const mongoJournal = (options: MongoOptions): Journal => new MongoJournal(options);

/** Without a majority such a read would wait for one. */
const linearizableMs = 5_000;

type Setting = { readonly _id: string; readonly value: number };

class MongoJournal implements Journal {
  readonly #connection: MongoConnection;
  readonly #batches: Batches;
  readonly #settings: Collection<Setting>;
  readonly #snapshots: MongoSnapshots;
  readonly #inserts: Inserts;
  /** Highest number of each partition that a majority is known to hold: what stands there stands for good. */
  readonly #held = new Map<PartitionName, number>();
  #prepared: Promise<void> | undefined;

  constructor(options: MongoOptions) {
    this.#connection = new MongoConnection(options, (reason, cause) => new JournalUnavailable(reason, cause));
    const { db } = this.#connection;
    this.#batches = db.collection('batches');
    this.#settings = db.collection('settings');
    this.#inserts = new Inserts(this.#ask, this.#batches);
    this.#snapshots = mongoSnapshots(this.#ask, this.#batches, db.collection('snapshots'));
  }

  /** The first who asks makes what is missing; where that fails, the next one tries again. */
  readonly #ask: Ask = async (work) => {
    this.#prepared ??= this.#connection.run((within) =>
      prepareSchema(this.#connection.db, within, 'journal', journalSchema),
    );
    await this.#prepared.catch((error) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#connection.run(work);
  };

  async partitions(wanted: number): Promise<number> {
    const made = await this.#ask((within) =>
      this.#settings
        .findOneAndUpdate(
          { _id: 'partitions' },
          { $setOnInsert: { value: wanted } },
          { ...within, upsert: true, returnDocument: 'after' },
        )
        .catch((error) => unlessDuplicate(error)),
    );
    return made?.value ?? this.partitions(wanted);
  }

  async heads(partitions: readonly PartitionName[]): Promise<Head[]> {
    const heads = await this.#ask((within) => headsOf(this.#batches, within, partitions));
    for (const [partition, { number }] of heads) this.#holds(partition, number);
    return partitions.map((partition) => heads.get(partition) ?? emptyHead);
  }

  async append(partition: PartitionName, batch: NewBatch, look = false): Promise<'stored' | 'conflict' | 'known'> {
    const document = toDocument(partition, batch);
    if (!(await this.#isNext(partition, batch.number))) return 'conflict';
    if (look && (await this.#isKnown(partition, batch))) return 'known';
    if (await this.#inserts.insert(document)) return this.#verdict(partition, batch);
    this.#holds(partition, batch.number);
    return 'stored';
  }

  /** Whether the batch before is held by a majority. */
  async #isNext(partition: PartitionName, number: number): Promise<boolean> {
    const before = number - 1;
    if (before <= (this.#held.get(partition) ?? 0)) return true;
    if (!(await this.batchAt(partition, before))) return false;
    this.#holds(partition, before);
    return true;
  }

  #isKnown(partition: PartitionName, { number, entries }: NewBatch): Promise<boolean> {
    const keys = entries.map(({ answerKey }) => answerKey);
    return isAnyKnown(this.#ask, this.#batches, partition, { before: number, keys });
  }

  /** The session that met the other batch reads on from there: a majority holds it by then, or this says it cannot tell. */
  async #verdict(partition: PartitionName, { number, nonce, hash }: NewBatch): Promise<'stored' | 'conflict'> {
    const there = await this.batchAt(partition, number);
    if (!there) throw new JournalUnavailable(`nobody knows yet what becomes of batch ${number} of ${partition}`);
    this.#holds(partition, number);
    return there.nonce === nonce && there.hash === hash ? 'stored' : 'conflict';
  }

  #holds(partition: PartitionName, number: number): void {
    if (number > (this.#held.get(partition) ?? 0)) this.#held.set(partition, number);
  }

  async probe(): Promise<void> {
    await this.#ask((within) =>
      this.#settings.updateOne({ _id: 'probe' }, { $inc: { value: 1 } }, { ...within, upsert: true }),
    );
  }

  /** A primary that is none any more cannot answer this: it would need a majority for it. A causal session has no such reads. */
  async isHead(partition: PartitionName, number: number): Promise<boolean> {
    const options = { readConcern: { level: 'linearizable' }, maxTimeMS: linearizableMs } as const;
    const next = await this.#ask(({ signal }) =>
      this.#batches.findOne({ _id: placeOf(partition, number + 1) }, { ...options, signal }),
    );
    return !next && (number === 0 || (await this.batchAt(partition, number)) !== undefined);
  }

  async batchAt(partition: PartitionName, number: number): Promise<Batch | undefined> {
    const found = await this.#ask((within) => this.#batches.findOne({ _id: placeOf(partition, number) }, within));
    return found ? toBatch(found) : undefined;
  }

  read(partition: PartitionName, after: number, maxBytes: number): Promise<Batch[]> {
    return readBatches(this.#ask, this.#batches, partition, { after, maxBytes });
  }

  async stream(partition: PartitionName, stream: string, after: number, limit: number): Promise<StoredEntry[]> {
    checkLimit(limit);
    return entriesAfter(this.#ask, this.#batches, { partition, stream }, { after, limit });
  }

  async answers(partition: PartitionName, answerKeys: readonly number[]): Promise<StoredEntry[]> {
    checkKeys(answerKeys);
    return entriesAnswering(this.#ask, this.#batches, partition, answerKeys);
  }

  saveSnapshot(partition: PartitionName, snapshot: Snapshot): Promise<void> {
    return this.#snapshots.save(partition, snapshot);
  }

  loadSnapshot(partition: PartitionName, stream: string, schema: number): Promise<Snapshot | undefined> {
    return this.#snapshots.load(partition, stream, schema);
  }

  names(): Promise<PartitionName[]> {
    return this.#ask((within) => namesOf(this.#batches, within));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

function unlessDuplicate(error: unknown): undefined {
  if (!isDuplicate(error)) throw error;
}
