import { toSoukError } from '../errors.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Answered } from '../transport.ts';
import type { Partitions } from './partitions.ts';

/** A caller waits so long for a partition that is being taken, and asks again in any case. */
const longestMs = 1_000;

/** Nobody else owns it, as far as this node knows: it is just about to be taken. */
function comesToUs(error: unknown): boolean {
  const { type, data } = toSoukError(error);
  return type === 'WRONG_NODE' && data.owner === undefined;
}

/** Performs a call, and once more when the partition that it needs was still being taken. */
export async function onceTaken(
  partitions: Partitions,
  perform: () => Promise<Answered>,
  whereIs: () => PartitionName | undefined,
): Promise<Answered> {
  try {
    return await perform();
  } catch (error) {
    const partition = comesToUs(error) ? whereIs() : undefined;
    if (partition === undefined) throw error;
    await partitions.taken(partition, longestMs);
    return perform();
  }
}
