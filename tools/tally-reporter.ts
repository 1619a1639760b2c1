import { writeSync } from 'node:fs';

/** What we need of the results jest hands over. */
export type Results = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
};

/** A file that could not even be loaded counts as one failed test: nothing in it was seen to pass. */
export function tally(results: Results): string {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  return `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Prints the tally as the very last line, after jest's own summary. */
export default class TallyReporter {
  onRunComplete(_tests: unknown, results: Results): void {
    process.once('exit', () => writeSync(1, `${tally(results)}\n`));
  }
}
