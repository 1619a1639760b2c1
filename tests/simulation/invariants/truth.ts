import type { Message } from '../../../actors/runtime/decider.ts';
import { entryLinesOf, readHeader } from '../../../actors/runtime/journal/format.ts';
import type { MemoryDisk } from '../../../actors/runtime/journal/memory.ts';
import { parseStream } from '../../../tenants/isolation.ts';

/** An event of any actor: its fields are looked at by name. */
export type AnyEvent = Message & { readonly [field: string]: unknown };

/** One entry as it stands in the journal, still sealed where it is personal. */
export type Line = {
  readonly stream: string;
  readonly version: number;
  readonly commandId: string;
  readonly events: readonly AnyEvent[];
};

export type Actor = {
  readonly stream: string;
  readonly tenantId: string;
  readonly type: string;
  readonly id: string;
  readonly partition: string;
  readonly events: AnyEvent[];
  version: number;
};

/** What the journal says, read again and again while the world runs; whatever it holds is checked as it is read. */
export class Truth {
  readonly actors = new Map<string, Actor>();
  readonly problems: string[] = [];
  readonly #disk: MemoryDisk;
  readonly #read = new Map<string, { number: number; hash: string; at: number }>();
  readonly #answered = new Set<string>();

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
  }

  get entries(): number {
    return this.#answered.size;
  }

  ofType(type: string): readonly Actor[] {
    return [...this.actors.values()].filter((actor) => actor.type === type);
  }

  find(tenantId: string, type: string, id: string): Actor | undefined {
    return this.actors.get(`${tenantId}/${type}/${id}`);
  }

  update(): void {
    for (const [partition, { batches }] of this.#disk.logs) {
      const last = this.#read.get(partition) ?? { number: 0, hash: '', at: 0 };
      for (const batch of batches.slice(last.number)) {
        const { number, previousHash, at } = readHeader(batch.bytes);
        if (number !== last.number + 1) this.#problem(`${partition} has batch ${number} after ${last.number}`);
        if (previousHash !== last.hash) this.#problem(`batch ${number} of ${partition} does not follow the one before`);
        if (at < last.at) this.#problem(`batch ${number} of ${partition} is older than the one before`);
        Object.assign(last, { number, hash: batch.hash, at });
        for (const line of entryLinesOf(batch.bytes))
          this.#note(partition, JSON.parse(Buffer.from(line).toString()) as Line);
      }
      this.#read.set(partition, last);
    }
  }

  #note(partition: string, { stream, version, commandId, events }: Line): void {
    const actor = this.actors.get(stream) ?? { stream, ...parseStream(stream), partition, events: [], version: 0 };
    this.actors.set(stream, actor);
    if (version !== actor.version + events.length) {
      this.#problem(`${stream} went from version ${actor.version} to ${version} with ${events.length} events`);
    }
    if (this.#answered.has(`${stream} ${commandId}`)) this.#problem(`${commandId} has two entries in ${stream}`);
    this.#answered.add(`${stream} ${commandId}`);
    actor.version = version;
    actor.events.push(...events);
  }

  #problem(problem: string): void {
    this.problems.push(problem);
  }
}

export const has = (actor: Actor | undefined, ...types: readonly string[]): boolean =>
  actor?.events.some((event) => types.includes(event.type)) ?? false;

export const numberIn = (event: AnyEvent, field: string): number => Number(event[field] ?? 0);
