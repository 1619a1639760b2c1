import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import { sleep } from '../world.ts';
import { Arrivals } from './arrivals.ts';
import type { Consumer, ConsumerLag, FeedOptions } from './consumer.ts';
import { Elsewhere } from './elsewhere.ts';
import type { HeardEvent } from './events.ts';
import { Pace } from './pace.ts';
import { PastReads } from './past-reads.ts';
import { FeedReader, type First, type IsOver } from './reader.ts';
import { Turns } from './turns.ts';

/** Between two tries to tell a consumer that what it kept is lost. */
const lostAgainMs = 1_000;

/** Hands stored batches to consumers: from memory where they follow closely, from the journal where they do not. */
export class Feed {
  readonly arrivals: Arrivals;
  readonly #options: FeedOptions;
  readonly #pace: Pace;
  readonly #past: PastReads;
  readonly #consumers = new Set<Consumer>();
  readonly #readers = new Map<PartitionName, FeedReader[]>();
  /** Also of what was stored before its consumers came. */
  readonly #heads = new Map<PartitionName, number>();
  /** Empty ones, with which an owner begins: who follows from then on need not read them. */
  readonly #begun = new Map<PartitionName, FeedBatch>();
  /** Partitions whose read models are kept here. */
  readonly #kept = new Set<PartitionName>();
  readonly #elsewhere = new Elsewhere();

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#pace = new Pace(options.world);
    this.#past = new PastReads(options);
    this.arrivals = new Arrivals(options, this);
  }

  /** `heads`: the partitions that this consumer follows from now on, and how far each has come. */
  async add(consumer: Consumer, heads: ReadonlyMap<PartitionName, number>): Promise<void> {
    this.#consumers.add(consumer);
    this.#read(consumer, heads, await consumer.start(heads));
  }

  /** They begin together, each with the partitions of its domains: what all have to read is read once. */
  async addAll(consumers: readonly Consumer[], heads: ReadonlyMap<PartitionName, number>): Promise<void> {
    const begun = consumers.map(async (consumer) => {
      const own = new Map([...heads].filter(([partition]) => consumer.domains.includes(areaOf(partition))));
      if (own.size === 0) return () => undefined;
      this.#consumers.add(consumer);
      const handled = await consumer.start(own);
      return () => this.#read(consumer, own, handled);
    });
    // One that fails must not leave others behind that go on beginning.
    const settled = await Promise.allSettled(begun);
    const failed = settled.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
    for (const one of settled) if (one.status === 'fulfilled') one.value();
  }

  #read(
    consumer: Consumer,
    heads: ReadonlyMap<PartitionName, number>,
    handled: ReadonlyMap<PartitionName, number>,
  ): void {
    const turns = consumer.readsAtOnce === undefined ? undefined : new Turns(consumer.readsAtOnce);
    for (const [partition, head] of heads) {
      if (!consumer.domains.includes(areaOf(partition))) continue;
      const first: First = (number, isOver) => this.#handledBy(consumer.after ?? [], partition, number, isOver);
      const past = this.#past;
      const place = { consumer, partition, past, handled: handled.get(partition) ?? 0, first, turns };
      const reader = new FeedReader(this.#options, this.#pace, place);
      this.#readers.set(partition, [...(this.#readers.get(partition) ?? []), reader]);
      const begun = this.#begun.get(partition);
      if (begun && begun.number >= head && !consumer.after) reader.offer(begun);
      reader.announce(Math.max(head, this.#heads.get(partition) ?? 0));
      if (consumer.cameAfter) void this.#comeAfter(consumer, reader, first, head);
    }
  }

  async #comeAfter(consumer: Consumer, reader: FeedReader, first: First, head: number): Promise<void> {
    const isOver = () => reader.isStopped;
    await first(head, isOver);
    if (!isOver()) consumer.cameAfter?.();
  }

  /** All who keep something of these partitions follow them here now. */
  keep(partitions: Iterable<PartitionName>): void {
    for (const partition of partitions) {
      this.#kept.add(partition);
      this.#elsewhere.wake(partition);
    }
  }

  /** These consumers follow it no more: another node's do. */
  leave(partition: PartitionName, consumers: readonly Consumer[]): void {
    this.#kept.delete(partition);
    const all = this.#readers.get(partition) ?? [];
    const left = all.filter((reader) => consumers.includes(reader.consumer));
    this.#readers.set(
      partition,
      all.filter((reader) => !left.includes(reader)),
    );
    void this.#stop(left);
    for (const consumer of consumers) consumer.leave?.(partition);
  }

  publish(batch: FeedBatch): void {
    this.#heads.set(batch.partition, batch.number);
    if (batch.entries.length === 0) this.#begun.set(batch.partition, batch);
    else this.#begun.delete(batch.partition);
    this.offer(batch);
  }

  /** What these consumers keep was lost. Resolves once each has heard of it; those who make it anew begin again. */
  async lost(names: readonly string[]): Promise<void> {
    const those = [...this.#consumers].filter(({ name }) => names.includes(name));
    await Promise.all(those.map((one) => this.#lostBy(one)));
  }

  async #lostBy(consumer: Consumer): Promise<void> {
    const places = await consumer.lost?.().catch(() => 'later' as const);
    if (places === 'later') {
      await sleep(this.#options.world, lostAgainMs);
      return this.#lostBy(consumer);
    }
    if (!places) return;
    for (const [partition, readers] of this.#readers) {
      for (const reader of readers) if (reader.name === consumer.name) reader.goBack(places.get(partition) ?? 0);
    }
  }

  /** How far partitions have come that anybody told of. */
  heads(): ReadonlyMap<PartitionName, number> {
    return this.#heads;
  }

  /** What this consumer could not handle in its time it has handled now. */
  late(name: string, heard: readonly HeardEvent[]): void {
    for (const consumer of this.#consumers) if (consumer.after?.includes(name)) consumer.late?.(heard);
  }

  /** A partition has come so far, whoever wrote it. */
  announce(partition: PartitionName, number: number): void {
    this.#heads.set(partition, Math.max(number, this.#heads.get(partition) ?? 0));
    for (const reader of this.#readers.get(partition) ?? []) reader.announce(number);
  }

  isExpected(partition: PartitionName, number: number): boolean {
    return this.#readers.get(partition)?.some((reader) => reader.expects(number)) ?? false;
  }

  offer(batch: FeedBatch): void {
    for (const reader of this.#readers.get(batch.partition) ?? []) reader.offer(batch);
  }

  /** A consumer of another node has come so far. */
  handledElsewhere(consumer: string, partition: PartitionName, number: number): void {
    this.#elsewhere.heard(consumer, partition, number);
  }

  async #handledBy(names: readonly string[], partition: PartitionName, number: number, isOver: IsOver): Promise<void> {
    await Promise.all(names.map((name) => this.#reachedBy(name, partition, number, isOver)));
  }

  /** By the consumer of this node if it follows the partition to there, else by that of the node that owns it. */
  async #reachedBy(name: string, partition: PartitionName, number: number, isOver: IsOver): Promise<void> {
    while (!isOver()) {
      const reader = (this.#readers.get(partition) ?? []).find((one) => one.name === name);
      const isAlone = !this.#options.others || this.#kept.has(partition);
      if (!reader && (isAlone || this.#elsewhere.hasReached(name, partition, number))) return;
      await (reader?.reached(number) ?? this.#elsewhere.news(partition));
      // It may have been stopped, for the partition is another node's now.
      if (reader && reader.lag().handled >= number) return;
    }
  }

  async #stop(readers: readonly FeedReader[]): Promise<void> {
    const stopped = readers.map((reader) => reader.stop());
    for (const partition of this.#readers.keys()) this.#elsewhere.wake(partition);
    await Promise.all(stopped);
  }

  lag(): readonly ConsumerLag[] {
    return [...this.#readers.values()].flat().map((reader) => reader.lag());
  }

  /** Resolves once every consumer has handled all that is stored now; for tests and for a drain. */
  async settled(): Promise<void> {
    await Promise.all([...this.#readers.values()].flat().map((reader) => reader.caughtUp()));
  }

  /** A consumer that cannot keep its place hears some batches again after the restart, no worse. */
  async stop(): Promise<void> {
    await this.#stop([...this.#readers.values()].flat());
    await Promise.allSettled([...this.#consumers].map((consumer) => consumer.stop()));
  }
}
