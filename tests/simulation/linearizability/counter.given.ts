import type { Call, Model } from './model.ts';

/** A counter that refuses to fall below zero and answers what it has come to. */
export type CounterInput = { readonly of?: string; readonly add?: number };
export type CounterOutput = number | 'refused';

const after = (count: number, { add = 0 }: CounterInput): { readonly count: number; readonly output: CounterOutput } =>
  count + add < 0 ? { count, output: 'refused' } : { count: count + add, output: count + add };

export const counter: Model<number, CounterInput, CounterOutput> = {
  init: () => 0,
  step: (count, input, output) => {
    const next = after(count, input);
    return output === undefined || output === next.output ? { state: next.count } : undefined;
  },
  textOf: String,
  keyOf: ({ of = 'c' }) => of,
  tellInput: ({ of = 'c', add }) => (add === undefined ? `read ${of}` : `add ${add} to ${of}`),
  tellOutput: String,
};

/** `during(1, 4, add(2), 2)`: invoked at 1, returned 2 at 4. */
export const during = <Input, Output>(
  invokedAt: number,
  at: number,
  input: Input,
  output: Output,
): Call<Input, Output> => ({ input, invokedAt, returned: { at, output } });

export const unheard = <Input>(invokedAt: number, input: Input): Call<Input, never> => ({ input, invokedAt });

export const add = (units: number): CounterInput => ({ add: units });
export const read: CounterInput = {};
