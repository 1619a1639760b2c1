import { workerData } from 'node:worker_threads';
import { openSqlite, removeSqlite } from '../sqlite/file.ts';
import { Connection, isDamage } from '../sqlite/trouble.ts';
import { type PendingCall, serveThread } from '../thread.ts';
import type { Batch, Head, PartitionName, Snapshot } from './journal.ts';
import { type PackedBatch, type PackedEntries, packEntries } from './sqlite/packed.ts';
import { JournalReader } from './sqlite/reader.ts';
import { journalSchema, snapshotSchema } from './sqlite/schema.ts';
import { SnapshotStore } from './sqlite/snapshots.ts';
import { JournalWriter } from './sqlite/writer.ts';

export type JournalFiles = {
  readonly journal: string;
  readonly snapshots: string;
  readonly maxBytes?: number | undefined;
  readonly readOnly?: boolean | undefined;
  readonly cut?: string | undefined;
};

const files = workerData as JournalFiles;
const { readOnly = false } = files;
const megabyte = 1_048_576;

const openJournal = (cacheBytes: number) =>
  openSqlite({
    ...files,
    file: files.journal,
    schema: journalSchema,
    synchronous: 'FULL',
    cacheBytes,
    walBytes: 32 * megabyte,
  });

const openSnapshots = () =>
  openSqlite({
    file: files.snapshots,
    schema: snapshotSchema,
    synchronous: 'NORMAL',
    cacheBytes: 4 * megabyte,
    walBytes: 32 * megabyte,
  });

// Two threads run this file: one appends and answers, one reads, so that nobody's reading holds up a commit. Each
// opens only what it is asked for.
const writer = new Connection(files.journal, () => new JournalWriter(openJournal(64 * megabyte), readOnly));
const reader = new Connection(files.journal, () => new JournalReader(openJournal(16 * megabyte)));
const snapshots = new Connection(files.snapshots, () => new SnapshotStore(openSnapshots()));

const methods = {
  partitions: (wanted: number): number => writer.use((journal) => journal.partitions(wanted)),
  heads: (names: readonly PartitionName[]): Head[] =>
    writer.use((journal) => names.map((name) => journal.reader.head(name))),
  append: (name: PartitionName, batch: PackedBatch, look: boolean): 'stored' | 'conflict' | 'known' =>
    writer.use((journal) => journal.append(name, batch, look)),
  probe: (): void => writer.use((journal) => journal.probe()),
  answers: (name: PartitionName, keys: Float64Array): PackedEntries =>
    writer.use((journal) => packEntries(journal.answers(name, keys))),

  batchAt: (name: PartitionName, number: number): Batch | undefined =>
    reader.use((journal) => journal.batchAt(name, number)),
  read: (name: PartitionName, after: number, maxBytes: number): Batch[] =>
    reader.use((journal) => journal.read(name, after, maxBytes)),
  stream: (name: PartitionName, stream: string, after: number, limit: number): PackedEntries =>
    reader.use((journal) => packEntries(journal.stream(name, stream, after, limit))),
  names: (): PartitionName[] => reader.use((journal) => journal.names()),
  saveSnapshot: (name: PartitionName, snapshot: Snapshot): void => {
    const hash = hashAt(name, snapshot.stream, snapshot.version);
    if (hash) renewing(() => snapshots.use((store) => store.save(name, hash, snapshot)));
  },
  loadSnapshot: (name: PartitionName, stream: string, schema: number): Snapshot | undefined =>
    renewing(() =>
      snapshots.use((store) => store.load(name, stream, schema, (version) => hashAt(name, stream, version))),
    ),
};

export type JournalMethods = typeof methods;

const hashAt = (name: PartitionName, stream: string, version: number): string | undefined =>
  reader.use((journal) => journal.hashAtVersion(name, stream, version));

/** Snapshots are never the only copy: a damaged file of them makes way for a new one. */
function renewing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isDamage((error as Error).cause)) throw error;
    removeSqlite(files.snapshots);
    return work();
  }
}

/** Nobody's reading waits for a commit. */
function drain(calls: readonly PendingCall[], answer: () => void): void {
  for (const call of calls) if (call.name !== 'append') call.run();
  const appends = calls.filter((call) => call.name === 'append');
  if (appends.length === 0) return;
  answer();
  writer.use((journal) => journal.together(appends));
}

/** It failing shows in the next append, if it matters. */
function tidy(): boolean {
  try {
    return writer.ifOpen((journal) => journal.tidy()) ?? false;
  } catch {
    return false;
  }
}

serveThread(methods, {
  drain,
  tidy,
  close: () => {
    for (const connection of [writer, reader, snapshots]) connection.close();
  },
});
