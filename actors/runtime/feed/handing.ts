import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { tracesOf } from '../spans.ts';
import type { Consumer, FeedOptions } from './consumer.ts';

/** Gives batches to a consumer; rejects as it does. */
export async function hand(
  { spans, world }: Pick<FeedOptions, 'spans' | 'world'>,
  consumer: Consumer,
  partition: PartitionName,
  batches: readonly FeedBatch[],
): Promise<void> {
  const since = world.now();
  await consumer.handle(partition, batches);
  if (!spans.isOn) return;
  const about = { 'souk.partition': partition, 'souk.batches': batches.length };
  spans.note(`feed ${consumer.name}`, tracesOf(batches.flatMap(({ entries }) => entries)), since, about);
}
