/** What may stand in an event, an answer or a snapshot. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json | undefined };

export type Message = { readonly type: string };

/** A refusal is a value. Its code comes from the decider's closed union; details say who, what and how much. */
export type Refusal<Code extends string = string> = {
  readonly refused: Code;
  readonly details: { readonly [field: string]: Json | undefined };
};

/** An empty list is a decision too: nothing needs to happen, and the answer is remembered all the same. */
export type Decision<Event, Code extends string> = readonly Event[] | Refusal<Code>;

export const refuse = <Code extends string>(code: Code, details: Refusal['details'] = {}): Refusal<Code> => ({
  refused: code,
  details,
});

export const isRefusal = <Event, Code extends string>(decision: Decision<Event, Code>): decision is Refusal<Code> =>
  !Array.isArray(decision);

/** A command that the actor wants to receive later. `delay` (ms) bounds the wait when a clock jumps. */
export type Reminder<Command extends Message = Message> = {
  readonly dueAt: number;
  readonly delay: number;
  readonly command: Command;
};

/** The runtime stamps `at` (the batch's instant) on every command before it is decided. */
export type Stamped<Command> = Command & { readonly at: number };

type Deciders<State, Command extends Message, Event, Code extends string> = {
  readonly [C in Command as C['type']]: (state: State, command: Stamped<C>) => Decision<Event, Code>;
};

type Evolvers<State, Event extends Message> = {
  // biome-ignore lint/suspicious/noConfusingVoidType: an evolver that changes the state in place returns nothing
  readonly [E in Event as E['type']]: (state: State, event: E) => State | void;
};

/**
 * The rules of one kind of actor. `decide` has one entry a command and `evolve` one an event, so a missing case does
 * not compile. An evolver may change the state it is given (the actor alone owns it) or return another.
 */
export type Decider<State, Command extends Message, Event extends Message, Code extends string = string> = {
  readonly type: string;
  readonly initial: () => State;
  readonly decide: Deciders<State, Command, Event, Code>;
  readonly evolve: Evolvers<State, Event>;
  readonly reminders?: { readonly [E in Event as E['type']]?: (event: E) => readonly Reminder<Command>[] };
  /** Raise it whenever the shape of the state changes: snapshots of another schema are ignored. Default 1. */
  readonly schema?: number;
};

type AnyCase = (state: unknown, message: unknown) => unknown;

/** An actor type by name: its own file has its types. */
export type AnyDecider = {
  readonly type: string;
  readonly initial: () => unknown;
  readonly decide: object;
  readonly evolve: object;
  readonly reminders?: object;
  readonly schema?: number;
};

export function decide<State, Command extends Message, Event extends Message, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  state: State,
  command: Stamped<Command>,
): Decision<Event, Code>;
export function decide(decider: AnyDecider, state: unknown, command: Stamped<Message>): Decision<Message, string>;
export function decide(decider: AnyDecider, state: unknown, command: Message): unknown {
  const rule = caseOf(decider.decide, command.type);
  if (!rule) throw new TypeError(`${decider.type} knows no command ${command.type}`);
  return rule(state, command);
}

/** An event this build does not know throws `UnknownEvent`: the actor is then unavailable, never wrong. */
export function evolve<State, Command extends Message, Event extends Message, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  state: State,
  event: Event,
): State;
export function evolve(decider: AnyDecider, state: unknown, event: Message): unknown;
export function evolve(decider: AnyDecider, state: unknown, event: Message): unknown {
  const rule = caseOf(decider.evolve, event.type);
  if (!rule) throw new UnknownEvent(decider.type, event.type);
  return rule(state, event) ?? state;
}

const caseOf = (cases: object, type: string): AnyCase | undefined =>
  Object.hasOwn(cases, type) ? (cases as Readonly<Record<string, AnyCase>>)[type] : undefined;

export class UnknownEvent extends Error {
  constructor(decider: string, event: string) {
    super(`${decider} knows no event ${event}: a newer release wrote it`);
    this.name = 'UnknownEvent';
  }
}
