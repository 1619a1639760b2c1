import { runtimeError } from '../errors.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import { rowCheck } from '../rows/checks.ts';
import { RowsUnavailable } from '../rows/rows.ts';
import type { AnyView } from '../view.ts';
import { type Consumer, type ConsumerOptions, CursorMoved } from './consumer.ts';
import { Cursors } from './cursors.ts';
import { domainsOf, eventsOf, eventsOfEntry, type HeardEvent } from './events.ts';
import { never, type Parked, ParkedList, type ToPark } from './parked.ts';
import { type Choked, type RowCheck, ViewSteps } from './view-steps.ts';

const batchesAtOnce = 8;
const pageOfEntries = 500;

export type ViewOptions = ConsumerOptions & {
  /** Hears of events that a replay has applied, or has tried to. */
  readonly onReplayed: (view: string, heard: readonly HeardEvent[]) => void;
};

/** Keeps one read model: rows and cursor move together, an event that cannot be applied parks its stream. */
export class ViewConsumer implements Consumer {
  readonly name: string;
  readonly domains: readonly string[];
  readonly paceMs: number;
  readonly parked: ParkedList;
  readonly #options: ViewOptions;
  readonly #steps: ViewSteps;
  readonly #cursors: Cursors;
  readonly #check: RowCheck;
  readonly #turns = new Map<PartitionName, Promise<void>>();

  constructor(view: AnyView, options: ViewOptions) {
    this.name = view.name;
    this.domains = domainsOf(view.on);
    this.paceMs = options.paceMs ?? 0;
    this.#options = options;
    this.#steps = new ViewSteps(view, options.rows);
    this.#cursors = new Cursors(options.rows, this.name);
    this.#check = rowCheck(view);
    this.parked = new ParkedList(options.rows, this.name);
  }

  async start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>> {
    const taken = [...heads.keys()].filter((partition) => this.domains.includes(areaOf(partition)));
    const places = await this.#cursors.load(taken);
    await this.parked.load(taken);
    // It is built anew, perhaps by rules that do not choke any more.
    await this.parked.clear(new Set(taken.filter((partition) => !places.has(partition))));
    return places;
  }

  async lost(): Promise<ReadonlyMap<PartitionName, number>> {
    const places = await this.#cursors.reload();
    // Each turn looks first at what is doubted in its partition.
    this.parked.doubtAll();
    return places;
  }

  leave(partition: PartitionName): void {
    this.#cursors.leave(partition);
    this.parked.leave(partition);
  }

  handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    return this.#inTurn(partition, async () => {
      for (let from = 0; from < batches.length; from += batchesAtOnce) {
        await this.#handle(partition, batches.slice(from, from + batchesAtOnce));
      }
    });
  }

  /** Tries a parked stream again, as far as its partition has been handled. */
  async replay({ partition, stream }: Parked): Promise<void> {
    await this.#inTurn(partition, async () => {
      let parked = this.parked.find({ stream, version: 0 });
      try {
        while (parked) parked = await this.#replayPage(parked);
      } catch (error) {
        if (error instanceof CursorMoved) this.parked.doubtPartition(partition);
        throw error instanceof CursorMoved ? runtimeError('OWNER_CHANGED') : error;
      }
    });
  }

  keep(): Promise<void> {
    return this.#cursors.keepGently();
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#turns.values());
    await this.#cursors.keep();
  }

  async #inTurn(partition: PartitionName, run: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(partition) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.parked.settle(partition));
    const ran = turn.then(run);
    this.#turns.set(partition, ran);
    await ran;
  }

  async #handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    try {
      await this.#apply(partition, batches);
    } catch (error) {
      if (error instanceof CursorMoved) this.parked.doubtPartition(partition);
      if (error instanceof CursorMoved || error instanceof RowsUnavailable) throw error;
      // Some row cannot be stored at all: only its stream shall wait.
      for (const batch of batches) await this.#apply(partition, [batch], this.#check);
    }
  }

  /** Rows, parked streams and the place change in one transaction. */
  async #apply(partition: PartitionName, batches: readonly FeedBatch[], check?: RowCheck): Promise<void> {
    const last = batches.at(-1);
    if (!last) return;
    const { number, hash } = last;
    const isHeld = (stream: string) => this.parked.has(stream);
    // Another owner may come between, and we again: what was read before must not be written after.
    const expected = this.#cursors.stored(partition);
    const { changes, choked } = await this.#steps.take(batches.flatMap(eventsOf), isHeld, check);
    const letters = choked.map((one) => this.#letterOf(one));
    for (const letter of letters) this.parked.doubt(letter);
    const parking = letters.map((letter) => this.parked.parking(letter));
    await this.#cursors.reach(partition, { number, hash }, [...changes, ...parking], expected);
    for (const letter of letters) this.parked.parkedNow(letter);
  }

  /** What is still parked when the page is done, if it can be gone on with. */
  async #replayPage(parked: Parked): Promise<Parked | undefined> {
    const { partition, stream, version } = parked;
    const { journal, codec } = this.#options;
    const expected = this.#cursors.stored(partition);
    const page = await journal.stream(partition, stream, version - 1, pageOfEntries);
    const stored = page.filter(({ batch }) => batch <= this.#cursors.reached(partition));
    // Another owner has come further than we have heard, and passed over what waits here: it waits until we have.
    const isBehind = expected.number > this.#cursors.reached(partition);
    if (isBehind || (page.length > stored.length && stored.length === 0)) return undefined;
    const entries = await codec.decode(stored.map(({ bytes }) => Buffer.from(bytes).toString()));
    const heard = entries
      .flatMap((entry) => eventsOfEntry(partition, entry))
      .filter((one) => one.about.version >= version);
    const { changes, choked } = await this.#steps.take(heard, () => false, this.#check);
    const next =
      stored.length < pageOfEntries ? undefined : { ...parked, version: (stored.at(-1)?.version ?? version) + 1 };
    const left = choked[0] ? this.#letterOf(choked[0], parked) : next;
    this.parked.doubt(parked);
    const letter = left ? this.parked.parking(left) : this.parked.releasing(parked);
    await this.#cursors.amend(partition, [...changes, letter], expected);
    if (left) this.parked.parkedNow(left);
    else this.parked.releasedNow(parked);
    this.#options.onReplayed(this.name, heard);
    return choked[0] ? undefined : next;
  }

  #letterOf({ heard, error }: Choked, before?: Parked): ToPark {
    const { partition, version } = heard.about;
    const tries = before?.version === version ? before.tries + 1 : 1;
    const why = { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
    const since = before?.since ?? this.#options.world.now();
    return { ...why, partition, stream: heard.stream, version, event: heard.name, retryAt: never, tries, since };
  }
}
