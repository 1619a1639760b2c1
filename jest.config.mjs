// Node 24 runs the .ts files as they are; jest only has to be told not to touch them.
export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/data/'],
  watchman: false,
  // The default leaves one core idle, which on two cores means half of them.
  maxWorkers: '100%',
  // A busy machine is not a failure: whatever waits has a shorter deadline of its own, and says what for.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/tools/tally-reporter.ts'],
};
