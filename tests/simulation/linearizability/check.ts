import { type Call, hasReturned, type Model, partition, type Returned } from './model.ts';
import { Search } from './search.ts';

/** `undecided` is no pass: the history is too long or too concurrent for the bound, and a test that meets it fails. */
export type Verdict<Input, Output> =
  | { readonly verdict: 'linearizable' }
  | { readonly verdict: 'undecided'; readonly key: string; readonly steps: number }
  | {
      readonly verdict: 'broken';
      readonly key: string;
      /** The first call, by the time of its return, whose answer no order explains. */
      readonly stuck: Returned<Input, Output>;
      /** An order that explains every answer before that one. */
      readonly prefix: readonly Call<Input, Output>[];
    };

/** Of the search of one key; each is one step of the model. */
const defaultMaxSteps = 200_000;

/** Checks the calls of each key alone; the first key that is not linearizable is told. */
export function check<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Call<Input, Output>[],
  maxSteps = defaultMaxSteps,
): Verdict<Input, Output> {
  for (const [key, calls] of partition(model, history)) {
    const { verdict, steps } = new Search(model, calls, maxSteps).run();
    if (verdict === 'undecided') return { verdict, key, steps };
    if (verdict === 'broken') return { verdict, key, ...firstStuck(model, calls, maxSteps) };
  }
  return { verdict: 'linearizable' };
}

/** What could be known at a time: who began later is not there, and of who returned later nobody knows. */
const until = <Input, Output>(history: readonly Call<Input, Output>[], at: number): readonly Call<Input, Output>[] =>
  history
    .filter(({ invokedAt }) => invokedAt <= at)
    .map(({ input, invokedAt, returned }) => ({
      input,
      invokedAt,
      ...(returned && returned.at <= at && { returned }),
    }));

/** A beginning of a linearizable history is linearizable too, so halving finds the return that broke it. */
function firstStuck<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Call<Input, Output>[],
  maxSteps: number,
): { readonly stuck: Returned<Input, Output>; readonly prefix: readonly Call<Input, Output>[] } {
  const returns = history.filter(hasReturned).sort((a, b) => a.returned.at - b.returned.at);
  let explained = -1;
  let broken = returns.length - 1;
  let prefix: readonly Call<Input, Output>[] = [];
  while (broken - explained > 1) {
    const middle = (explained + broken) >> 1;
    const found = new Search(
      model,
      until(history, (returns[middle] as Returned<Input, Output>).returned.at),
      maxSteps,
    ).run();
    if (found.verdict === 'broken') broken = middle;
    else explained = middle;
    if (found.verdict === 'linearizable') prefix = found.order;
  }
  return { stuck: returns[broken] as Returned<Input, Output>, prefix };
}
