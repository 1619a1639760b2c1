import type { Workshop } from './kit/workshop.ts';
import type { Machine } from './machine.ts';
import type { Row } from './row.ts';

export type Conditions = {
  readonly workshop: Workshop;
  readonly machine: Machine;
  /** So much of what is usually measured: 1, or less for a quick look. */
  readonly share: number;
};

export type Bench = {
  readonly name: string;
  readonly run: (conditions: Conditions) => Promise<readonly Row[]>;
};

/** `count` of something, at least `least`, less in a quick look. */
export const some = ({ share }: Conditions, count: number, least = 1): number =>
  Math.max(least, Math.round(count * share));
