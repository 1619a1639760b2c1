// Node 24 runs the .ts files as they are; jest only has to be told not to touch them.
export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/data/'],
  watchman: false,
  // The default leaves one core idle, which on two cores means half of them.
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/tools/tally-reporter.ts'],
};
