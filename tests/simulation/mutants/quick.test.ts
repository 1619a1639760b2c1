import { expect, test } from '@jest/globals';
import { allMutants } from './all.ts';
import { trySeeds } from './tried.ts';

/** Those that are seen in the first seeds; `npm run simulate -- --mutants` plants all. */
const quick = ['refusal without an entry', 'batch number not checked', 'release not asked'];

test.each(quick)('The simulator sees the planted bug "%s"', async (name) => {
  const mutant = allMutants.find((one) => one.name === name);
  if (!mutant) throw new Error(`there is no planted bug "${name}"`);
  const tried = await trySeeds(mutant, { first: 1, seeds: 20, seedTimeoutMs: 60_000 });
  // A promise, in a word: neither an error nor a run without an end.
  expect(tried.caughtBy).toMatch(/^[a-z]+$/);
});
