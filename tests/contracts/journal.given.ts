import { encodeBatch } from '../../actors/runtime/journal/format.ts';
import type { Journal, NewBatch, PartitionName, StoredEntry } from '../../actors/runtime/journal/journal.ts';

/** One entry as a test says it. `version` is the one after its events; without events it is a refusal or a no-op. */
export type Said = {
  readonly stream: string;
  readonly version: number;
  readonly events?: readonly string[];
  readonly commandId: string;
};

/** `reserve('sku1', 3)`: the third command of a stream, with one event. */
export const reserve = (stream: string, version: number): Said => ({
  stream,
  version,
  events: [`reserved ${version}`],
  commandId: `${stream}#${version}`,
});

export const refused = (stream: string, version: number, commandId: string): Said => ({ stream, version, commandId });

const line = ({ stream, version, events = [], commandId }: Said): string =>
  JSON.stringify({ stream, version, at: 7, commandId, bodyHash: 'b', events });

/** The log of one partition, batch after batch. */
export type Chain = {
  readonly partition: PartitionName;
  readonly next: (...entries: readonly Said[]) => NewBatch;
  readonly length: () => number;
};

export function chain(partition: PartitionName, node = 'n1'): Chain {
  let before = { number: 0, hash: '' };
  const next = (...entries: readonly Said[]): NewBatch => {
    const number = before.number + 1;
    const header = {
      partition,
      number,
      previousHash: before.hash,
      node,
      nonce: `${node}-${number}`,
      at: 1_000 + number,
    };
    const meta = entries.map(({ events = [], ...entry }) => ({ ...entry, events: events.length }));
    const batch = encodeBatch(header, entries.map(line), meta);
    before = batch;
    return batch;
  };
  return { partition, next, length: () => before.number };
}

/** Appends one batch for each list of entries and waits for each. */
export async function append(
  journal: Journal,
  log: Chain,
  ...batches: readonly (readonly Said[])[]
): Promise<NewBatch[]> {
  const appended: NewBatch[] = [];
  for (const entries of batches) {
    const batch = log.next(...entries);
    const outcome = await journal.append(log.partition, batch);
    if (outcome !== 'stored') throw new Error(`batch ${batch.number} of ${log.partition} met a ${outcome}`);
    appended.push(batch);
  }
  return appended;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What a stored entry tells of itself, and where the index says it is. */
export function told({ batch, version, bytes }: StoredEntry): { batch: number; version: number; commandId: string } {
  const { commandId } = JSON.parse(textOf(bytes)) as { readonly commandId: string };
  return { batch, version, commandId };
}

export const commandsOf = (entries: readonly StoredEntry[]): string[] => entries.map((entry) => told(entry).commandId);

export const unavailable = { name: 'JournalUnavailable' };
