import { expect } from '@jest/globals';
import {
  type Decider,
  type Decision,
  decide,
  evolve,
  isRefusal,
  type Message,
  type Refusal,
} from '../../actors/runtime/decider.ts';

type Outcome<Event, Code extends string> = {
  readonly emits: (...events: readonly Partial<Event>[]) => void;
  readonly emitsNothing: () => void;
  readonly rejects: (code: Code, details?: Refusal['details']) => void;
};

/** The hour at which tests happen, for the commands that carry none. */
export const testTime = Date.UTC(2026, 10, 22, 9);

/** `given(stock, received(3)).when(reserve('o1', 2)).emits(...)`: the grammar of every rule test. */
export function given<State, Command extends Message, Event extends Message, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  ...events: readonly Event[]
) {
  const state = () => events.reduce((before, event) => evolve(decider, before, event), decider.initial());
  const decided = (command: Command, at: number) => decide(decider, state(), { ...command, at });
  return {
    when: (command: Command, at = testTime): Outcome<Event, Code> => outcome(decided(command, at)),
    /** The state those events lead to. */
    state,
  };
}

const outcome = <Event, Code extends string>(decision: Decision<Event, Code>): Outcome<Event, Code> => ({
  emits: (...events) => expect(decision).toEqual(events.map((event) => expect.objectContaining(event))),
  emitsNothing: () => expect(decision).toEqual([]),
  rejects: (code, details) => {
    expect(isRefusal(decision) && decision.refused).toBe(code);
    if (details) expect(decision).toEqual({ refused: code, details });
  },
});
