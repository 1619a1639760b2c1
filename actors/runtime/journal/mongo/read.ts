import type { Document } from 'mongodb';
import type { Within } from '../../mongo/connection.ts';
import { type Batch, type Head, JournalUnavailable, type PartitionName } from '../journal.ts';
import { maxReadBatches } from '../limits.ts';
import { type BatchDocument, endOf, placeOf, toBatch } from './documents.ts';
import type { Ask, Batches } from './lookup.ts';

type FoundHead = { readonly partition: PartitionName; readonly head: readonly Head[] };

/** The last batch of each partition: the server looks from the end of each, in one round. */
export async function headsOf(
  batches: Batches,
  within: Within,
  partitions: readonly PartitionName[],
): Promise<ReadonlyMap<PartitionName, Head>> {
  if (partitions.length === 0) return new Map();
  const looks = partitions.map((partition) => ({ partition, from: placeOf(partition, 0), to: endOf(partition) }));
  const found = await batches.db
    .aggregate<FoundHead>([{ $documents: looks }, lastOf(batches.collectionName)], within)
    .toArray();
  return new Map(found.flatMap(({ partition, head }) => head.map((last) => [partition, last])));
}

const lastOf = (collection: string): Document => ({
  $lookup: {
    from: collection,
    let: { from: '$from', to: '$to' },
    pipeline: [
      { $match: { $expr: { $and: [{ $gt: ['$_id', '$$from'] }, { $lt: ['$_id', '$$to'] }] } } },
      { $sort: { _id: -1 } },
      { $limit: 1 },
      { $project: { _id: 0, number: 1, hash: 1, at: 1 } },
    ],
    as: 'head',
  },
});

export async function namesOf(batches: Batches, within: Within): Promise<PartitionName[]> {
  const first = await batches
    .find({ number: 1 }, { ...within, projection: { partition: 1 }, hint: 'first' })
    .sort({ _id: 1 })
    .toArray();
  return first.map(({ partition }) => partition);
}

/** So many are asked for before it is known how large they are. */
const firstPage = 16;

type Wanted = { readonly after: number; readonly maxBytes: number };

export async function readBatches(
  ask: Ask,
  batches: Batches,
  partition: PartitionName,
  { after, maxBytes }: Wanted,
): Promise<Batch[]> {
  const found: Batch[] = [];
  let bytes = 0;
  for (let page = firstPage; page > 0; page = nextPage(found.length, bytes, maxBytes)) {
    const next = await pageAfter(ask, batches, partition, { after: after + found.length, limit: page });
    for (const batch of next) {
      bytes += batch.bytes.byteLength;
      if (found.length > 0 && bytes > maxBytes) return found;
      if (batch.number !== after + found.length + 1) return hole(partition, found, after);
      found.push(batch);
    }
    if (next.length < page) break;
  }
  return found;
}

/** What was whole before a hole is read; the hole itself never looks like the end. */
function hole(partition: PartitionName, found: Batch[], after: number): Batch[] {
  if (found.length > 0) return found;
  throw new JournalUnavailable(`batch ${after + 1} of ${partition} is missing`);
}

/** As many as should fit by the size of those that came. */
function nextPage(count: number, bytes: number, maxBytes: number): number {
  const fitting = Math.ceil((maxBytes - bytes) / (bytes / count));
  return Math.max(0, Math.min(fitting, maxReadBatches - count));
}

type Page = { readonly after: number; readonly limit: number };

const pageAfter = (ask: Ask, batches: Batches, partition: PartitionName, { after, limit }: Page): Promise<Batch[]> =>
  ask(async (within) => {
    const range = { $gt: placeOf(partition, after), $lt: endOf(partition) };
    const found = await batches
      .find<BatchDocument>({ _id: range }, within)
      .sort({ _id: 1 })
      .limit(limit)
      .batchSize(limit + 1)
      .toArray();
    return found.map(toBatch);
  });
