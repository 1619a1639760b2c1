import type { Collection, Document } from 'mongodb';
import type { Work } from '../../mongo/connection.ts';
import type { PartitionName, StoredEntry } from '../journal.ts';
import { type BatchDocument, type FoundEntries, toStored } from './documents.ts';
import { answerIndex, streamIndex } from './schema.ts';

export type Batches = Collection<BatchDocument>;

/** Asks something in a session of its own. */
export type Ask = <Result>(work: Work<Result>) => Promise<Result>;

type StreamAt = { readonly partition: PartitionName; readonly stream: string };

/** Batches in which a stream came to a version after `after`, and no later one than `upTo`. */
const reaching = ({ partition, stream }: StreamAt, after: number, upTo = Number.MAX_SAFE_INTEGER): Document => ({
  partition,
  streams: { $elemMatch: { stream, version: { $gt: after, $lte: upTo } } },
});

/** Of a whole batch the server sends what belongs to the stream only. */
const entriesOf = (stream: string): Document => ({
  $let: {
    vars: {
      own: { $first: { $filter: { input: '$streams', cond: { $eq: ['$$this.stream', { $literal: stream }] } } } },
    },
    in: { $map: { input: '$$own.places', as: 'place', in: { $arrayElemAt: ['$entries', '$$place'] } } },
  },
});

/**
 * Batches of a stream in order, window of versions by window: an index of many values a document gives no order, so what
 * has to be sorted is bounded by the window. A window is doubled when there was nothing in it.
 */
async function* windows<Found>(
  ask: Ask,
  batches: Batches,
  at: StreamAt,
  { after, width, projection }: { readonly after: number; readonly width: number; readonly projection: Document },
): AsyncGenerator<Found[]> {
  let [from, span] = [after, width];
  for (;;) {
    const [found, later] = await Promise.all([
      ask((within) =>
        batches
          .find<Document>(reaching(at, from, from + span), { ...within, hint: streamIndex })
          .project(projection)
          .sort({ number: 1 })
          .toArray(),
      ),
      ask((within) =>
        batches.findOne(reaching(at, from + span), { ...within, projection: { _id: 1 }, hint: streamIndex }),
      ),
    ]);
    yield found as Found[];
    if (!later) return;
    from += span;
    if (found.length === 0) span *= 2;
  }
}

export async function entriesAfter(
  ask: Ask,
  batches: Batches,
  at: StreamAt,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  const projection = { number: 1, entries: entriesOf(at.stream) };
  for await (const found of windows<FoundEntries>(ask, batches, at, { after, width: limit, projection })) {
    entries.push(...found.flatMap(toStored).filter(({ version }) => version > after));
    if (entries.length >= limit) break;
  }
  return entries.slice(0, limit);
}

/** Most versions that one batch brings: about what a drain takes at once. */
const usualBatch = 512;

/** Of the batch in which the stream reached this version. */
export async function hashAtVersion(
  ask: Ask,
  batches: Batches,
  at: StreamAt,
  version: number,
): Promise<string | undefined> {
  const window = { after: version - 1, width: usualBatch, projection: { hash: 1 } };
  for await (const [first] of windows<Pick<BatchDocument, 'hash'>>(ask, batches, at, window)) {
    if (first) return first.hash;
  }
  return undefined;
}

export async function entriesAnswering(
  ask: Ask,
  batches: Batches,
  partition: PartitionName,
  answerKeys: readonly number[],
): Promise<StoredEntry[]> {
  const keys = [...answerKeys];
  const entries = { $filter: { input: '$entries', cond: { $in: ['$$this.key', { $literal: keys }] } } };
  const found = await ask((within) =>
    batches
      .find<Document>({ partition, 'entries.key': { $in: keys } }, { ...within, hint: answerIndex })
      .project({ number: 1, entries })
      .toArray(),
  );
  return (found as FoundEntries[]).flatMap(toStored);
}

/** Whether a batch before this number holds one of these keys. */
export async function isAnyKnown(
  ask: Ask,
  batches: Batches,
  partition: PartitionName,
  { before, keys }: { readonly before: number; readonly keys: readonly number[] },
): Promise<boolean> {
  const known = { partition, 'entries.key': { $in: [...keys] }, number: { $lt: before } };
  const found = await ask((within) => batches.findOne(known, { ...within, projection: { _id: 1 }, hint: answerIndex }));
  return found !== null;
}
