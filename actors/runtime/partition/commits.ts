import type { SoukError } from '../errors.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { Actor } from './actor.ts';
import type { Actors } from './actors.ts';
import type { Answers } from './answers.ts';
import type { Confirmations } from './confirmations.ts';
import type { PartitionLog, Stored } from './log.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { PartitionOptions } from './options.ts';
import { noTurns, type Turns, TurnTaker } from './turns.ts';
import type { CommandWork } from './work.ts';

const maxBatchSize = 256 * 1024;

export type CommitsOptions = Pick<PartitionOptions, 'codec' | 'world' | 'onStored'> & {
  readonly log: PartitionLog;
  readonly actors: Actors;
  readonly answers: Answers;
  readonly mailboxes: Mailboxes;
  readonly confirmations: Confirmations;
  /** Hears of each actor that what it holds is durable. */
  readonly onDurable: (actor: Actor) => void;
  /** Memory no longer tells the truth. */
  readonly onLost: (problem: SoukError) => void;
};

/** One batch after another: turns are taken, what they led to is stored, and then their callers hear of it. */
export class Commits {
  readonly #options: CommitsOptions;
  #last: Promise<boolean> = Promise.resolve(true);
  /** Works of a batch that was not stored, for it held a command the journal knows: they go again, looked up. */
  #again: readonly CommandWork[] = [];
  /** Also at first: what a former owner stored and nobody was told comes again. */
  #look = true;

  constructor(options: CommitsOptions) {
    this.#options = options;
  }

  /** The batch on its way: false when it was lost. */
  get last(): Promise<boolean> {
    return this.#last;
  }

  /** Whether the next batch must know of all its commands if the journal knows them. Asked once a batch. */
  takeLook(): boolean {
    const look = this.#look;
    this.#look = false;
    return look;
  }

  begin(works: readonly CommandWork[], looked: boolean): void {
    this.#last = this.#commit(works, looked);
  }

  /** In front of what came later, so that each actor's commands keep their order. False: nothing has to go again. */
  goAgain(later: readonly CommandWork[]): boolean {
    if (this.#again.length === 0) return false;
    this.#options.mailboxes.putBack([...this.#again, ...later]);
    this.#again = [];
    this.#look = true;
    return true;
  }

  async #commit(works: readonly CommandWork[], looked: boolean): Promise<boolean> {
    const { log, confirmations } = this.#options;
    const at = log.now;
    const turns = this.#takeTurns(works, at, looked);
    const asking = confirmations.take();
    const stored = await this.#store(turns, at, looked, asking.length > 0);
    const isStored = this.#conclude(turns, stored);
    if ('known' in stored) confirmations.putBack(asking);
    else for (const { resolve } of asking) resolve(isStored);
    return isStored;
  }

  /** What finds no place in this batch waits for the next, each actor's in their order. */
  #takeTurns(works: readonly CommandWork[], at: number, looked: boolean): Turns {
    const { answers, codec, world, actors, mailboxes } = this.#options;
    const turns = noTurns();
    const taker = new TurnTaker(turns, answers, codec, at, world.now(), looked);
    const isTaken = (work: CommandWork): boolean => {
      const actor = turns.size < maxBatchSize ? actors.find(work.stream) : undefined;
      return actor !== undefined && taker.take(work, actor);
    };
    mailboxes.putBack(works.filter((work) => !isTaken(work)));
    this.#look ||= turns.unsure;
    return turns;
  }

  /** A no that leaves no entry is told only if nobody else can have made it a yes. */
  async #store({ drafts, told, touched }: Turns, at: number, looked: boolean, isAsked: boolean): Promise<Stored> {
    const { actors, log } = this.#options;
    actors.pin(touched);
    if (drafts.length > 0) return log.append(drafts, at, looked);
    return isAsked || told.some((one) => 'problem' in one) ? log.confirm() : { sure: true };
  }

  #conclude(turns: Turns, stored: Stored): boolean {
    if ('lost' in stored) return this.#lose(turns, stored.lost);
    if ('known' in stored) return this.#undo(turns);
    if ('batch' in stored) this.#keep(turns, stored.batch, stored.bytes);
    return this.#acknowledge(turns);
  }

  #keep(turns: Turns, batch: FeedBatch, bytes: Uint8Array): void {
    const { answers, actors, onStored } = this.#options;
    for (const [text, entry] of turns.answers) answers.remember(text, entry);
    for (const actor of turns.touched) this.#settle(actor);
    actors.unpin();
    onStored(batch, bytes);
  }

  #settle(actor: Actor): void {
    if (actor.broken) return;
    actor.durable = actor.version;
    this.#options.onDurable(actor);
    this.#options.actors.snapshotWhenDue(actor);
  }

  #acknowledge(turns: Turns): boolean {
    for (const actor of turns.broken) this.#options.actors.forget(actor.stream);
    for (const told of turns.told) {
      if ('problem' in told) told.work.reject(told.problem);
      else told.work.resolve(told.outcome);
    }
    return true;
  }

  /** What was decided did not happen: its actors wake again, its commands are looked up and decided anew. */
  #undo(turns: Turns): boolean {
    const { actors } = this.#options;
    actors.unpin();
    for (const actor of turns.touched) actors.forget(actor.stream);
    for (const actor of turns.broken) actors.forget(actor.stream);
    this.#again = turns.told.map(({ work }) => work);
    return false;
  }

  #lose(turns: Turns, lost: SoukError): boolean {
    this.#options.onLost(lost);
    for (const { work } of turns.told) work.reject(lost);
    return false;
  }
}
