import { runtimeError, type SoukError, toSoukError } from '../errors.ts';
import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import { type Head, type Journal, JournalUnavailable, type PartitionName } from '../journal/journal.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { Actors } from './actors.ts';
import { Answers } from './answers.ts';
import { PartitionLog } from './log.ts';
import { Mailboxes } from './mailboxes.ts';
import { Readers } from './readers.ts';
import { noTurns, type Turns, TurnTaker } from './turns.ts';
import type { CommandWork, ReadWork } from './work.ts';

export const maxEntriesPerBatch = 500;
const maxBatchSize = 256 * 1024;
const yieldMs = 3_000;

export type PartitionOptions = {
  readonly partition: PartitionName;
  readonly nodeId: string;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly world: World;
  /** Commands that may wait for one actor. */
  readonly mailboxLimit: number;
  readonly actorsInMemory: number;
  /** Hears every batch this node stored, in order, before the callers do. */
  readonly onStored: (batch: FeedBatch) => void;
};

/** One partition as its owner holds it: mailboxes, actors, answers and the one batch on its way. */
export class Partition {
  readonly #options: PartitionOptions;
  readonly #log: PartitionLog;
  readonly #actors: Actors;
  readonly #answers: Answers;
  readonly #mailboxes: Mailboxes;
  readonly #readers: Readers;
  #running: Promise<void> | undefined;
  #committing: Promise<boolean> = Promise.resolve(true);
  #yieldUntil = 0;
  #draining = false;

  constructor(options: PartitionOptions) {
    const { partition, journal, codec, world } = options;
    this.#options = options;
    this.#log = new PartitionLog(options);
    this.#actors = new Actors({ partition, journal, codec, world, inMemory: options.actorsInMemory });
    this.#answers = new Answers(journal, partition, codec, maxEntriesPerBatch);
    this.#mailboxes = new Mailboxes(options.mailboxLimit);
    this.#readers = new Readers({ actors: this.#actors, world, stored: () => this.#committing });
  }

  get head(): Head | undefined {
    return this.#log.head;
  }

  /** Commands that wait, for the ops view. */
  get waiting(): number {
    return this.#mailboxes.size;
  }

  /** Takes the partition over: an empty batch of ours at the head tells any other owner that its time is over. */
  async take(head?: Head): Promise<void> {
    await this.#log.know(head);
    const stored = await this.#log.append([], this.#log.now);
    if ('lost' in stored) throw stored.lost;
    this.#options.onStored(stored.batch);
  }

  submit(work: CommandWork): void {
    const problem = this.#refuse();
    if (problem) return work.reject(problem);
    if (!this.#mailboxes.push(work)) return work.reject(runtimeError('MAILBOX_FULL', { stream: work.stream }));
    this.#running ??= this.#run();
  }

  read(work: ReadWork): void {
    const problem = this.#refuse();
    if (problem) work.reject(problem);
    else void this.#readers.read(work);
  }

  /** Finishes what waits, refuses what comes, keeps snapshots. */
  async drain(): Promise<void> {
    this.#draining = true;
    await this.#running;
    this.#readers.close();
    await this.#actors.saveAll();
  }

  #refuse(): SoukError | undefined {
    return this.#draining ? runtimeError('DRAINING') : this.#yielding();
  }

  #yielding(): SoukError | undefined {
    return this.#options.world.now() < this.#yieldUntil ? runtimeError('OWNER_CHANGED') : undefined;
  }

  async #run(): Promise<void> {
    // Lets all that is ready now come into the first batch.
    await Promise.resolve();
    while (this.#mailboxes.size > 0) {
      const taken = this.#mailboxes.take(maxEntriesPerBatch);
      const works = await this.#prepare(taken);
      await this.#committing;
      const problem = this.#yielding();
      if (problem) for (const work of works) work.reject(problem);
      else this.#committing = this.#commit(works);
    }
    await this.#committing;
    this.#running = this.#mailboxes.size > 0 ? this.#run() : undefined;
  }

  /** Wakes actors and looks up answers while the batch before is on its way; who cannot be served is told here. */
  async #prepare(works: readonly CommandWork[]): Promise<CommandWork[]> {
    try {
      await this.#log.know();
      const [, ...awake] = await Promise.all([this.#answers.recall(works), ...works.map((work) => this.#wake(work))]);
      return works.filter((_, place) => awake[place]);
    } catch (error) {
      for (const work of works) work.reject(asUnavailable(error));
      return [];
    }
  }

  /** An actor that cannot be woken is its callers' trouble alone, unless the journal is. */
  async #wake(work: CommandWork): Promise<boolean> {
    if (this.#actors.find(work.stream)) return true;
    try {
      await this.#actors.wake(work.stream, work.decider);
      return true;
    } catch (error) {
      if (error instanceof JournalUnavailable) throw error;
      work.reject(toSoukError(error));
      return false;
    }
  }

  async #commit(works: readonly CommandWork[]): Promise<boolean> {
    const at = this.#log.now;
    const turns = this.#takeTurns(works, at);
    if (turns.drafts.length === 0) return this.#acknowledge(turns);
    this.#actors.pin(turns.touched);
    const stored = await this.#log.append(turns.drafts, at);
    if ('lost' in stored) return this.#lose(turns, stored.lost);
    for (const { entry } of turns.drafts) this.#answers.remember(entry);
    for (const actor of turns.touched) this.#settle(actor);
    this.#actors.unpin();
    this.#options.onStored(stored.batch);
    return this.#acknowledge(turns);
  }

  #takeTurns(works: readonly CommandWork[], at: number): Turns {
    const turns = noTurns();
    const taker = new TurnTaker(turns, this.#answers, this.#options.codec, at, this.#options.world.now());
    for (const [place, work] of works.entries()) {
      const actor = this.#actors.find(work.stream);
      if (actor && turns.size < maxBatchSize) taker.take(work, actor);
      else {
        this.#mailboxes.putBack(works.slice(place));
        break;
      }
    }
    return turns;
  }

  #settle(actor: Actor): void {
    actor.durable = actor.version;
    this.#readers.changed(actor);
    this.#actors.snapshotWhenDue(actor);
  }

  #acknowledge(turns: Turns): boolean {
    for (const actor of turns.broken) this.#actors.forget(actor.stream);
    for (const { work, outcome } of turns.acks) work.resolve(outcome);
    return true;
  }

  #lose(turns: Turns, lost: SoukError): boolean {
    this.#actors.forgetAll();
    this.#answers.clear();
    if (lost.type === 'OWNER_CHANGED') this.#yieldUntil = this.#options.world.now() + yieldMs;
    for (const { work } of turns.acks) work.reject(lost);
    return false;
  }
}

const asUnavailable = (error: unknown): SoukError =>
  error instanceof JournalUnavailable
    ? Object.assign(runtimeError('JOURNAL_UNAVAILABLE'), { cause: error })
    : toSoukError(error);
