import { expect, test } from '@jest/globals';
import { type Results, tally } from '../../tools/tally-reporter.ts';

const results = (some: Partial<Results>): Results => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...some,
});

test('says how many passed and failed', () => {
  expect(tally(results({ numPassedTests: 41, numFailedTests: 1 }))).toBe('41 passed, 1 failed');
});

test('says how many were skipped, when some were', () => {
  expect(tally(results({ numPassedTests: 41, numPendingTests: 2, numTodoTests: 1 }))).toBe(
    '41 passed, 0 failed, 3 skipped',
  );
});

test('a test file that cannot be loaded is a failure', () => {
  expect(tally(results({ numPassedTests: 41, numRuntimeErrorTestSuites: 1 }))).toBe('41 passed, 1 failed');
});
