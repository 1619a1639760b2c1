import { runtimeError, type SoukError } from '../errors.ts';
import type { Codec } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Head, Journal, PartitionName } from '../journal/journal.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { Actors } from './actors.ts';
import { Answers } from './answers.ts';
import { PartitionLog } from './log.ts';
import { Mailboxes } from './mailboxes.ts';
import { Preparation } from './preparation.ts';
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
  /** Hears how far the partition has come, when that was read from the journal. */
  readonly onHead: (partition: PartitionName, number: number) => void;
};

/** One partition as its owner holds it: mailboxes, actors, answers and the one batch on its way. */
export class Partition {
  readonly #options: PartitionOptions;
  readonly #log: PartitionLog;
  readonly #actors: Actors;
  readonly #answers: Answers;
  readonly #mailboxes: Mailboxes;
  readonly #readers: Readers;
  readonly #preparation: Preparation;
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
    this.#preparation = new Preparation(this.#log, this.#actors, this.#answers);
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
    while (this.#running !== undefined) await this.#running;
    this.#log.stop();
    this.#readers.close();
    await this.#actors.saveAll();
  }

  #refuse(): SoukError | undefined {
    return this.#draining ? runtimeError('DRAINING') : this.#yielding();
  }

  /** What was read while another node was the owner is old by the time that it no longer is. */
  #yielding(): SoukError | undefined {
    if (this.#yieldUntil === 0) return undefined;
    if (this.#options.world.now() < this.#yieldUntil) return runtimeError('OWNER_CHANGED');
    this.#yieldUntil = 0;
    this.#forgetAll();
    return undefined;
  }

  /** Another node is the owner now, also of what waited. */
  #refuseAll(works: readonly CommandWork[]): boolean {
    const problem = this.#yielding();
    if (problem) for (const work of works) work.reject(problem);
    return problem !== undefined;
  }

  async #run(): Promise<void> {
    // Lets all that comes with this turn of the event loop into the first batch: a batch costs more than an entry.
    await new Promise<void>((resolve) => this.#options.world.soon(resolve));
    while (this.#mailboxes.size > 0) {
      const taken = this.#mailboxes.take(maxEntriesPerBatch);
      const works = this.#refuseAll(taken) ? [] : await this.#preparation.prepare(taken);
      await this.#committing;
      if (!this.#refuseAll(works)) this.#committing = this.#commit(works);
    }
    await this.#committing;
    this.#running = this.#mailboxes.size > 0 ? this.#run() : undefined;
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

  /** What finds no place in this batch waits for the next, each actor's in their order. */
  #takeTurns(works: readonly CommandWork[], at: number): Turns {
    const turns = noTurns();
    const taker = new TurnTaker(turns, this.#answers, this.#options.codec, at, this.#options.world.now());
    const isTaken = (work: CommandWork): boolean => {
      const actor = turns.size < maxBatchSize ? this.#actors.find(work.stream) : undefined;
      return actor !== undefined && taker.take(work, actor);
    };
    this.#mailboxes.putBack(works.filter((work) => !isTaken(work)));
    return turns;
  }

  #settle(actor: Actor): void {
    if (actor.broken) return;
    actor.durable = actor.version;
    this.#readers.changed(actor);
    this.#actors.snapshotWhenDue(actor);
  }

  #acknowledge(turns: Turns): boolean {
    for (const actor of turns.broken) this.#actors.forget(actor.stream);
    for (const told of turns.told) {
      if ('problem' in told) told.work.reject(told.problem);
      else told.work.resolve(told.outcome);
    }
    return true;
  }

  #lose(turns: Turns, lost: SoukError): boolean {
    this.#forgetAll();
    if (lost.type === 'OWNER_CHANGED') this.#yieldUntil = this.#options.world.now() + yieldMs;
    for (const { work } of turns.told) work.reject(lost);
    return false;
  }

  #forgetAll(): void {
    this.#log.forget();
    this.#actors.forgetAll();
    this.#answers.clear();
  }
}
