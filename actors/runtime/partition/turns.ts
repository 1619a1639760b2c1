import { type AnyDecider, decide, isRefusal, type Message, type Reminder } from '../decider.ts';
import { runtimeError, type SoukError, toSoukError } from '../errors.ts';
import type { Codec, Draft } from '../journal/codec.ts';
import type { Answer, Entry } from '../journal/entry.ts';
import { plainCopy } from '../plain.ts';
import type { Instant } from '../time.ts';
import type { Actor } from './actor.ts';
import { type Answers, answerText, type Remembered } from './answers.ts';
import type { CommandWork, Outcome } from './work.ts';

/** What the turns of one batch came to; callers hear of it only once the batch is durable. */
export type Turns = {
  readonly drafts: Draft[];
  /** A problem that was read off the actor's state waits as an answer does. */
  readonly told: Told[];
  readonly touched: Set<Actor>;
  readonly broken: Set<Actor>;
  /** The entries by their `answerText`. */
  readonly answers: Map<string, Entry>;
  /** Works that would end without an entry though nobody has looked whether they are known. */
  unsure: boolean;
  /** Characters of the drafts, about their bytes. */
  size: number;
};

export type Told = { readonly work: CommandWork } & ({ readonly outcome: Outcome } | { readonly problem: SoukError });

export const noTurns = (): Turns => ({
  drafts: [],
  answers: new Map(),
  told: [],
  touched: new Set(),
  broken: new Set(),
  unsure: false,
  size: 0,
});

/** Takes turns one after another, all at one instant, and collects what they want to be durable. */
export class TurnTaker {
  readonly #turns: Turns;
  readonly #answers: Answers;
  readonly #codec: Codec;
  readonly #at: Instant;
  readonly #now: Instant;
  readonly #looked: boolean;
  readonly #aside = new Set<string>();

  /** `looked`: memory knows every answer to these works that the journal has. */
  constructor(turns: Turns, answers: Answers, codec: Codec, at: Instant, now: Instant, looked: boolean) {
    this.#turns = turns;
    this.#answers = answers;
    this.#codec = codec;
    this.#at = at;
    this.#now = now;
    this.#looked = looked;
  }

  /**
   * The order of looks is the contract: gone caller, known answer, stranger, version, rule. False: not now, for the actor
   * broke in this batch and has to be made anew, or the journal must be asked first whether the command is known.
   */
  take(work: CommandWork, actor: Actor): boolean {
    const known = this.#known(work);
    if (work.deadline < this.#now) work.reject(runtimeError('DEADLINE_PASSED'));
    else if (known) this.#repeat(work, known);
    else if (actor.broken || this.#aside.has(work.stream)) return false;
    else return this.#decideSafely(work, actor);
    return true;
  }

  #known({ stream, commandId }: CommandWork): Remembered | undefined {
    const text = answerText(stream, commandId);
    return this.#turns.answers.get(text) ?? this.#answers.find(text);
  }

  #repeat(work: CommandWork, known: Remembered): void {
    const { answer, version, at, bodyHash } = known;
    const outcome = { answer, version, at, replayed: true };
    const isSame = bodyHash === '' || bodyHash === work.bodyHash;
    this.#turns.told.push(isSame ? { work, outcome } : { work, problem: runtimeError('COMMAND_DIFFERS') });
  }

  #decideSafely(work: CommandWork, actor: Actor): boolean {
    try {
      const problem = work.guard?.(actor.state as never, actor.about) ?? stale(work, actor);
      return problem ? this.#tell(work, problem) : this.#decide(work, actor);
    } catch (error) {
      actor.broken = true;
      this.#turns.broken.add(actor);
      if (!this.#looked) return this.#lookFirst(work);
      work.reject(toSoukError(error));
      return true;
    }
  }

  #tell(work: CommandWork, problem: SoukError): boolean {
    if (!this.#looked) return this.#lookFirst(work);
    this.#turns.told.push({ work, problem });
    return true;
  }

  /** What leaves no entry may have left one when it was tried before: only a look tells. */
  #lookFirst(work: CommandWork): false {
    this.#aside.add(work.stream);
    this.#turns.unsure = true;
    return false;
  }

  #decide(work: CommandWork, actor: Actor): boolean {
    const decision = decide(actor.decider, actor.state, { ...work.command, at: this.#at });
    const passing = isRefusal(decision) ? work.passing?.(decision) : undefined;
    if (passing) return this.#tell(work, passing);
    if (isRefusal(decision)) return this.#draft(work, actor, [], [], { refusal: decision });
    // As they were decided: the state may keep what they hold, and change it.
    const decided = plainCopy(decision);
    const reminders = remindersOf(actor.decider, decided);
    actor.apply(decision, this.#at);
    actor.person ??= this.#codec.personIn(work.stream, decided);
    return this.#draft(work, actor, reminders, decided, { result: work.answer(actor.state as never, actor.about) });
  }

  /** Nothing that leaves the turn is still a part of the state. */
  #draft(
    work: CommandWork,
    actor: Actor,
    reminders: readonly Reminder[],
    events: readonly Message[],
    answer: Answer,
  ): true {
    const { stream, commandId, bodyHash, by, traceId } = work;
    const entry: Entry = {
      stream,
      version: actor.version,
      at: this.#at,
      by,
      commandId,
      bodyHash,
      traceId,
      ...(reminders.length > 0 && { reminders }),
      events,
      answer: plainCopy(answer),
    };
    const line = JSON.stringify(entry);
    this.#turns.drafts.push({ entry, person: actor.person, line });
    this.#turns.size += line.length;
    this.#turns.touched.add(actor);
    this.#turns.answers.set(answerText(stream, commandId), entry);
    const { version, at } = entry;
    this.#turns.told.push({ work, outcome: { answer: entry.answer, version, at, replayed: false } });
    return true;
  }
}

const stale = (work: CommandWork, actor: Actor) =>
  work.expectedVersion !== undefined && work.expectedVersion !== actor.version
    ? runtimeError('PRECONDITION_FAILED', { version: actor.version })
    : undefined;

function remindersOf(decider: AnyDecider, events: readonly Message[]): Reminder[] {
  if (!decider.reminders) return [];
  const asked = decider.reminders as Readonly<Record<string, ((event: Message) => readonly Reminder[]) | undefined>>;
  return events.flatMap((event) => asked[event.type]?.(event) ?? []);
}
