/** One call of a client as the checker sees it. Times only need to be comparable: steps of a simulator, say. */
export type Call<Input, Output> = {
  readonly input: Input;
  readonly invokedAt: number;
  /** Absent: nobody knows what came of it. It may take effect at any time after its invocation, once, or never. */
  readonly returned?: { readonly at: number; readonly output: Output };
};

/** Calls whose outcome is known. */
export type Returned<Input, Output> = Call<Input, Output> & Required<Pick<Call<Input, Output>, 'returned'>>;

export const hasReturned = <Input, Output>(call: Call<Input, Output>): call is Returned<Input, Output> =>
  call.returned !== undefined;

/** What one call does to the state when nobody else is there: undefined where it cannot have given that output. */
export type Step<State, Input, Output> = (
  state: State,
  input: Input,
  /** Undefined: unknown, so every output will do. */
  output: Output | undefined,
) => { readonly state: State } | undefined;

/** A thing by what it does for one caller at a time. A state is never changed: a step makes another one. */
export type Model<State, Input, Output> = {
  readonly init: () => State;
  readonly step: Step<State, Input, Output>;
  /** Two states of one text behave alike. */
  readonly textOf: (state: State) => string;
  /** Calls of different keys never meet, so each key's are checked alone. */
  readonly keyOf: (input: Input) => string;
  /** In words: who asked what. */
  readonly tellInput: (input: Input) => string;
  /** In words: what was answered. */
  readonly tellOutput: (output: Output) => string;
};

/** The calls of each key, as histories of their own. */
export const partition = <State, Input, Output>(
  { keyOf }: Model<State, Input, Output>,
  history: readonly Call<Input, Output>[],
): ReadonlyMap<string, readonly Call<Input, Output>[]> => Map.groupBy(history, ({ input }) => keyOf(input));
