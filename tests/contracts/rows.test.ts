import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import { emptyDisk, memoryRows } from '../../actors/runtime/rows/memory.ts';
import { sqliteRows } from '../../actors/runtime/rows/sqlite.ts';
import { type RowsHarness, rowsSuite } from './rows.suite.ts';
import { lockedBy, temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

function memoryHarness(): RowsHarness {
  const disk = emptyDisk();
  let fault: string | undefined;
  return {
    open: () => memoryRows({ disk, fault: () => fault }),
    fail: () => {
      fault = 'a test says so';
      return () => {
        fault = undefined;
      };
    },
    clean: async () => {},
  };
}

function sqliteHarness(): RowsHarness {
  const directory = temporary('rows');
  return {
    open: () => sqliteRows({ directory, warn: () => {}, busyTimeoutMs: 10 }),
    fail: () => lockedBy(directory, 'views.db'),
    clean: async () => rmSync(directory, { recursive: true }),
  };
}

rowsSuite('memory', memoryHarness);
rowsSuite('sqlite', sqliteHarness);
