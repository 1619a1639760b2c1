import { toSoukError } from '../errors.ts';
import type { CallHeaders } from '../headers.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Answered } from '../transport.ts';
import type { World } from '../world.ts';
import type { Partitions } from './partitions.ts';

/** A caller waits so long for a partition that is being taken, and asks again in any case. */
const longestMs = 1_000;

/** Nobody else owns it, as far as this node knows: it is just about to be taken. */
function comesToUs(error: unknown): boolean {
  const { type, data } = toSoukError(error);
  return type === 'WRONG_NODE' && data.owner === undefined;
}

/** Performs a call, and once more, in the time that is left, when the partition that it needs was still being taken. */
export async function onceTaken(
  world: Pick<World, 'now'>,
  partitions: Pick<Partitions, 'taken'>,
  headers: CallHeaders,
  perform: (headers: CallHeaders) => Promise<Answered>,
  whereIs: () => PartitionName | undefined,
): Promise<Answered> {
  const deadline = world.now() + headers.deadlineMs;
  try {
    return await perform(headers);
  } catch (error) {
    const partition = comesToUs(error) ? whereIs() : undefined;
    if (partition === undefined) throw error;
    await partitions.taken(partition, Math.min(longestMs, headers.deadlineMs));
    const deadlineMs = deadline - world.now();
    if (deadlineMs <= 0) throw error;
    return perform({ ...headers, deadlineMs });
  }
}
