import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import type { Entry, FeedBatch } from '../../actors/runtime/journal/entry.ts';
import type { PartitionName } from '../../actors/runtime/journal/journal.ts';
import { type Instant, toIso } from '../../actors/runtime/time.ts';
import type { World } from '../../actors/runtime/world.ts';
import type { ClickHouse } from '../clickhouse.ts';
import { type LastInsert, placesIn } from '../places.ts';
import type { Pseudonyms } from '../rows/pseudonyms.ts';
import { type Cut, eventColumns } from '../rows/row.ts';
import { type CutRows, cutOf, type Insert, insertOf } from './insert.ts';

export type WriterOptions = {
  readonly clickHouse: Pick<ClickHouse, 'insert' | 'query'>;
  readonly pseudonyms: Pseudonyms;
  readonly world: World;
  readonly areas: readonly string[];
  /** The past of a partition: what a broken insert held is read again. */
  readonly stored: (log: PartitionName, after: number, last: number) => AsyncIterable<readonly FeedBatch[]>;
  /** All batches of a log are handled up to this one, which was made then. */
  readonly onReached: (log: PartitionName, number: number, at: Instant) => void;
};

export const writerName = 'analytics';

/** Readers gather this long, so that what many partitions bring comes as one insert: an insert costs more than a row. */
const paceMs = 100;
const readsAtOnce = 32;
/** After the first piece has come: the others of the same tick come within it. */
const leastLingerMs = 20;
const mostLingerMs = 2_000;
/** So many times as long as an insert took the engine rests after it, and leaves the shop most of the machine. */
const restFactor = 2;
/** An insert of so many rows is worth its costs: whoever catches up does not rest. */
const manyRows = 10_000;
/** An insert goes at once when it holds so many rows; with one more piece of a log it never holds more than twice that. */
const mostRows = 50_000;

/** A piece of a log, and who waits for it to be written. */
type Piece = CutRows & {
  readonly month: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Writes every event to ClickHouse. Each insert holds whole pieces of logs, all of one month so that it is stored as one
 * part, and has a number and a token made of them. One that fails is repeated as it was; after a crash the last one is
 * repeated, for it may have been cut off between the rows and what is made of them. So nothing is missing or doubled.
 */
export class Writer implements Consumer {
  readonly name = writerName;
  readonly domains: readonly string[];
  readonly paceMs = paceMs;
  readonly readsAtOnce = readsAtOnce;
  readonly #options: WriterOptions;
  /** The last batch of each log that ClickHouse has acknowledged. */
  readonly #written = new Map<PartitionName, number>();
  #pieces: Piece[] = [];
  #rows = 0;
  #inserts = 0;
  #lingering = false;
  #restsUntil: Instant = 0;
  #writing: Promise<void> = Promise.resolve();
  #broken: Insert | undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.domains = options.areas;
  }

  /** Mends what a crash has cut off. Before it nothing can be handled. */
  async prepare(): Promise<void> {
    const { places, last } = await placesIn(this.#options.clickHouse);
    for (const [log, number] of places) this.#written.set(log, number);
    if (last) await this.#repeat(last);
  }

  async start(): Promise<ReadonlyMap<PartitionName, number>> {
    return new Map(this.#written);
  }

  async handle(log: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    if (this.#broken) await this.#next(() => this.#mend());
    const written = this.#written.get(log) ?? 0;
    const left = batches.filter(({ number, entries }) => number > written && entries.some(hasEvents));
    await this.#piecesOf(log, written, left);
    const last = batches.at(-1);
    if (last) this.#options.onReached(log, last.number, last.at);
  }

  /** Writes what waits. */
  async stop(): Promise<void> {
    await this.#next(() => this.#write());
  }

  /** What holds no event is a part of the next piece that does. They are made first: none goes before an earlier one. */
  async #piecesOf(log: PartitionName, written: number, batches: readonly FeedBatch[]): Promise<void> {
    const pieces: Omit<Piece, 'resolve' | 'reject'>[] = [];
    for (const [month, own] of Map.groupBy(batches, ({ at }) => monthOf(at))) {
      const from = (pieces.at(-1)?.cut.to ?? written) + 1;
      pieces.push({ ...(await cutOf(this.#options.pseudonyms, log, from, own)), month });
    }
    await Promise.all(pieces.map((piece) => this.#add(piece)));
  }

  #add(piece: Omit<Piece, 'resolve' | 'reject'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pieces.push({ ...piece, resolve, reject });
      this.#rows += piece.cut.rows;
      this.#linger();
    });
  }

  #linger(): void {
    if (this.#rows >= mostRows) void this.#next(() => this.#write());
    if (this.#lingering) return;
    this.#lingering = true;
    this.#options.world.after(this.#lingerMs(), () => {
      this.#lingering = false;
      void this.#next(() => this.#write());
    });
  }

  /** A rest that is over is not waited for again: what comes alone is soon counted. */
  #lingerMs(): number {
    const restMs = this.#restsUntil - this.#options.world.now();
    return Math.min(Math.max(leastLingerMs, restMs), mostLingerMs);
  }

  /** One insert after the other. */
  #next(work: () => Promise<void>): Promise<void> {
    const next = this.#writing.then(work);
    this.#writing = next.catch(() => undefined);
    return next;
  }

  async #write(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#rows = 0;
    try {
      await this.#mend();
      for (const own of byMonth(pieces)) await this.#send(this.#insertOf(own));
      for (const { resolve } of pieces) resolve();
    } catch (error) {
      for (const { reject } of pieces) reject(error);
    }
  }

  async #mend(): Promise<void> {
    if (this.#broken) await this.#send(this.#broken);
  }

  /** Kept until it is acknowledged: its outcome may be unknown, and only the very same one can be sent again. */
  async #send(insert: Insert): Promise<void> {
    const { clickHouse, world } = this.#options;
    this.#broken = insert;
    const begun = world.now();
    await clickHouse.insert('events', eventColumns, insert.rows, insert.token);
    const ended = world.now();
    this.#restsUntil = insert.rows.length < manyRows ? ended + restFactor * (ended - begun) : ended;
    this.#broken = undefined;
    for (const { log, to } of insert.cuts) this.#written.set(log, to);
  }

  #insertOf(pieces: readonly Piece[]): Insert {
    this.#inserts += 1;
    return insertOf(this.#inserts, pieces);
  }

  async #repeat({ number, cuts }: LastInsert): Promise<void> {
    this.#inserts = number;
    const pieces = await Promise.all(cuts.map((cut) => this.#readAgain(cut)));
    await this.#send(insertOf(number, pieces));
  }

  async #readAgain({ log, from, to }: Cut): Promise<CutRows> {
    const read: FeedBatch[] = [];
    for await (const batches of this.#options.stored(log, from - 1, to)) read.push(...batches);
    return cutOf(this.#options.pseudonyms, log, from, read);
  }
}

/** The earliest first: a later piece of a log that is there says that all before it is. */
const byMonth = (pieces: readonly Piece[]): readonly (readonly Piece[])[] =>
  [...Map.groupBy(pieces, ({ month }) => month)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);

const hasEvents = ({ events }: Entry): boolean => events.length > 0;
const monthOf = (at: Instant): string => toIso(at).slice(0, 7);
