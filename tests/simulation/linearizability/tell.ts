import type { Verdict } from './check.ts';
import type { Call, Model } from './model.ts';

type Words<Input, Output> = Pick<Model<never, Input, Output>, 'tellInput' | 'tellOutput'>;

const heard = <Input, Output>({ returned }: Call<Input, Output>, { tellOutput }: Words<Input, Output>): string =>
  returned ? `and heard at ${returned.at}: ${tellOutput(returned.output)}` : 'and never heard of it';

const told = <Input, Output>(call: Call<Input, Output>, words: Words<Input, Output>): string =>
  `${words.tellInput(call.input)} from ${call.invokedAt}, ${heard(call, words)}`;

/** In words, for whoever has to find out why. */
export function tell<Input, Output>(verdict: Verdict<Input, Output>, words: Words<Input, Output>): string {
  switch (verdict.verdict) {
    case 'linearizable':
      return 'linearizable';
    case 'undecided':
      return `${verdict.key}: no verdict within ${verdict.steps} steps`;
    case 'broken':
      return [
        `${verdict.key}: no order explains that ${told(verdict.stuck, words)}`,
        `what came before is explained by this order:`,
        ...verdict.prefix.map((call, place) => `  ${place + 1}. ${told(call, words)}`),
      ].join('\n');
  }
}
