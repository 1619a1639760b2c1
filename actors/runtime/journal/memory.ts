import {
  type Batch,
  type EntryIndex,
  emptyHead,
  type Head,
  type Journal,
  JournalUnavailable,
  type NewBatch,
  type PartitionName,
  type Snapshot,
  type StoredEntry,
} from './journal.ts';
import { checkKeys, checkLimit, maxReadBatches } from './limits.ts';

type Place = EntryIndex & { readonly batch: NewBatch };

type Log = {
  readonly batches: NewBatch[];
  readonly streams: Map<string, Place[]>;
  readonly answers: Map<number, Place[]>;
};

/** What survives the node: a journal made anew on the same disk finds what was stored. */
export type MemoryDisk = {
  partitions: number | undefined;
  readonly logs: Map<PartitionName, Log>;
  readonly snapshots: Map<string, Snapshot>;
};

export const emptyDisk = (): MemoryDisk => ({ partitions: undefined, logs: new Map(), snapshots: new Map() });

const emptyLog = (): Log => ({ batches: [], streams: new Map(), answers: new Map() });

/** Asked before each call; a reason makes the call fail as an engine that cannot work does. */
export type Fault = () => string | undefined;

/** A journal in memory: every call is done at once and in one piece, in the order of the calls. */
export const memoryJournal = (disk: MemoryDisk = emptyDisk(), fault: Fault = () => undefined): Journal =>
  new MemoryJournal(disk, fault);

class MemoryJournal implements Journal {
  readonly #disk: MemoryDisk;
  readonly #fault: Fault;
  #closed = false;

  constructor(disk: MemoryDisk, fault: Fault) {
    this.#disk = disk;
    this.#fault = fault;
  }

  async partitions(wanted: number): Promise<number> {
    this.#open().partitions ??= wanted;
    return this.#disk.partitions as number;
  }

  async heads(partitions: readonly PartitionName[]): Promise<Head[]> {
    return partitions.map((partition) => headOf(this.#log(partition)));
  }

  async append(partition: PartitionName, batch: NewBatch, look = false): Promise<'stored' | 'conflict' | 'known'> {
    const log = this.#log(partition);
    const stored = log.batches[batch.number - 1];
    if (stored) return stored.nonce === batch.nonce && stored.hash === batch.hash ? 'stored' : 'conflict';
    if (batch.number !== log.batches.length + 1) return 'conflict';
    if (look && batch.entries.some(({ answerKey }) => log.answers.has(answerKey))) return 'known';
    this.#disk.logs.set(partition, log);
    store(log, batch);
    return 'stored';
  }

  async probe(): Promise<void> {
    this.#open();
  }

  async batchAt(partition: PartitionName, number: number): Promise<Batch | undefined> {
    const batch = this.#log(partition).batches[number - 1];
    return batch && withoutIndex(batch);
  }

  async isHead(partition: PartitionName, number: number): Promise<boolean> {
    return this.#log(partition).batches.length === number;
  }

  async read(partition: PartitionName, after: number, maxBytes: number): Promise<Batch[]> {
    const found: Batch[] = [];
    let bytes = 0;
    for (const batch of this.#log(partition).batches.slice(after, after + maxReadBatches)) {
      bytes += batch.bytes.byteLength;
      if (found.length > 0 && bytes > maxBytes) break;
      found.push(withoutIndex(batch));
    }
    return found;
  }

  async stream(partition: PartitionName, stream: string, after: number, limit: number): Promise<StoredEntry[]> {
    checkLimit(limit);
    const places = this.#log(partition).streams.get(stream) ?? [];
    const first = firstAfter(places, after);
    return places.slice(first, first + limit).map(entryAt);
  }

  async answers(partition: PartitionName, answerKeys: readonly number[]): Promise<StoredEntry[]> {
    checkKeys(answerKeys);
    const { answers } = this.#log(partition);
    return answerKeys.flatMap((key) => answers.get(key) ?? []).map(entryAt);
  }

  async saveSnapshot(partition: PartitionName, snapshot: Snapshot): Promise<void> {
    const durable = this.#log(partition).streams.get(snapshot.stream)?.at(-1)?.version ?? 0;
    const key = snapshotKey(partition, snapshot.stream, snapshot.schema);
    const kept = this.#disk.snapshots.get(key)?.version ?? 0;
    if (snapshot.version <= durable && snapshot.version > kept) this.#disk.snapshots.set(key, snapshot);
  }

  async loadSnapshot(partition: PartitionName, stream: string, schema: number): Promise<Snapshot | undefined> {
    return this.#open().snapshots.get(snapshotKey(partition, stream, schema));
  }

  async names(): Promise<PartitionName[]> {
    return [...this.#open().logs.keys()].sort();
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #open(): MemoryDisk {
    const reason = this.#closed ? 'it was closed' : this.#fault();
    if (reason) throw new JournalUnavailable(reason);
    return this.#disk;
  }

  #log(partition: PartitionName): Log {
    return this.#open().logs.get(partition) ?? emptyLog();
  }
}

const snapshotKey = (...parts: readonly [PartitionName, string, number]): string => parts.join('\n');

const headOf = ({ batches }: Log): Head => {
  const last = batches.at(-1);
  return last ? { number: last.number, hash: last.hash, at: last.at } : emptyHead;
};

function store(log: Log, batch: NewBatch): void {
  log.batches.push(batch);
  for (const entry of batch.entries) {
    const place = { ...entry, batch };
    listOf(log.answers, entry.answerKey).push(place);
    if (entry.events > 0) listOf(log.streams, entry.stream).push(place);
  }
}

function listOf<Key>(lists: Map<Key, Place[]>, key: Key): Place[] {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
}

const withoutIndex = ({ entries: _, ...batch }: NewBatch): Batch => batch;

const entryAt = ({ batch, version, offset, length }: Place): StoredEntry => ({
  batch: batch.number,
  version,
  bytes: batch.bytes.subarray(offset, offset + length),
});

/** Places of a stream stand in the order of their versions: halving finds where the tail begins. */
function firstAfter(places: readonly Place[], version: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] as Place).version > version) high = middle;
    else low = middle + 1;
  }
  return low;
}
