import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { sleep } from '../world.ts';
import { type Consumer, type ConsumerLag, CursorMoved, type FeedOptions } from './consumer.ts';
import { hand } from './handing.ts';
import type { Pace } from './pace.ts';
import type { PastReads } from './past-reads.ts';
import type { Turns } from './turns.ts';

const maxBuffered = 64;
/** A consumer gets no more entries at once, but always a whole batch. */
const maxEntries = 4_000;
const firstWaitMs = 50;
const longestWaitMs = 5_000;

export type IsOver = () => boolean;
/** Resolves once all who come first have handled a batch, or whoever waits has gone. */
export type First = (number: number, isOver: IsOver) => Promise<void>;

/** Where a consumer begins. */
export type Place = {
  readonly consumer: Consumer;
  readonly partition: PartitionName;
  readonly past: PastReads;
  readonly handled: number;
  readonly first: First;
  /** Taken to read the past, if it is shared with other partitions. */
  readonly turns?: Turns | undefined;
};

type Waiting = { readonly number: number; readonly resolve: () => void };

/** One consumer's place in one partition. */
export class FeedReader {
  readonly #options: FeedOptions;
  readonly consumer: Consumer;
  readonly #partition: PartitionName;
  readonly #first: First;
  readonly #pace: Pace;
  readonly #past: PastReads;
  readonly #turns: Turns | undefined;
  #waiting: Waiting[] = [];
  #handled: number;
  /** The last one that its consumer has been given. */
  #given: number;
  #head = 0;
  /** What was made of the batches after it is gone. */
  #back: number | undefined;
  #buffer: FeedBatch[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;
  #problem: string | undefined;

  constructor(options: FeedOptions, pace: Pace, { consumer, partition, past, handled, first, turns }: Place) {
    this.#options = options;
    this.#pace = pace;
    this.consumer = consumer;
    this.#partition = partition;
    this.#past = past;
    this.#first = first;
    this.#turns = turns;
    this.#handled = handled;
    this.#given = handled;
  }

  get name(): string {
    return this.consumer.name;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Resolves once this batch is handled, or never will be by this reader. */
  async reached(number: number): Promise<void> {
    if (this.#handled >= number || this.#stopped) return;
    await new Promise<void>((resolve) => this.#waiting.push({ number, resolve }));
  }

  /** A batch just stored. What memory has no room for is read from the journal later. */
  offer(batch: FeedBatch): void {
    if (this.expects(batch.number)) this.#buffer.push(batch);
    this.announce(batch.number);
  }

  /** Whether it is the next one, and memory has room for it. */
  expects(number: number): boolean {
    const last = this.#buffer.at(-1)?.number ?? this.#given;
    return number === last + 1 && this.#buffer.length < maxBuffered && !this.#stopped;
  }

  announce(head: number): void {
    this.#head = Math.max(this.#head, head);
    if (this.#handled < this.#head && !this.#stopped) this.#running ??= this.#run();
  }

  /** What its consumer made of the batches after `number` is gone: they come once more. */
  goBack(number: number): void {
    this.#back = number;
    if (!this.#stopped) this.#running ??= this.#run();
  }

  lag(): ConsumerLag {
    return {
      consumer: this.consumer.name,
      partition: this.#partition,
      handled: this.#handled,
      head: this.#head,
      ...(this.#problem && { problem: this.#problem }),
    };
  }

  async caughtUp(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#tellWaiting();
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    let waitMs = firstWaitMs;
    while (this.#isBehind() && !this.#stopped) {
      try {
        if (this.consumer.paceMs) await this.#pace.tick(this.consumer.paceMs);
        await (this.#isPast() && this.#turns ? this.#turns.run(() => this.#step()) : this.#step());
        waitMs = firstWaitMs;
        this.#problem = undefined;
      } catch (error) {
        if (error instanceof CursorMoved) this.#handled = error.number;
        this.#buffer = [];
        this.#given = this.#handled;
        this.#problem = error instanceof Error ? error.message : String(error);
        await sleep(this.#options.world, waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      }
    }
    this.#running = undefined;
  }

  #isBehind(): boolean {
    if (this.#back !== undefined) {
      this.#handled = this.#back;
      this.#given = this.#back;
      this.#buffer = [];
      this.#back = undefined;
    }
    return this.#handled < this.#head;
  }

  async #step(): Promise<void> {
    const batches = await this.#next();
    const last = batches.at(-1);
    if (!last) throw new Error(`batch ${this.#handled + 1} of ${this.#partition} cannot be read yet`);
    this.#given = Math.max(this.#given, last.number);
    await this.#first(last.number, () => this.#stopped);
    if (this.#stopped) return;
    await hand(this.#options, this.consumer, this.#partition, batches);
    this.#handled = last.number;
    this.#options.others?.handled(this.name, this.#partition, last.number);
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) {
      if (one.number <= this.#handled || this.#stopped) one.resolve();
      else this.#waiting.push(one);
    }
  }

  /** Memory does not hold what comes next. */
  #isPast(): boolean {
    return this.#buffer[0]?.number !== this.#handled + 1;
  }

  async #next(): Promise<readonly FeedBatch[]> {
    if (!this.#isPast()) return this.#take();
    this.#buffer = [];
    const { last, batches } = this.#past.read(this.#partition, this.#handled);
    this.#given = (await last) ?? this.#given;
    this.#buffer = this.#buffer.filter(({ number }) => number > this.#given);
    return batches;
  }

  #take(): readonly FeedBatch[] {
    let entries = 0;
    const end = this.#buffer.findIndex((batch) => {
      entries += batch.entries.length;
      return entries > maxEntries;
    });
    return this.#buffer.splice(0, end < 0 ? this.#buffer.length : Math.max(1, end));
  }
}
