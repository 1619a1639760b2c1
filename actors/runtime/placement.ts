import { hash32 } from './ids.ts';
import type { PartitionName } from './journal/journal.ts';

const nameOf = (domain: string, number: number): PartitionName => `${domain}/${String(number).padStart(2, '0')}`;

/** All actors of a stream's hash live and die with one partition of their domain. */
export const partitionOf = (domain: string, stream: string, partitions: number): PartitionName =>
  nameOf(domain, hash32(stream) % partitions);

export const partitionsOf = (domain: string, partitions: number): PartitionName[] =>
  Array.from({ length: partitions }, (_, number) => nameOf(domain, number));
