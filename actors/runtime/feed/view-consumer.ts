import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import { type Change, type Cursor, type Row, type Rows, startCursor } from '../rows/rows.ts';
import type { AnyView, RowChange } from '../view.ts';
import type { World } from '../world.ts';
import { domainsOf, eventsOf, eventsOfEntry, type HeardEvent } from './events.ts';
import type { Consumer } from './feed.ts';
import { never, ParkedList } from './parked.ts';

const cursorEvery = 500;
const batchesAtOnce = 8;
const keysAtOnce = 1_000;
const pageOfEntries = 1_000;

export type ConsumerOptions = {
  readonly rows: Rows;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly world: World;
  /** How long read models may lag so that they are written in larger steps. Default 0. */
  readonly paceMs?: number;
};

type Step = HeardEvent & { readonly changes: readonly RowChange[] };
type Loaded = Map<string, Row | undefined>;

/** Keeps one read model: rows and cursor move together, an event that cannot be applied parks its stream. */
export class ViewConsumer implements Consumer {
  readonly name: string;
  readonly domains: readonly string[];
  readonly paceMs: number;
  readonly parked: ParkedList;
  readonly #view: AnyView;
  readonly #options: ConsumerOptions;
  readonly #stored = new Map<PartitionName, Cursor>();
  readonly #turns = new Map<PartitionName, Promise<void>>();
  readonly #reached = new Map<PartitionName, Cursor>();

  constructor(view: AnyView, options: ConsumerOptions) {
    this.name = view.name;
    this.domains = domainsOf(view.on);
    this.#view = view;
    this.#options = options;
    this.paceMs = options.paceMs ?? 0;
    this.parked = new ParkedList(options.rows, this.name);
  }

  async start(): Promise<ReadonlyMap<PartitionName, number>> {
    await this.parked.load();
    const cursors = await this.#options.rows.cursors(this.name);
    for (const [partition, cursor] of cursors) this.#stored.set(partition, cursor);
    return new Map([...cursors].map(([partition, cursor]) => [partition, cursor.number]));
  }

  handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    return this.#inTurn(partition, async () => {
      for (let from = 0; from < batches.length; from += batchesAtOnce) {
        await this.#handle(partition, batches.slice(from, from + batchesAtOnce));
      }
    });
  }

  /** Tries a parked stream again, as far as its partition has been handled. */
  async replay(stream: string): Promise<void> {
    const partition = this.parked.find(stream)?.partition;
    if (partition) await this.#inTurn(partition, () => this.#replay(stream));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#reached.keys()].map((partition) => this.#move(partition, [])));
  }

  async #inTurn(partition: PartitionName, run: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(partition) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(run);
    this.#turns.set(partition, turn);
    await turn;
  }

  async #handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    const last = batches.at(-1);
    if (!last) return;
    const changes = await this.#changes(batches.flatMap(eventsOf));
    const reached = { number: last.number, hash: last.hash };
    this.#reached.set(partition, reached);
    const stored = this.#stored.get(partition) ?? startCursor;
    if (changes.length > 0 || reached.number - stored.number >= cursorEvery) await this.#move(partition, changes);
  }

  async #replay(stream: string): Promise<void> {
    const parked = this.parked.find(stream);
    if (!parked) return;
    const { journal, codec, rows } = this.#options;
    const reached = this.#reached.get(parked.partition) ?? this.#stored.get(parked.partition) ?? startCursor;
    await this.parked.release(stream);
    let version = parked.version - 1;
    for (let more = true; more && !this.parked.has(stream); ) {
      const page = await journal.stream(parked.partition, stream, version, pageOfEntries);
      const stored = page.filter(({ batch }) => batch <= reached.number);
      const entries = await codec.decode(stored.map(({ bytes }) => Buffer.from(bytes).toString()));
      await rows.write(await this.#changes(entries.flatMap((entry) => eventsOfEntry(parked.partition, entry))));
      version = stored.at(-1)?.version ?? version;
      more = stored.length === pageOfEntries;
    }
  }

  async #move(partition: PartitionName, changes: readonly Change[]): Promise<void> {
    const expected = this.#stored.get(partition) ?? startCursor;
    const next = this.#reached.get(partition) ?? expected;
    if (next.number === expected.number) return;
    const moved = await this.#options.rows.apply({ consumer: this.name, partition, expected, next, changes });
    if (!moved) throw new Error(`another owner moves the view ${this.name} in ${partition}`);
    this.#stored.set(partition, next);
  }

  async #changes(heard: readonly HeardEvent[]): Promise<Change[]> {
    const steps: Step[] = [];
    for (const one of heard) {
      if (!this.parked.has(one.stream))
        await this.#orPark(one, () => steps.push({ ...one, changes: this.#stepsOf(one) }));
    }
    const loaded = await this.#load(steps);
    const written = new Map<string, Row | undefined>();
    for (const step of steps) {
      if (!this.parked.has(step.stream)) await this.#orPark(step, () => applyStep(step, loaded, written));
    }
    return [...written].map(([key, row]) => ({ table: this.#view.name, key, ...(row && { row }) }));
  }

  #stepsOf({ name, event, about }: HeardEvent): readonly RowChange[] {
    const handlers = this.#view.on as Readonly<
      Record<string, ((e: unknown, a: unknown) => readonly RowChange[]) | undefined>
    >;
    return handlers[name]?.(event, about) ?? [];
  }

  async #load(steps: readonly Step[]): Promise<Loaded> {
    const keys = [
      ...new Set(steps.flatMap(({ changes }) => changes.filter(({ blind }) => !blind).map(({ key }) => key))),
    ];
    const rows: (Row | undefined)[] = [];
    for (let from = 0; from < keys.length; from += keysAtOnce) {
      rows.push(...(await this.#options.rows.get(this.#view.name, keys.slice(from, from + keysAtOnce))));
    }
    return new Map(keys.map((key, place) => [key, rows[place]]));
  }

  async #orPark({ stream, about, name }: HeardEvent, run: () => void): Promise<void> {
    try {
      run();
    } catch (error) {
      const { partition, version } = about;
      const message = error instanceof Error ? error.message : String(error);
      const since = this.#options.world.now();
      await this.parked.park({
        partition,
        stream,
        version,
        event: name,
        retryAt: never,
        tries: 1,
        code: 'INTERNAL',
        message,
        since,
      });
    }
  }
}

/** All rows of one event change, or none does. */
function applyStep({ changes }: Step, loaded: Loaded, written: Map<string, Row | undefined>): void {
  const after = new Map<string, Row | undefined>();
  for (const { key, change } of changes) after.set(key, change(after.has(key) ? after.get(key) : loaded.get(key)));
  for (const [key, row] of after) {
    loaded.set(key, row);
    written.set(key, row);
  }
}
