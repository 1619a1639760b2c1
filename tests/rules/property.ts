import { types } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import {
  type Decider,
  type Decision,
  decide,
  evolve,
  isRefusal,
  type Message,
  type Refusal,
  type Stamped,
} from '../../actors/runtime/decider.ts';
import { testTime } from './given.ts';

/** What may be tried: a command, or one that depends on the state it will meet. */
export type Try<State, Command> = Command | ((state: State) => Command);

export type Step<Tried> = { readonly tried: Tried; readonly at: number };

/** A command that is made when its turn comes, by the name that a failing story shows. */
export const whenAsked = <State, Command>(name: string, make: (state: State) => Command) =>
  Object.assign(make, { [fc.toStringMethod]: () => name });

/** Stories of up to 40 things that are tried; between two of them passes one of these times (ms), or none. */
export const storiesOf = <Tried>(
  tries: fc.Arbitrary<Tried>,
  ...pauses: readonly number[]
): fc.Arbitrary<Step<Tried>[]> =>
  fc.array(fc.tuple(tries, fc.constantFrom(0, ...pauses)), { maxLength: 40, size: 'max' }).map((some) => {
    let at = testTime;
    return some.map(([tried, pause]) => {
      at += pause;
      return { tried, at };
    });
  });

/** One command that was decided. `before` is a copy of the state as it was. */
export type Turn<State, Command, Event> = {
  readonly command: Stamped<Command>;
  readonly before: State;
  readonly events: readonly Event[];
  readonly refusal: Refusal | undefined;
  readonly state: State;
};

type Setting<Event, Command extends Message> = {
  /** What has happened before a story begins. */
  readonly from?: readonly Event[];
  /** Commands that do something each time they come; the others find nothing to do when they come twice. */
  readonly anew?: readonly Command['type'][];
  /** Fields that may be below zero. */
  readonly signed?: readonly string[];
};

/**
 * Lives through a story as the runtime lets an actor live, and holds it to what is true of every actor: to decide changes
 * nothing, and comes out the same each time; what was decided is plain JSON; its events, or a snapshot and the events
 * after it, lead to the same state; and every number is whole, exact, and not below zero where it must not be.
 */
export class Player<State, Command extends Message, Event extends Message, Code extends string> {
  readonly #decider: Decider<State, Command, Event, Code>;
  readonly #setting: Setting<Event, Command>;

  constructor(decider: Decider<State, Command, Event, Code>, setting: Setting<Event, Command> = {}) {
    this.#decider = decider;
    this.#setting = setting;
  }

  /** `hold` is asked after every turn. */
  play(
    story: readonly Step<Try<State, Command>>[],
    hold: (turn: Turn<State, Command, Event>) => void = () => undefined,
  ): { readonly state: State; readonly events: readonly Event[] } {
    const events = plain(this.#setting.from ?? []).slice();
    let state = this.#told(this.#decider.initial(), events);
    for (const { tried, at } of story) {
      const command = plain({ ...(typeof tried === 'function' ? tried(state) : tried), at });
      const turn = this.#turn(state, command);
      state = turn.state;
      events.push(...turn.events);
      hold(turn);
    }
    expectSame(this.#told(this.#decider.initial(), plain(events)), state);
    return { state, events };
  }

  #turn(before: State, command: Stamped<Command>): Turn<State, Command, Event> {
    const snapshot = serialize(before);
    const decision = this.#decide(before, command);
    const refusal = isRefusal(decision) ? decision : undefined;
    const decided = isRefusal(decision) ? [] : decision;
    const events = plain(decided);
    const state = this.#told(before, decided);
    expectSame(this.#told(deserialize(snapshot), plain(events)), state);
    this.#expectExact(state, 'state');
    if (events.length > 0 && !this.#setting.anew?.includes(command.type)) this.#expectNothingTwice(state, command);
    return { command, before: deserialize(snapshot), events, refusal, state };
  }

  #decide(state: State, command: Stamped<Command>): Decision<Event, Code> {
    const copy = deserialize(serialize(state)) as State;
    const decision = decide(this.#decider, state, plain(command));
    expectSame(state, copy);
    expectSame(decide(this.#decider, copy, plain(command)), decision);
    expect(plain(decision)).toEqual(decision);
    if (!isRefusal(decision)) this.#expectExact(decision, 'decision');
    return decision;
  }

  #told(state: State, events: readonly Event[]): State {
    return events.reduce((was, event) => evolve(this.#decider, was, event), state);
  }

  #expectNothingTwice(state: State, command: Stamped<Command>): void {
    const again = decide(this.#decider, state, command);
    expect([command.type, isRefusal(again) ? [] : again]).toEqual([command.type, []]);
  }

  #expectExact(value: unknown, field: string): void {
    if (typeof value === 'number') {
      const isFine = Number.isSafeInteger(value) && (value >= 0 || this.#setting.signed?.includes(field));
      if (!isFine) throw new RangeError(`${field} is ${value}`);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of fieldsOf(value)) this.#expectExact(inner, typeof name === 'string' ? name : field);
  }
}

const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Of an object by their names, of a list or a map without. */
function fieldsOf(value: object): Iterable<readonly [unknown, unknown]> {
  if (types.isMap(value)) return [...value.values()].map((one) => [undefined, one]);
  return Array.isArray(value) ? value.map((one) => [undefined, one]) : Object.entries(value);
}

/** A map as a list of its entries, and a set of its members: in their order, for what comes first may matter. */
const listed = (_: string, value: unknown): unknown => (types.isMap(value) || types.isSet(value) ? [...value] : value);

/** Snapshots come from another realm, so their texts are compared; those that differ are looked at closely. */
function expectSame(value: unknown, expected: unknown): void {
  const texts = [value, expected].map((one) => JSON.stringify(one, listed));
  if (texts[0] !== texts[1]) expect(JSON.parse(texts[0] ?? '')).toEqual(JSON.parse(texts[1] ?? ''));
}
