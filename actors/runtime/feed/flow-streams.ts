import { type SoukError, toSoukError } from '../errors.ts';
import type { AnyFlow, AnyRow } from '../flow.ts';
import type { PartitionName } from '../journal/journal.ts';
import { inSpan, type Trace } from '../spans.ts';
import { sleep } from '../world.ts';
import type { ConsumerOptions } from './consumer.ts';
import { eventsOfEntry, type HeardEvent } from './events.ts';
import { type Ask, FlowParked, runRow } from './flow-row.ts';
import { keyOf, longestRetryMs, never, type Parked, type ParkedList, type ToPark } from './parked.ts';
import { type QueueBounds, StreamQueues } from './stream-queues.ts';

const firstRetryMs = 2_000;
const triesOfABug = 5;
const pageOfEntries = 500;

export type FlowOptions = ConsumerOptions & { readonly ask: Ask; readonly bounds: QueueBounds };

/**
 * Runs the rows of one flow: each stream's in their order, those that undo past all others. A row that cannot be done now
 * parks its stream; what comes after it is read again from the journal when it is resumed.
 */
export class FlowStreams {
  readonly #flow: AnyFlow;
  readonly #parked: ParkedList;
  readonly #options: FlowOptions;
  readonly #queues: StreamQueues;
  readonly #resuming = new Set<string>();
  /** Whoever owns them goes on with what we leave undone. */
  readonly #entered = new Set<PartitionName>();
  #stopped = false;

  constructor(flow: AnyFlow, parked: ParkedList, options: FlowOptions) {
    this.#flow = flow;
    this.#parked = parked;
    this.#options = options;
    this.#queues = new StreamQueues(options.bounds);
  }

  enter(partition: PartitionName): void {
    this.#entered.add(partition);
  }

  leave(partition: PartitionName): void {
    this.#entered.delete(partition);
  }

  /** Resolves when there is room for more; `done`: nothing would be lost if this event never came again. */
  async accept(heard: HeardEvent, done: () => void): Promise<void> {
    const { stream, about } = heard;
    const run = async () => {
      if (await this.#run(heard)) done();
    };
    if (this.#rowOf(heard).undo) return this.#queues.atOnce(run);
    if (this.#parked.has(stream) && !this.#resuming.has(stream)) return done();
    await this.#queues.inOrder(about.tenantId, stream, run);
  }

  /** Resolves when it has begun to wait for its turn. What is committed meanwhile waits behind it. */
  async resume(parked: Parked): Promise<void> {
    const key = keyOf(parked);
    if (this.#resuming.has(key)) return;
    this.#resuming.add(key);
    const run = async () => {
      await this.#resumeNow(parked).catch(() => undefined);
      this.#resuming.delete(key);
    };
    await (parked.alone ? this.#queues.atOnce(run) : this.#queues.inOrder(parked.tenantId, parked.stream, run));
  }

  idle(): Promise<void> {
    return this.#queues.idle();
  }

  /** What is under way goes on; nothing more is begun. */
  stop(): void {
    this.#stopped = true;
  }

  #goesOn({ partition }: { readonly partition: PartitionName }): boolean {
    return !this.#stopped && this.#entered.has(partition);
  }

  #rowOf({ name }: HeardEvent): AnyRow {
    return this.#flow.rows[name] ?? {};
  }

  /** True: it is done, or something durable says that it is not. */
  async #run(heard: HeardEvent): Promise<boolean> {
    while (this.#goesOn(heard.about)) {
      if (!this.#rowOf(heard).undo && this.#parked.has(heard.stream)) return true;
      try {
        await this.#runRow(heard);
        return true;
      } catch (error) {
        if (!this.#goesOn(heard.about)) return false;
        if (await this.#park(heard, error)) return true;
      }
      await sleep(this.#options.world, firstRetryMs);
    }
    return false;
  }

  /** When the journal or the rows are away it stays parked, and its time comes again. */
  async #resumeNow(parked: Parked): Promise<void> {
    for await (const heard of this.#eventsFrom(parked)) {
      if (!this.#goesOn(parked)) return;
      try {
        await this.#runRow(heard);
      } catch (error) {
        if (this.#goesOn(parked)) await this.#park(heard, error);
        return;
      }
      if (parked.alone) break;
    }
    if (this.#goesOn(parked)) await this.#parked.release(parked);
  }

  #runRow(heard: HeardEvent): Promise<void> {
    const { ask, spans } = this.#options;
    const { about, name } = heard;
    const run = (traceId: Trace) => runRow(this.#rowOf(heard), { ...heard, about: { ...about, traceId } }, ask);
    return inSpan(spans, `flow ${this.#flow.name}`, about.traceId, { 'souk.event': name }, run);
  }

  async *#eventsFrom({ partition, stream, version, alone }: Parked): AsyncGenerator<HeardEvent> {
    const { journal, codec } = this.#options;
    for (let after = version - 1; ; ) {
      const page = await journal.stream(partition, stream, after, pageOfEntries);
      const entries = await codec.decode(page.map(({ bytes }) => Buffer.from(bytes).toString()));
      for (const heard of entries.flatMap((entry) => eventsOfEntry(partition, entry))) {
        const row = this.#flow.rows[heard.name];
        if (heard.about.version >= version && row && row.undo === alone) yield heard;
      }
      const last = page.at(-1);
      if (!last) return;
      after = last.version;
    }
  }

  /** False: not even that could be written. */
  async #park(heard: HeardEvent, thrown: unknown): Promise<boolean> {
    try {
      await this.#parked.park(this.#letterOf(heard, thrown));
      return true;
    } catch {
      return false;
    }
  }

  #letterOf({ stream, about, name }: HeardEvent, thrown: unknown): ToPark {
    const { partition, version } = about;
    const place = { stream, version, ...(this.#rowOf({ name } as HeardEvent).undo && { alone: true as const }) };
    const before = this.#parked.find(place);
    const error = toSoukError(thrown instanceof FlowParked ? thrown.cause : thrown);
    const tries = before?.version === version ? before.tries + 1 : 1;
    const now = this.#options.world.now();
    const retryAt = Math.min(now + retryDelay(error, thrown, tries), never);
    const why = { code: error.type, message: reasonOf(error) };
    return { ...place, ...why, partition, event: name, retryAt, tries, since: before?.since ?? now };
  }
}

function retryDelay(error: SoukError, thrown: unknown, tries: number): number {
  const givenUp = thrown instanceof FlowParked || (error.class === 'Internal' && tries >= triesOfABug);
  return givenUp ? never : Math.min(firstRetryMs * 2 ** (tries - 1), longestRetryMs);
}

const reasonOf = (error: SoukError): string => (error.cause instanceof Error ? error.cause.message : error.message);
