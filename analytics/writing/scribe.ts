import { Feed } from '../../actors/runtime/feed/feed.ts';
import { Past } from '../../actors/runtime/feed/past.ts';
import type { Entry } from '../../actors/runtime/journal/entry.ts';
import type { PartitionName } from '../../actors/runtime/journal/journal.ts';
import { openPast, type PastJournal } from '../../actors/runtime/journal/past.ts';
import { noSpans } from '../../actors/runtime/spans.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { Address } from '../clickhouse.ts';
import { createPseudonyms } from '../rows/pseudonyms.ts';
import { Line } from './line.ts';
import type { Begin, Heads, Keys, Reached, Told } from './messages.ts';
import { Writer } from './writer.ts';

/** What was sealed stays so: no row needs a field of a person, and nobody here has a key to one. */
const blind = { decode: async (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Entry) };

/** What is reached within it is told together. */
const tellEveryMs = 20;

type Open = { readonly journal: PastJournal; readonly feed: Feed; readonly writer: Writer };

/** In a process of its own: reads the journal as far as it is told that it goes, and keeps ClickHouse up with it. */
export class Scribe {
  readonly #tell: (told: Told) => void;
  readonly #line = new Line();
  readonly #wanted = new Map<number, (keys: Keys) => void>();
  readonly #followed = new Set<PartitionName>();
  readonly #reached = new Map<PartitionName, Reached>();
  #lastAsked = 0;
  #open: Open | undefined;

  constructor(tell: (told: Told) => void) {
    this.#tell = tell;
  }

  async begin({ areas, journal: place, address, heads }: Begin): Promise<void> {
    this.#line.to(address);
    const journal = openPast(place);
    const past = new Past({ journal, codec: blind });
    const writer = new Writer({
      clickHouse: this.#line,
      pseudonyms: createPseudonyms((tenantIds) => this.#keys(tenantIds)),
      world: realWorld,
      areas,
      stored: (...asked) => past.stored(...asked),
      onReached: (...reached) => this.#note(reached),
    });
    await writer.prepare();
    const places = await writer.start();
    this.#tell({ ready: [...places].map(([log, number]) => [log, number, 0]) });
    this.#open = { journal, feed: new Feed({ journal, codec: blind, world: realWorld, spans: noSpans }), writer };
    await this.heads(heads);
  }

  /** Before it has begun nobody follows: what is told then is told again. */
  async heads(heads: Heads): Promise<void> {
    if (!this.#open) return;
    const { feed, writer } = this.#open;
    const [known, fresh] = [
      heads.filter(([log]) => this.#followed.has(log)),
      heads.filter(([log]) => !this.#followed.has(log)),
    ];
    for (const [log] of fresh) this.#followed.add(log);
    for (const [log, number] of known) feed.announce(log, number);
    if (fresh.length > 0) await feed.add(writer, new Map(fresh));
  }

  address(address: Address): void {
    this.#line.to(address);
  }

  keys(keys: Keys, of: number): void {
    this.#wanted.get(of)?.(keys);
    this.#wanted.delete(of);
  }

  /** Writes what it has begun. */
  async end(): Promise<void> {
    await this.#open?.feed.stop();
    await this.#open?.journal.close();
    await this.#line.close();
  }

  #keys(tenants: readonly string[]): Promise<Keys> {
    this.#lastAsked += 1;
    const of = this.#lastAsked;
    return new Promise((resolve) => {
      this.#wanted.set(of, resolve);
      this.#tell({ tenants, of });
    });
  }

  #note(reached: Reached): void {
    if (this.#reached.size === 0) realWorld.after(tellEveryMs, () => this.#tellReached());
    this.#reached.set(reached[0], reached);
  }

  #tellReached(): void {
    this.#tell({ reached: [...this.#reached.values()] });
    this.#reached.clear();
  }
}
