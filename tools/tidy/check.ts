import { badName, brokenRules, unfinished } from './rules.ts';
import { type FunctionSize, functionSizes, tooLong } from './sizes.ts';
import { type Finding, readSource } from './source.ts';

export type Checked = { readonly findings: readonly Finding[]; readonly sizes: readonly FunctionSize[] };

/** Everything tidy has to say about one file; `path` is relative to the repository and decides which rules hold. */
export function check(path: string, text: string): Checked {
  const source = readSource(path, text);
  const sizes = functionSizes(source);
  return {
    findings: [...badName(path), ...tooLong(source, sizes), ...brokenRules(source), ...unfinished(source)],
    sizes,
  };
}
