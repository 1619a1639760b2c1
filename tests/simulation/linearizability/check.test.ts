import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLinearizable } from './brute-force.given.ts';
import { check } from './check.ts';
import { add, type CounterInput, type CounterOutput, counter, during, read, unheard } from './counter.given.ts';
import type { Call } from './model.ts';
import { tell } from './tell.ts';

type CounterCall = Call<CounterInput, CounterOutput>;

const verdictOf = (...history: readonly CounterCall[]) => check(counter, history).verdict;

describe('a history is linearizable when', () => {
  test('nothing happened', () => {
    expect(verdictOf()).toBe('linearizable');
  });
  test('one caller comes after the other and each hears of all before', () => {
    expect(verdictOf(during(1, 2, add(1), 1), during(3, 4, read, 1), during(5, 6, add(-1), 0))).toBe('linearizable');
  });
  test('callers at one time are served in any order', () => {
    expect(verdictOf(during(1, 9, add(1), 3), during(2, 8, add(2), 2), during(3, 7, read, 2))).toBe('linearizable');
  });
  test('a read at the time of a change sees either', () => {
    expect(verdictOf(during(1, 4, add(1), 1), during(2, 3, read, 0))).toBe('linearizable');
    expect(verdictOf(during(1, 4, add(1), 1), during(2, 3, read, 1))).toBe('linearizable');
  });
  test('a call that returns at the step at which another begins is one that it may meet', () => {
    expect(verdictOf(during(1, 3, add(1), 1), during(3, 4, read, 0))).toBe('linearizable');
  });
  test('one that nobody heard of happened, at once or long after', () => {
    expect(verdictOf(unheard(1, add(5)), during(2, 3, read, 5))).toBe('linearizable');
    expect(verdictOf(unheard(1, add(5)), during(2, 3, read, 0), during(8, 9, read, 5))).toBe('linearizable');
  });
  test('one that nobody heard of never happened', () => {
    expect(verdictOf(unheard(1, add(5)), during(2, 3, add(1), 1), during(8, 9, read, 1))).toBe('linearizable');
  });
});

describe('a history is broken by', () => {
  test('a lost update', () => {
    expect(verdictOf(during(1, 4, add(1), 1), during(2, 5, add(1), 1))).toBe('broken');
  });
  test('a stale read', () => {
    expect(verdictOf(during(1, 2, add(1), 1), during(3, 4, read, 0))).toBe('broken');
  });
  test('reads that go backwards, though each is fine beside the change', () => {
    expect(verdictOf(during(1, 9, add(1), 1), during(2, 3, read, 1), during(4, 5, read, 0))).toBe('broken');
  });
  test('the effect of a refused command', () => {
    expect(verdictOf(during(1, 2, add(-1), 'refused'), during(3, 4, read, -1))).toBe('broken');
  });
  test('a refusal for which there was no reason', () => {
    expect(verdictOf(during(1, 2, add(1), 1), during(3, 4, add(-1), 'refused'))).toBe('broken');
  });
  test('one that nobody heard of and that happened twice', () => {
    expect(verdictOf(unheard(1, add(5)), during(2, 3, read, 10))).toBe('broken');
    expect(verdictOf(unheard(1, add(5)), during(2, 3, read, 5), during(4, 5, read, 0))).toBe('broken');
  });
  test('an effect before its cause', () => {
    expect(verdictOf(during(1, 2, read, 5), unheard(3, add(5)))).toBe('broken');
  });
  test('an answer that nobody can have given', () => {
    expect(verdictOf(during(1, 2, read, 7))).toBe('broken');
  });
});

const other = (input: CounterInput): CounterInput => ({ ...input, of: 'other' });

test('calls of different keys are judged alone', () => {
  const fine = [during(1, 2, add(1), 1), during(3, 4, other(read), 0)];
  expect(verdictOf(...fine)).toBe('linearizable');
  expect(check(counter, [...fine, during(5, 6, other(read), 1)])).toMatchObject({ verdict: 'broken', key: 'other' });
});

test('a history that takes too long to judge is undecided, which is no pass', () => {
  const many = Array.from({ length: 12 }, (_, place) => unheard(place, add(2 ** place)));
  const verdict = check(counter, [...many, during(50, 51, read, 4_096)], 500);
  expect(verdict).toEqual({ verdict: 'undecided', key: 'c', steps: 500 });
  expect(tell(verdict, counter)).toBe('c: no verdict within 500 steps');
});

test('whoever reads of a broken history learns the first answer that nothing explains and how all before it came about', () => {
  const verdict = check(counter, [
    during(1, 9, add(1), 1),
    unheard(2, add(5)),
    during(3, 4, read, 1),
    during(5, 6, read, 0),
    during(7, 8, read, 99),
  ]);
  expect(tell(verdict, counter)).toBe(
    [
      'c: no order explains that read c from 5, and heard at 6: 0',
      'what came before is explained by this order:',
      '  1. add 1 to c from 1, and never heard of it',
      '  2. read c from 3, and heard at 4: 1',
    ].join('\n'),
  );
});

const inputs = fc.constantFrom<CounterInput>(read, add(1), add(2), add(-1));
const outputs = fc.constantFrom<CounterOutput | undefined>(0, 1, 2, 3, 'refused', undefined);
const calls: fc.Arbitrary<CounterCall> = fc
  .tuple(inputs, outputs, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 6 }))
  .map(([input, output, invokedAt, lasts]) =>
    output === undefined ? unheard(invokedAt, input) : during(invokedAt, invokedAt + lasts, input, output),
  );

test('of small histories it says what a look at every order says', () => {
  const seen = { linearizable: 0, broken: 0, undecided: 0 };
  fc.assert(
    fc.property(fc.array(calls, { maxLength: 6 }), (history) => {
      const verdict = verdictOf(...history);
      seen[verdict] += 1;
      expect(verdict).toBe(isLinearizable(counter, history) ? 'linearizable' : 'broken');
    }),
    { numRuns: 3_000 },
  );
  expect(seen.undecided).toBe(0);
  expect(Math.min(seen.linearizable, seen.broken)).toBeGreaterThan(100);
});

/** Calls of a real counter: each takes effect somewhere between its begin and its end, by the dice. */
const trueHistories = fc
  .array(fc.tuple(inputs, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.boolean()), {
    maxLength: 40,
  })
  .map((happened) => {
    let count = 0;
    return happened.map(([input, before, after, isHeard], place): CounterCall => {
      const result = count + (input.add ?? 0) < 0 ? 'refused' : count + (input.add ?? 0);
      if (result !== 'refused') count = result;
      return isHeard
        ? during(place * 2 - before, place * 2 + after, input, result)
        : unheard(place * 2 - before, input);
    });
  });

test('long histories of what really happened are always explained', () => {
  fc.assert(
    fc.property(trueHistories, (history) => {
      expect(tell(check(counter, history), counter)).toBe('linearizable');
    }),
    { numRuns: 300 },
  );
});
