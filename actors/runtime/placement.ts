import { hash32 } from './ids.ts';
import type { PartitionName } from './journal/journal.ts';
import type { Cancel, World } from './world.ts';

/** The nodes that take part, as one of them sees it now: another may see it differently, and later. */
export type Members = {
  /** Those that host an area. */
  readonly nodes: (area: string) => readonly string[];
  readonly onChange: (hear: () => void) => Cancel;
};

/** The domain that a partition is one of. */
export const areaOf = (partition: PartitionName): string => partition.slice(0, partition.indexOf('/'));

/** The area that an action is one of. */
export const areaOfAction = (action: string): string => action.slice(0, action.indexOf('.'));

const nameOf = (domain: string, number: number): PartitionName => `${domain}/${String(number).padStart(2, '0')}`;

/** All actors of a stream's hash live and die with one partition of their domain. */
export const partitionOf = (domain: string, stream: string, partitions: number): PartitionName =>
  nameOf(domain, hash32(stream) % partitions);

export const partitionsOf = (domain: string, partitions: number): PartitionName[] =>
  Array.from({ length: partitions }, (_, number) => nameOf(domain, number));

/**
 * Rendezvous hashing: every node draws a lot for the partition, the highest owns it. Who joins takes only its share, and
 * what a node leaves behind is dealt to all others. Undefined: there is no node.
 */
export function ownerOf(partition: PartitionName, nodes: readonly string[]): string | undefined {
  let owner: string | undefined;
  let highest = -1;
  for (const node of nodes) {
    const lot = hash32(`${node}\n${partition}`);
    const wins = lot > highest || (lot === highest && owner !== undefined && node < owner);
    if (wins) [owner, highest] = [node, lot];
  }
  return owner;
}

/** The owner of a partition among the members that host its domain. */
export const ownerIn = (members: Members, partition: PartitionName): string | undefined =>
  ownerOf(partition, members.nodes(areaOf(partition)));

/** Resolves when the list of members becomes another one, or after a while. */
export async function untilChange(members: Members, world: World, withinMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = world.after(withinMs, resolve);
  const deaf = members.onChange(resolve);
  await promise;
  cancel();
  deaf();
}
