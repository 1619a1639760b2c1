import { runtimeError, type SoukError } from '../errors.ts';
import type { Head } from '../journal/journal.ts';
import type { Actor } from './actor.ts';
import { Actors } from './actors.ts';
import { Answers } from './answers.ts';
import { PartitionLog } from './log.ts';
import { Mailboxes } from './mailboxes.ts';
import type { PartitionOptions } from './options.ts';
import { Ownership } from './ownership.ts';
import { Preparation } from './preparation.ts';
import { Readers } from './readers.ts';
import { noTurns, type Turns, TurnTaker } from './turns.ts';
import type { CommandWork, ReadWork } from './work.ts';

const maxBatchSize = 256 * 1024;

/** One partition as its owner holds it: mailboxes, actors, answers and the one batch on its way. */
export class Partition {
  readonly #options: PartitionOptions;
  readonly #log: PartitionLog;
  readonly #actors: Actors;
  readonly #answers: Answers;
  readonly #mailboxes: Mailboxes;
  readonly #readers: Readers;
  readonly #preparation: Preparation;
  readonly #ownership: Ownership;
  #running: Promise<void> | undefined;
  #committing: Promise<boolean> = Promise.resolve(true);
  /** Works of a batch that was not stored, for it held a command the journal knows: they go again, looked up. */
  #again: readonly CommandWork[] = [];
  #look = false;
  #draining = false;

  constructor(options: PartitionOptions) {
    const { partition, journal, codec, world, maxEntriesPerBatch } = options;
    this.#options = options;
    this.#log = new PartitionLog(options);
    this.#actors = new Actors({ partition, journal, codec, world, inMemory: options.actorsInMemory });
    this.#answers = new Answers(journal, partition, codec, maxEntriesPerBatch);
    this.#mailboxes = new Mailboxes(options.mailboxLimit);
    this.#preparation = new Preparation(this.#log, this.#actors, this.#answers);
    this.#ownership = new Ownership(world, () => this.#forgetAll());
    this.#readers = new Readers({ actors: this.#actors, log: this.#log, world, stored: () => this.#committing });
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
    const stored = await this.#log.append([], this.#log.now, true);
    if ('lost' in stored) throw stored.lost;
    if ('batch' in stored) this.#options.onStored(stored.batch);
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
    this.#readers.close(runtimeError('DRAINING'));
    this.#actors.close();
    await this.#actors.saveAll();
  }

  /** How far it has come: if that is further than we know and nothing of ours is on its way, memory is old. */
  hear({ number }: Head): void {
    const { head } = this.#log;
    if (!head || number <= head.number || this.#running !== undefined) return;
    this.#forgetAll();
    this.#options.onHead(this.#options.partition, number);
  }

  /** Another node owns it from now on: what waits is told so, what is on its way is finished. */
  leave(): void {
    this.#ownership.leave();
    this.#log.stop();
    this.#readers.close(runtimeError('WRONG_NODE'));
    this.#actors.close();
  }

  #refuse(): SoukError | undefined {
    return this.#draining ? runtimeError('DRAINING') : this.#ownership.problem();
  }

  async #run(): Promise<void> {
    // Lets all that comes with this turn of the event loop into the first batch: a batch costs more than an entry.
    await new Promise<void>((resolve) => this.#options.world.soon(resolve));
    while (this.#mailboxes.size > 0) {
      const look = this.#look;
      this.#look = false;
      const taken = this.#mailboxes.take(this.#options.maxEntriesPerBatch);
      const works = this.#ownership.refuseAll(taken) ? [] : await this.#preparation.prepare(taken, look);
      await this.#committing;
      if (this.#ownership.refuseAll(works)) continue;
      if (this.#again.length > 0) this.#goAgain(works);
      else this.#committing = this.#commit(works, look);
      if (this.#mailboxes.size === 0) await this.#committing;
      if (this.#again.length > 0) this.#goAgain([]);
    }
    this.#running = this.#mailboxes.size > 0 ? this.#run() : undefined;
  }

  /** In front of what came later, so that each actor's commands keep their order. */
  #goAgain(later: readonly CommandWork[]): void {
    this.#mailboxes.putBack([...this.#again, ...later]);
    this.#again = [];
    this.#look = true;
  }

  async #commit(works: readonly CommandWork[], looked: boolean): Promise<boolean> {
    const at = this.#log.now;
    const turns = this.#takeTurns(works, at, looked);
    if (turns.drafts.length === 0) return this.#acknowledge(turns);
    this.#actors.pin(turns.touched);
    const stored = await this.#log.append(turns.drafts, at, looked);
    if ('lost' in stored) return this.#lose(turns, stored.lost);
    if ('known' in stored) return this.#undo(turns);
    for (const [text, entry] of turns.answers) this.#answers.remember(text, entry);
    for (const actor of turns.touched) this.#settle(actor);
    this.#actors.unpin();
    this.#options.onStored(stored.batch);
    return this.#acknowledge(turns);
  }

  /** What finds no place in this batch waits for the next, each actor's in their order. */
  #takeTurns(works: readonly CommandWork[], at: number, looked: boolean): Turns {
    const turns = noTurns();
    const taker = new TurnTaker(turns, this.#answers, this.#options.codec, at, this.#options.world.now(), looked);
    const isTaken = (work: CommandWork): boolean => {
      const actor = turns.size < maxBatchSize ? this.#actors.find(work.stream) : undefined;
      return actor !== undefined && taker.take(work, actor);
    };
    this.#mailboxes.putBack(works.filter((work) => !isTaken(work)));
    this.#look ||= turns.unsure;
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

  /** What was decided did not happen: its actors wake again, its commands are looked up and decided anew. */
  #undo(turns: Turns): boolean {
    this.#actors.unpin();
    for (const actor of turns.touched) this.#actors.forget(actor.stream);
    for (const actor of turns.broken) this.#actors.forget(actor.stream);
    this.#again = turns.told.map(({ work }) => work);
    return false;
  }

  #lose(turns: Turns, lost: SoukError): boolean {
    this.#forgetAll();
    this.#ownership.lose(lost);
    for (const { work } of turns.told) work.reject(lost);
    return false;
  }

  #forgetAll(): void {
    this.#log.forget();
    this.#actors.forgetAll();
    this.#answers.clear();
  }
}
