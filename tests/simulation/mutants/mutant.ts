import type { Promised } from '../remains/breach.ts';

/** A bug as somebody could have written it: planted while the file is loaded, never in the product itself. */
export type Mutant = {
  readonly name: string;
  /** What it would cost, in one sentence. */
  readonly why: string;
  /** From the root of the project. */
  readonly file: string;
  /** Text that stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The promises that it breaks: what else is seen while it is planted does not count. */
  readonly caughtBy: readonly Promised[];
  /** Seen only where much goes on: small worlds are counted, and not run. */
  readonly isRare?: true;
};

/** The file with the bug in it. Throws when today's source has no place for it, or more than one. */
export function plant({ name, file, find, replace }: Mutant, source: string): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: its text stands ${places} times in ${file}, not once`);
  return source.replace(find, () => replace);
}
