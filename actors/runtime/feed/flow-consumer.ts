import { type SoukError, toSoukError } from '../errors.ts';
import type { AnyFlow } from '../flow.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { type Cursor, startCursor } from '../rows/rows.ts';
import { type Cancel, sleep } from '../world.ts';
import { domainsOf, eventsOf, eventsOfEntry, type HeardEvent } from './events.ts';
import type { Consumer } from './feed.ts';
import { type Ask, FlowParked, runRow } from './flow-row.ts';
import { never, type Parked, ParkedList } from './parked.ts';
import { Progress } from './progress.ts';
import { StreamQueues } from './stream-queues.ts';
import type { ConsumerOptions } from './view-consumer.ts';

const keepPlaceEveryMs = 1_000;
const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
const triesOfABug = 5;
const pageOfEntries = 500;
const drainMs = 5_000;

export type FlowOptions = ConsumerOptions & {
  readonly ask: Ask;
  /** Events whose rows may be under way at once; the feed waits beyond it. */
  readonly atOnce: number;
};

/** Runs the rows of one flow. It keeps no state of its own: its place is a hint, a redelivery meets known commands. */
export class FlowConsumer implements Consumer {
  readonly name: string;
  readonly domains: readonly string[];
  readonly parked: ParkedList;
  readonly #flow: AnyFlow;
  readonly #options: FlowOptions;
  readonly #progress = new Progress();
  readonly #queues: StreamQueues;
  readonly #stored = new Map<PartitionName, Cursor>();
  readonly #resuming = new Set<string>();
  #timer: Cancel | undefined;

  constructor(flow: AnyFlow, options: FlowOptions) {
    this.name = `flow-${flow.name}`;
    this.domains = domainsOf(flow.rows);
    this.#flow = flow;
    this.#options = options;
    this.#queues = new StreamQueues(options.atOnce);
    this.parked = new ParkedList(options.rows, this.name);
  }

