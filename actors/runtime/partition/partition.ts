import { runtimeError, type SoukError } from '../errors.ts';
import type { Head } from '../journal/journal.ts';
import type { Instant } from '../time.ts';
import { Actors } from './actors.ts';
import { Answers } from './answers.ts';
import { Commits } from './commits.ts';
import { Confirmations } from './confirmations.ts';
import { PartitionLog } from './log.ts';
import { Mailboxes } from './mailboxes.ts';
import type { PartitionOptions } from './options.ts';
import { Ownership } from './ownership.ts';
import { Preparation } from './preparation.ts';
import { Readers } from './readers.ts';
import type { CommandWork, ReadWork } from './work.ts';

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
  readonly #confirmations = new Confirmations();
  readonly #commits: Commits;
  #running: Promise<void> | undefined;
  #waitsSince: Instant = 0;
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
    this.#commits = this.#makeCommits();
    const stored = () => this.#commits.last;
    this.#readers = new Readers({ actors: this.#actors, log: this.#log, world, stored, isSure: () => this.#isSure() });
  }

  get head(): Head | undefined {
    return this.#log.head;
  }

  /** Commands that wait, for the ops view. */
  get waiting(): number {
    return this.#mailboxes.size;
  }

  /** How long there has been no moment in which no command waited. */
  get backlogMs(): number {
    return this.waiting === 0 ? 0 : this.#options.world.now() - this.#waitsSince;
  }

  /** Takes the partition over: an empty batch of ours at the head tells any other owner that its time is over. */
  async take(head?: Head): Promise<void> {
    await this.#log.know(head);
    const stored = await this.#log.append([], this.#log.now, true);
    if ('lost' in stored) throw stored.lost;
    if ('batch' in stored) this.#options.onStored(stored.batch, stored.bytes);
  }

  submit(work: CommandWork): void {
    const problem = this.#refuse();
    if (problem) return work.reject(problem);
    if (this.#mailboxes.size === 0) this.#waitsSince = this.#options.world.now();
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

  keep(): Promise<void> {
    return this.#actors.saveAll();
  }

  /** How far it has come: if that is further than we know and nothing of ours is on its way, memory is old. */
  hear({ number }: Head): void {
    const { head } = this.#log;
    if (this.#running !== undefined || (head && number <= head.number)) return;
    if (head) this.#forgetAll();
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
    while (this.#isAsked) {
      const look = this.#commits.takeLook();
      const taken = this.#mailboxes.take(this.#options.maxEntriesPerBatch);
      const works = this.#refuseAll(taken) ? [] : await this.#preparation.prepare(taken, look);
      await this.#commits.last;
      if (this.#refuseAll(works)) continue;
      if (!this.#commits.goAgain(works)) this.#commits.begin(works, look);
      if (!this.#isAsked) await this.#commits.last;
      this.#commits.goAgain([]);
    }
    this.#running = this.#isAsked ? this.#run() : undefined;
  }

  get #isAsked(): boolean {
    return this.#mailboxes.size > 0 || this.#confirmations.size > 0;
  }

  /** Whether all that is stored is in memory, now that it was looked at. */
  #isSure(): Promise<boolean> {
    const isSure = this.#confirmations.ask();
    this.#running ??= this.#run();
    return isSure;
  }

  /** Another node is the owner now, also of what waited. True: all of it has been told. */
  #refuseAll(works: readonly CommandWork[]): boolean {
    const problem = this.#ownership.problem();
    if (!problem) return false;
    for (const work of works) work.reject(problem);
    this.#confirmations.refuse(problem);
    return true;
  }

  #makeCommits(): Commits {
    return new Commits({
      ...this.#options,
      log: this.#log,
      actors: this.#actors,
      answers: this.#answers,
      mailboxes: this.#mailboxes,
      confirmations: this.#confirmations,
      onDurable: (actor) => this.#readers.changed(actor),
      onLost: (problem) => this.#lose(problem),
    });
  }

  #lose(problem: SoukError): void {
    this.#forgetAll();
    this.#ownership.lose(problem);
  }

  #forgetAll(): void {
    this.#log.forget();
    this.#actors.forgetAll();
    this.#answers.clear();
    this.#confirmations.forget();
  }
}
