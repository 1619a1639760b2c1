import { type AnyDecider, decide, isRefusal, type Message, type Reminder } from '../decider.ts';
import { runtimeError, toSoukError } from '../errors.ts';
import type { Codec, Draft } from '../journal/codec.ts';
import type { Answer, Entry } from '../journal/entry.ts';
import type { Instant } from '../time.ts';
import type { Actor } from './actor.ts';
import { type Answers, answerText, type Remembered } from './answers.ts';
import type { CommandWork, Outcome } from './work.ts';

/** What the turns of one batch came to; callers hear of it only once the batch is durable. */
export type Turns = {
  readonly drafts: Draft[];
  readonly acks: { readonly work: CommandWork; readonly outcome: Outcome }[];
  readonly touched: Set<Actor>;
  /** Actors whose rules threw half-way: their memory cannot be trusted. */
  readonly broken: Set<Actor>;
  /** Characters of the drafts, about their bytes. */
  size: number;
};

export const noTurns = (): Turns => ({ drafts: [], acks: [], touched: new Set(), broken: new Set(), size: 0 });

/** Takes turns one after another, all at one instant, and collects what they want to be durable. */
export class TurnTaker {
  readonly #turns: Turns;
  readonly #answers: Answers;
  readonly #codec: Codec;
  readonly #at: Instant;
  readonly #now: Instant;
  readonly #here = new Map<string, Remembered>();

  constructor(turns: Turns, answers: Answers, codec: Codec, at: Instant, now: Instant) {
    this.#turns = turns;
    this.#answers = answers;
    this.#codec = codec;
    this.#at = at;
    this.#now = now;
  }

  /** The order of looks is the contract: gone caller, known answer, stranger, version, rule. */
  take(work: CommandWork, actor: Actor): void {
    if (work.deadline < this.#now) return work.reject(runtimeError('DEADLINE_PASSED'));
    const known =
      this.#here.get(answerText(work.stream, work.commandId)) ?? this.#answers.find(work.stream, work.commandId);
    if (known) return this.#repeat(work, known);
    if (this.#turns.broken.has(actor)) return work.reject(runtimeError('INTERNAL'));
    try {
      this.#decide(work, actor);
    } catch (error) {
      this.#turns.broken.add(actor);
      work.reject(toSoukError(error));
    }
  }

  #repeat(work: CommandWork, known: Remembered): void {
    if (known.bodyHash !== work.bodyHash) return work.reject(runtimeError('COMMAND_DIFFERS'));
    const { answer, version, at } = known;
    this.#turns.acks.push({ work, outcome: { answer, version, at, replayed: true } });
  }

  #decide(work: CommandWork, actor: Actor): void {
    const problem = work.guard?.(actor.state as never, actor.about) ?? stale(work, actor);
    if (problem) return work.reject(problem);
    const decision = decide(actor.decider, actor.state, { ...work.command, at: this.#at });
    if (isRefusal(decision)) return this.#draft(work, actor, [], { refusal: decision });
    const events = decision as readonly Message[];
    actor.apply(events, this.#at);
    actor.person ??= this.#codec.personIn(work.stream, events);
    this.#draft(work, actor, events, { result: work.answer(actor.state as never, actor.about) });
  }

  #draft(work: CommandWork, actor: Actor, events: readonly Message[], answer: Answer): void {
    const reminders = remindersOf(actor.decider, events);
    const entry: Entry = {
      stream: work.stream,
      version: actor.version,
      at: this.#at,
      by: work.by,
      commandId: work.commandId,
      bodyHash: work.bodyHash,
      events,
      answer,
      ...(reminders.length > 0 && { reminders }),
      traceId: work.traceId,
    };
    const line = JSON.stringify(entry);
    this.#turns.drafts.push({ entry, person: actor.person, line });
    this.#turns.size += line.length;
    this.#turns.touched.add(actor);
    this.#here.set(answerText(work.stream, work.commandId), entry);
    const { version, at } = entry;
    this.#turns.acks.push({ work, outcome: { answer, version, at, replayed: false } });
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