  async start(): Promise<ReadonlyMap<PartitionName, number>> {
    await this.parked.load();
    for (const [partition, cursor] of await this.#options.rows.cursors(this.name)) this.#stored.set(partition, cursor);
    this.#tick();
    return new Map([...this.#stored].map(([partition, cursor]) => [partition, cursor.number]));
  }

  async handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    for (const batch of batches) {
      const heard = eventsOf(batch).filter(({ name }) => this.#flow.rows[name]);
      this.#progress.begin(partition, { number: batch.number, hash: batch.hash }, heard.length);
      for (const one of heard) await this.#accept(one, () => this.#progress.done(partition, batch.number));
    }
  }

  /** Now, whatever its time: an operator's replay of a dead letter. */
  async replay(stream: string): Promise<void> {
    const parked = this.parked.find(stream);
    if (parked) await this.#resume(parked);
  }

  /** Resolves when no row is under way. */
  idle(): Promise<void> {
    return this.#queues.idle();
  }

  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    // What is not finished by then is begun again after the restart.
    await Promise.race([this.#queues.idle(), sleep(this.#options.world, drainMs)]);
    await this.#keepPlace();
  }

  async #accept(heard: HeardEvent, done: () => void): Promise<void> {
    const { stream, name, about } = heard;
    const run = async () => {
      await this.#runOrPark(heard);
      done();
    };
    if (this.#flow.rows[name]?.undo) return this.#queues.atOnce(run);
    // What was parked is read again from the journal, this event with it.
    if (this.parked.has(stream) && !this.#resuming.has(stream)) return done();
    await this.#queues.inOrder(about.tenantId, stream, run);
  }

  async #runOrPark(heard: HeardEvent): Promise<void> {
    const { stream, name } = heard;
    const row = this.#flow.rows[name] ?? {};
    while (row.undo || !this.parked.has(stream) || this.#resuming.has(stream)) {
      try {
        return await runRow(row, heard, this.#options.ask);
      } catch (error) {
        if (await this.#parkedNow(heard, error)) return;
      }
    }
  }

  /** False: not even that could be written, so the row is run again. */
  async #parkedNow(heard: HeardEvent, thrown: unknown): Promise<boolean> {
    try {
      await this.#park(heard, thrown);
      return true;
    } catch {
      await sleep(this.#options.world, firstRetryMs);
      return this.#timer === undefined;
    }
  }

  async #park(heard: HeardEvent, thrown: unknown): Promise<void> {
    const { stream, about, name } = heard;
    const error = toSoukError(thrown instanceof FlowParked ? thrown.cause : thrown);
    const before = this.parked.find(stream);
    const tries = before?.version === about.version ? before.tries + 1 : 1;
    // The first event that is not done decides where the stream resumes.
    const version = Math.min(before?.version ?? about.version, about.version);
    const { now } = this.#options.world;
    const retryAt = now() + retryDelay(error, thrown, tries);
    const { partition } = about;
    this.#resuming.delete(stream);
    await this.parked.park({
      partition,
      stream,
      version,
      event: name,
      retryAt: Math.min(retryAt, never),
      tries,
      code: error.type,
      message: reasonOf(error),
      since: before?.since ?? now(),
    });
  }

  /** In the stream's own queue: what is committed meanwhile waits behind it. */
  async #resume(parked: Parked): Promise<void> {
    const { stream, tenantId } = parked;
    if (this.#resuming.has(stream)) return;
    this.#resuming.add(stream);
    await this.#queues.inOrder(tenantId, stream, () => this.#resumeNow(parked));
  }

  async #resumeNow({ stream, partition, version }: Parked): Promise<void> {
    try {
      for (let after: number | undefined = version - 1; after !== undefined; ) {
        after = await this.#rerun(partition, stream, after, version);
      }
      if (this.#resuming.has(stream)) await this.parked.release(stream);
    } catch {
      // The rows or the journal are away: it stays parked, and its time comes again.
    } finally {
      this.#resuming.delete(stream);
    }
  }

  /** Version to go on from; undefined at the end of the stream, or when it was parked again. */
  async #rerun(partition: PartitionName, stream: string, after: number, from: number): Promise<number | undefined> {
    const { journal, codec } = this.#options;
    const page = await journal.stream(partition, stream, after, pageOfEntries);
    const entries = await codec.decode(page.map(({ bytes }) => Buffer.from(bytes).toString()));
    for (const heard of entries.flatMap((entry) => eventsOfEntry(partition, entry))) {
      if (!this.#resuming.has(stream)) return undefined;
      if (heard.about.version >= from && this.#flow.rows[heard.name]) await this.#runOrPark(heard);
    }
    return page.at(-1)?.version;
  }

  #tick(): void {
    this.#timer = this.#options.world.after(keepPlaceEveryMs, () => {
      this.#timer = undefined;
      void this.#housekeep().finally(() => this.#tick());
    });
  }

  async #housekeep(): Promise<void> {
    try {
      await this.#keepPlace();
      const due = this.parked.due(this.#options.world.now());
      await Promise.all(due.map((parked) => this.#resume(parked)));
    } catch {
      // The rows are away: the next tick tries again, and nothing was lost meanwhile.
    }
  }

  async #keepPlace(): Promise<void> {
    const moves = [...this.#progress.places()].map(async ([partition, next]) => {
      const expected = this.#stored.get(partition) ?? startCursor;
      if (next.number <= expected.number) return;
      const move = { consumer: this.name, partition, expected, next, changes: [] };
      if (await this.#options.rows.apply(move)) this.#stored.set(partition, next);
    });
    await Promise.all(moves);
  }
}

function retryDelay(error: SoukError, thrown: unknown, tries: number): number {
  const givenUp = thrown instanceof FlowParked || (error.class === 'Internal' && tries >= triesOfABug);
  return givenUp ? never : Math.min(firstRetryMs * 2 ** (tries - 1), longestRetryMs);
}

const reasonOf = (error: SoukError): string => (error.cause instanceof Error ? error.cause.message : error.message);
