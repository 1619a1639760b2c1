import { describe, expect, test } from '@jest/globals';
import { type Decider, decide, isRefusal, type Message } from '../../actors/runtime/decider.ts';
import { given, testTime } from './given.ts';

/** `nothing`: a retry, which is answered before anything is refused. */
type Row<Command, Event, Code> = readonly [
  reason: string,
  before: readonly Event[],
  command: Command,
  code: Code | 'nothing',
];

/**
 * The order in which a rule refuses. `reasons` is the sentence of its docstring after `Precedence:`, which another test
 * holds to it; each row is also wrong in the later ways that its state allows, so another order would answer otherwise.
 */
export function refusesInOrder<State, Command extends Message, Event extends Message, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  reasons: string,
  ...rows: readonly Row<Command, Event, Code>[]
): void {
  describe(`refusals of "${rows[0]?.[2].type}" by the ${decider.type} come in this order`, () => {
    test(reasons, () => {
      expect([...new Set(rows.map(([reason]) => reason))].join(', ')).toBe(reasons);
    });
    test.each(rows.map(([reason, before, command, code]) => [reason, code, before, command] as const))(
      '%s: %s',
      (_, code, before, command) => {
        const decision = decide(decider, given(decider, ...before).state(), { ...command, at: testTime });
        expect(isRefusal(decision) ? decision.refused : decision).toEqual(code === 'nothing' ? [] : code);
      },
    );
  });
}
