import type { Message } from '../runtime/decider.ts';
import { domainsOf, eventsOf } from '../runtime/feed/events.ts';
import type { Consumer } from '../runtime/feed/feed.ts';
import type { FeedBatch } from '../runtime/journal/entry.ts';
import { type Cursor, startCursor } from '../runtime/rows/rows.ts';
import type { EventAbout } from '../runtime/view.ts';
import type { World } from '../runtime/world.ts';
import type { IndexChange, ProductIndex } from './product-index.ts';

export type IndexFeed = {
  readonly name: string;
  readonly on: Readonly<Record<string, ((event: never, about: EventAbout) => readonly IndexChange[]) | undefined>>;
};

export type IndexConsumerOptions = {
  readonly feed: IndexFeed;
  readonly index: ProductIndex;
  readonly world: World;
  /** Hears which tenants' lists have changed, once it is written. */
  readonly onWritten: (tenantIds: ReadonlySet<string>) => void;
};

/** Under load all partitions are written together this often, so that ready answers live long enough to be of use. */
const writeEveryMs = 40;
const cursorEvery = 500;
const batchesAtOnce = 8;

/** Keeps the product index up with the feed. */
export class IndexConsumer implements Consumer {
  readonly name: string;
  readonly domains: readonly string[];
  readonly #options: IndexConsumerOptions;
  readonly #stored = new Map<string, Cursor>();
  readonly #reached = new Map<string, Cursor>();
  #tick: Promise<void> | undefined;

  constructor(options: IndexConsumerOptions) {
    this.name = options.feed.name;
    this.domains = domainsOf(options.feed.on);
    this.#options = options;
  }

  async start(): Promise<ReadonlyMap<string, number>> {
    for (const [partition, cursor] of await this.#options.index.cursors(this.name)) this.#stored.set(partition, cursor);
    return new Map([...this.#stored].map(([partition, cursor]) => [partition, cursor.number]));
  }

  async handle(partition: string, batches: readonly FeedBatch[]): Promise<void> {
    for (let from = 0; from < batches.length; from += batchesAtOnce) {
      await this.#handle(partition, batches.slice(from, from + batchesAtOnce));
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#reached.keys()].map((partition) => this.#write(partition, [])));
  }

  async #handle(partition: string, batches: readonly FeedBatch[]): Promise<void> {
    const last = batches.at(-1);
    if (!last) return;
    const tenants = new Set<string>();
    const changes = batches.flatMap((batch) =>
      eventsOf(batch).flatMap(({ name, event, about }) => this.#changesOf(name, event, about, tenants)),
    );
    this.#reached.set(partition, { number: last.number, hash: last.hash });
    const behind = last.number - (this.#stored.get(partition)?.number ?? 0);
    if (changes.length === 0 && behind < cursorEvery) return;
    await this.#together();
    await this.#write(partition, changes);
    this.#options.onWritten(tenants);
  }

  #changesOf(name: string, event: Message, about: EventAbout, tenants: Set<string>): readonly IndexChange[] {
    const changes = this.#options.feed.on[name]?.(event as never, about) ?? [];
    if (changes.length > 0) tenants.add(about.tenantId);
    return changes;
  }

  #together(): Promise<void> {
    this.#tick ??= new Promise((resolve) => {
      this.#options.world.after(writeEveryMs, () => {
        this.#tick = undefined;
        resolve();
      });
    });
    return this.#tick;
  }

  async #write(partition: string, changes: readonly IndexChange[]): Promise<void> {
    const expected = this.#stored.get(partition) ?? startCursor;
    const next = this.#reached.get(partition) ?? expected;
    if (next.number === expected.number) return;
    const moved = await this.#options.index.apply({ consumer: this.name, partition, expected, next, changes });
    if (!moved) throw new Error(`another process writes the product index of ${partition}`);
    this.#stored.set(partition, next);
  }
}
