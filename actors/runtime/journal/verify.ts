import { hash } from 'node:crypto';
import { type BatchHeader, readHeader } from './format.ts';
import {
  type Batch,
  emptyHead,
  type Head,
  type Journal,
  type JournalProblem,
  JournalUnavailable,
  type PartitionName,
} from './journal.ts';
import { problemOfIndex } from './verify-index.ts';

const readBytes = 4_194_304;

export type Verified = { readonly partition: PartitionName; readonly batches: number };

/** Told of each partition that is in order. */
export type OnVerified = (verified: Verified) => void;

/**
 * The first wrong batch of each partition, if any: numbers without a hole, the hash of the bytes, the chain of hashes,
 * the header, the versions of the streams, and that the indexes lead to these bytes and to nothing else. Batches that
 * are appended meanwhile are left for the next time.
 */
export async function verifyJournal(journal: Journal, onVerified: OnVerified = () => {}): Promise<JournalProblem[]> {
  const problems: JournalProblem[] = [];
  for (const partition of await journal.names()) {
    const [head = emptyHead] = await journal.heads([partition]);
    const problem = await verifyPartition(journal, partition, head);
    if (problem) problems.push(problem);
    else onVerified({ partition, batches: head.number });
  }
  return problems;
}

async function verifyPartition(
  journal: Journal,
  partition: PartitionName,
  head: Head,
): Promise<JournalProblem | undefined> {
  let before = emptyHead;
  while (before.number < head.number) {
    const batches = await nextBatches(journal, partition, before.number);
    if (typeof batches === 'string') return { partition, number: before.number + 1, problem: batches };
    for (const batch of batches) {
      const problem = await problemOf(journal, partition, before, batch);
      if (problem) return { partition, number: before.number + 1, problem };
      before = batch;
      if (before.number === head.number) break;
    }
  }
  return undefined;
}

/** A page that cannot be read is read batch by batch, to name the one that is to blame. */
async function nextBatches(journal: Journal, partition: PartitionName, after: number): Promise<Batch[] | string> {
  try {
    const batches = await journal.read(partition, after, readBytes);
    return batches.length > 0 ? batches : 'it is missing';
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
  }
  try {
    const batch = await journal.batchAt(partition, after + 1);
    return batch ? [batch] : 'it is missing';
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): string {
  if (error instanceof JournalUnavailable) return `it cannot be read: ${error.message}`;
  throw error;
}

async function problemOf(
  journal: Journal,
  partition: PartitionName,
  before: Head,
  batch: Batch,
): Promise<string | undefined> {
  try {
    return problemOfBytes(partition, before, batch) ?? (await problemOfIndex(journal, partition, batch));
  } catch (error) {
    return unreadable(error);
  }
}

function problemOfBytes(partition: PartitionName, before: Head, batch: Batch): string | undefined {
  if (batch.number !== before.number + 1) return 'it is missing';
  if (hash('sha256', batch.bytes) !== batch.hash) return 'its bytes are not those that were stored';
  const header = headerOf(batch.bytes);
  if (!header) return 'its header cannot be read';
  if (header.previousHash !== before.hash) return 'it does not follow from the batch before';
  if (header.partition !== partition || header.number !== batch.number) return 'it belongs to another place';
  return header.nonce === batch.nonce && header.at === batch.at ? undefined : 'its row is not what its header says';
}

function headerOf(bytes: Uint8Array): BatchHeader | undefined {
  try {
    return readHeader(bytes);
  } catch {
    return undefined;
  }
}
