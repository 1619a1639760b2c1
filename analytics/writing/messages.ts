import type { PartitionName } from '../../actors/runtime/journal/journal.ts';
import type { JournalPlace } from '../../actors/runtime/journal/past.ts';
import type { Instant } from '../../actors/runtime/time.ts';
import type { PersonKey } from '../../actors/runtime/vault/vault.ts';
import type { Address } from '../clickhouse.ts';

/** How far logs have come. */
export type Heads = readonly (readonly [log: PartitionName, number: number])[];

/** The last batch of a log that was handled, and when it was made; 0: by another process, before. */
export type Reached = readonly [log: PartitionName, number: number, at: Instant];

/** In the order of the tenants; undefined: it was destroyed. */
export type Keys = readonly (PersonKey | undefined)[];

export type Begin = {
  readonly areas: readonly string[];
  readonly journal: JournalPlace;
  readonly address: Address;
  readonly heads: Heads;
};

/** What the process that writes is told. Of the vault it gets the keys of pseudonyms, and nothing else. */
export type Asked =
  | { readonly begin: Begin }
  | { readonly heads: Heads }
  | { readonly address: Address }
  | { readonly keys: Keys; readonly of: number }
  | { readonly end: true };

/** What it tells. */
export type Told =
  | { readonly ready: readonly Reached[] }
  | { readonly reached: readonly Reached[] }
  /** The keys of these tenants' pseudonyms are wanted, under a number. */
  | { readonly tenants: readonly string[]; readonly of: number }
  | { readonly problem: string };
