import { join } from 'node:path';
import { cutShort } from '../sqlite/cut-short.ts';
import { removeSqlite } from '../sqlite/file.ts';
import { reasonOf } from '../sqlite/trouble.ts';
import { compact, startThread, type Thread } from '../thread.ts';
import { type Journal, JournalUnavailable } from './journal.ts';
import { checkKeys, checkLimit } from './limits.ts';
import { packBatch, unpackEntries } from './sqlite/packed.ts';
import type { JournalFiles, JournalMethods } from './sqlite.worker.ts';

export type SqliteJournalOptions = {
  readonly directory: string;
  /** The journal refuses to grow past this as if the disk were full. Default: the disk is its bound. */
  readonly maxBytes?: number;
  /** For a look from outside while another process writes. */
  readonly readOnly?: boolean;
};

export const journalFile = (directory: string): string => join(directory, 'journal.sqlite');

/**
 * The journal in two files of a directory: the truth, where a commit is on the disk before it is acknowledged, and the
 * snapshots, which may be lost. One thread appends and answers, one reads; all appends that wait share one commit.
 */
export function sqliteJournal(options: SqliteJournalOptions): Journal {
  const { writer, reader } = startThreads(options);
  return {
    partitions: (wanted) => told(writer.call('partitions', wanted)),
    heads: (partitions) => told(writer.call('heads', partitions)),
    append: (partition, batch, look = false) => told(writer.call('append', partition, packBatch(batch), look)),
    probe: () => told(writer.call('probe')),
    async answers(partition, answerKeys) {
      checkKeys(answerKeys);
      return unpackEntries(await told(writer.call('answers', partition, Float64Array.from(answerKeys))));
    },
    async isHead(partition, number) {
      const [head] = await told(writer.call('heads', [partition]));
      return head?.number === number;
    },
    batchAt: (partition, number) => told(reader.call('batchAt', partition, number)),
    read: (partition, after, maxBytes) => told(reader.call('read', partition, after, maxBytes)),
    async stream(partition, stream, afterVersion, limit) {
      checkLimit(limit);
      return unpackEntries(await told(reader.call('stream', partition, stream, afterVersion, limit)));
    },
    saveSnapshot: (partition, snapshot) =>
      told(reader.call('saveSnapshot', partition, { ...snapshot, bytes: compact(snapshot.bytes) })),
    loadSnapshot: (partition, stream, schema) => told(reader.call('loadSnapshot', partition, stream, schema)),
    names: () => told(reader.call('names')),
    async close() {
      await reader.close();
      await writer.close();
    },
  };
}

type JournalThread = Thread<JournalMethods>;

/** The writer makes the files of a new journal: the reader's first call waits until they are there. */
function startThreads({
  directory,
  maxBytes,
  readOnly,
}: SqliteJournalOptions): Record<'writer' | 'reader', JournalThread> {
  const entry = new URL('./sqlite.worker.ts', import.meta.url);
  const journal = journalFile(directory);
  const snapshots = join(directory, 'snapshots.sqlite');
  const cut = readOnly ? undefined : cutShort(journal);
  if (!readOnly && cutShort(snapshots)) removeSqlite(snapshots);
  const files: JournalFiles = { journal, snapshots, maxBytes, readOnly, cut };
  const writer = startThread<JournalMethods>(entry, files);
  const reader = startThread<JournalMethods>(entry, files);
  let isMade = false;
  const call: JournalThread['call'] = async (name, ...args) => {
    if (!isMade) await writer.call('heads', []);
    isMade = true;
    return reader.call(name, ...args);
  };
  return { writer, reader: { call, close: () => reader.close() } };
}

async function told<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? new JournalUnavailable(reason, { cause: error }) : error;
  }
}
