import { type Call, hasReturned, type Model } from './model.ts';

/** Every call that nobody in `rest` had to come before. */
const mayBeNext = <Input, Output>(rest: readonly Call<Input, Output>[]): readonly Call<Input, Output>[] =>
  rest.filter(({ invokedAt }) => rest.every(({ returned }) => returned === undefined || returned.at >= invokedAt));

/** Whether some order explains every answer: all orders are tried, with and without each call of unknown outcome. */
export function isLinearizable<State, Input, Output>(
  model: Model<State, Input, Output>,
  rest: readonly Call<Input, Output>[],
  state: State = model.init(),
): boolean {
  if (!rest.some(hasReturned)) return true;
  return mayBeNext(rest).some((call) => {
    const stepped = model.step(state, call.input, call.returned?.output);
    return stepped !== undefined && isLinearizable(model, without(rest, call), stepped.state);
  });
}

const without = <One>(all: readonly One[], gone: One): readonly One[] => all.filter((one) => one !== gone);
