import type { Message } from '../../../actors/runtime/decider.ts';
import type { Entry } from '../../../actors/runtime/journal/entry.ts';
import { encodeBatch } from '../../../actors/runtime/journal/format.ts';
import type { Journal } from '../../../actors/runtime/journal/journal.ts';
import { sqliteJournal } from '../../../actors/runtime/journal/sqlite.ts';
import { partitionOf } from '../../../actors/runtime/placement.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { offer } from '../kit/helper.ts';
import { eventsOfOrder, type Happening, type Past } from './orders-past.ts';

/** A journal as orders leave it behind, made without the shop: only its size and its shape matter. */
export type Filled = {
  readonly events: number;
  readonly bytes: number;
  readonly heads: readonly (readonly [string, number])[];
};

const partitions = 16;
const entriesOfBatch = 8;
const ordersAtOnce = 500;

class Filling {
  readonly #journal: Journal;
  readonly #waiting = new Map<string, Entry[]>();
  readonly #heads = new Map<string, { readonly number: number; readonly hash: string }>();
  events = 0;
  bytes = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get heads(): Filled['heads'] {
    return [...this.#heads].map(([name, { number }]) => [name, number]);
  }

  add(tenantId: string, { area, type, id, version, event, at }: Happening): void {
    const stream = streamOf(tenantId, type, id);
    const name = partitionOf(area, stream, partitions);
    const entry: Entry = {
      ...{ stream, version, at, by: 'souk', commandId: `${stream}@${version}:confirm:0`, bodyHash: '' },
      ...{ events: [event as Message], answer: { result: { status: 'confirmed' } }, traceId: `trace-${id}` },
    };
    this.events += 1;
    this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), entry]);
  }

  async store(): Promise<void> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    await Promise.all(waiting.map(([name, entries]) => this.#append(name, entries)));
  }

  async #append(name: string, entries: readonly Entry[]): Promise<void> {
    for (let first = 0; first < entries.length; first += entriesOfBatch) {
      const some = entries.slice(first, first + entriesOfBatch);
      const { number: last, hash: previousHash } = this.#heads.get(name) ?? { number: 0, hash: '' };
      const number = last + 1;
      const header = { partition: name, number, previousHash, node: 'bench', nonce: `${name}-${number}` };
      const lines = some.map((entry) => JSON.stringify(entry));
      const meta = some.map((entry) => ({ ...entry, events: entry.events.length }));
      const batch = encodeBatch({ ...header, at: some.at(-1)?.at ?? 0 }, lines, meta);
      this.bytes += batch.bytes.byteLength;
      this.#heads.set(name, { number, hash: batch.hash });
      await this.#journal.append(name, batch);
    }
  }
}

const skills = {
  fill: async (directory: string, past: Past): Promise<Filled> => {
    const journal = sqliteJournal({ directory });
    await journal.partitions(partitions);
    const filling = new Filling(journal);
    for (let order = 0; order < past.orders; order += 1) {
      for (const one of eventsOfOrder(past, order)) filling.add(`tenant-${order % past.tenants}`, one);
      if (order % ordersAtOnce === ordersAtOnce - 1) await filling.store();
    }
    await filling.store();
    await journal.close();
    return { events: filling.events, bytes: filling.bytes, heads: filling.heads };
  },
};

export type History = typeof skills;

offer(skills);
