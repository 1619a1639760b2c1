import type { AnyFlow } from '../flow.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import { sleep } from '../world.ts';
import { Alarm } from './alarm.ts';
import { type Consumer, CursorMoved } from './consumer.ts';
import { Cursors } from './cursors.ts';
import { domainsOf, eventsOf } from './events.ts';
import { type FlowOptions, FlowStreams } from './flow-streams.ts';
import { never, type Parked, ParkedList } from './parked.ts';
import { Progress } from './progress.ts';

/** The place is a hint: what came after it comes again after a crash, and meets known commands. */
const keepPlaceAfterMs = 3_000;
const tryAgainMs = 1_000;
/** What is parked is looked at as often as that, at least, for the clock may jump. */
const longestMs = 10_000;
const adoptEveryMs = 30_000;
const drainMs = 5_000;

/** Brings events to the rows of one flow. It keeps no state: its place is a hint, a redelivery meets known commands. */
export class FlowConsumer implements Consumer {
  readonly name: string;
  readonly domains: readonly string[];
  readonly parked: ParkedList;
  readonly #flow: AnyFlow;
  readonly #options: FlowOptions;
  readonly #streams: FlowStreams;
  readonly #cursors: Cursors;
  readonly #progress = new Map<PartitionName, Progress>();
  readonly #housekeeping: Alarm;
  readonly #adopting: Alarm;

  constructor(flow: AnyFlow, options: FlowOptions) {
    this.name = `flow-${flow.name}`;
    this.domains = domainsOf(flow.rows);
    this.#flow = flow;
    this.#options = options;
    this.parked = new ParkedList(options.rows, this.name);
    this.#streams = new FlowStreams(flow, this.parked, options);
    this.#cursors = new Cursors(options.rows, this.name);
    this.#housekeeping = new Alarm(options.world, () => this.#housekeep());
    this.#adopting = new Alarm(options.world, () => this.#adopt());
  }

  async start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>> {
    const taken = [...heads.keys()].filter((partition) => this.domains.includes(areaOf(partition)));
    const known = await this.#cursors.load(taken);
    // After the places: an owner before us may have parked what it then went past.
    await this.parked.load(taken);
    const begun = this.#flow.from === 'now' ? await this.#beginAt(heads, known) : [];
    for (const partition of taken) this.#enter(partition);
    this.#wake();
    this.#adopting.ringIn(adoptEveryMs);
    return new Map([...known, ...begun]);
  }

  /** Its place and what it parked are in memory too: nothing needs to run again. */
  async lost(): Promise<undefined> {
    await this.parked.keepAgain();
    await this.#cursors.keepAgain();
    await this.#keepPlace();
  }

  leave(partition: PartitionName): void {
    this.#streams.leave(partition);
    this.#progress.delete(partition);
    this.#cursors.leave(partition);
    this.parked.leave(partition);
  }

  async handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    const progress = this.#progress.get(partition);
    if (!progress) return;
    for (const batch of batches) {
      const heard = eventsOf(batch).filter(({ name }) => this.#flow.rows[name]);
      progress.begin({ number: batch.number, hash: batch.hash }, heard.length);
      const done = () => {
        progress.done(batch.number);
        this.#housekeeping.ringIn(keepPlaceAfterMs);
      };
      for (const one of heard) await this.#streams.accept(one, done);
    }
    this.#housekeeping.ringIn(keepPlaceAfterMs);
  }

  /** Now, whatever its time: an operator's replay of a dead letter. */
  replay(parked: Parked): Promise<void> {
    return this.#streams.resume(parked);
  }

  /** Resolves when no row is under way. */
  idle(): Promise<void> {
    return this.#streams.idle();
  }

  keep(): Promise<void> {
    return this.#keepPlace();
  }

  /** What is not finished in time is begun again after the restart. */
  async stop(): Promise<void> {
    this.#housekeeping.stop();
    this.#adopting.stop();
    this.#streams.stop();
    await Promise.race([this.#streams.idle(), sleep(this.#options.world, drainMs)]);
    await this.#keepPlace();
  }

  #enter(partition: PartitionName): void {
    this.#streams.enter(partition);
    this.#progress.set(partition, new Progress());
  }

  /** A place it has once taken is kept, so that the next start does not jump over what came meanwhile. */
  async #beginAt(
    heads: ReadonlyMap<PartitionName, number>,
    known: ReadonlyMap<PartitionName, number>,
  ): Promise<readonly (readonly [PartitionName, number])[]> {
    const fresh = [...heads].filter(([name]) => this.domains.includes(areaOf(name)) && !known.has(name));
    await Promise.all(
      fresh.map(async ([partition, number]) => {
        const batch = await this.#options.journal.batchAt(partition, number);
        if (batch) await this.#cursors.move(partition, { number, hash: batch.hash }, []);
      }),
    );
    return fresh;
  }

  async #housekeep(): Promise<void> {
    try {
      await this.#keepPlace();
      const now = this.#options.world.now();
      for (const parked of this.parked.due(now)) await this.#streams.resume(parked);
      this.#wake();
    } catch {
      // The rows are away, and nothing was lost meanwhile.
      this.#housekeeping.ringIn(tryAgainMs);
    }
  }

  /** When the next of what is parked is due. */
  #wake(): void {
    const next = this.parked.all().reduce((soonest, { retryAt }) => Math.min(soonest, retryAt), never);
    const inMs = next - this.#options.world.now();
    if (next < never) this.#housekeeping.ringIn(Math.min(Math.max(inMs, tryAgainMs), longestMs));
  }

  /** What an owner before us parked late is found. */
  async #adopt(): Promise<void> {
    await this.parked.adopt(this.#progress.keys()).catch(() => undefined);
    this.#wake();
    this.#adopting.ringIn(adoptEveryMs);
  }

  async #keepPlace(): Promise<void> {
    const moves = [...this.#progress].map(async ([partition, { place }]) => {
      try {
        if (place) await this.#cursors.move(partition, place, []);
      } catch (error) {
        if (!(error instanceof CursorMoved)) throw error;
      }
    });
    await Promise.all(moves);
  }
}
