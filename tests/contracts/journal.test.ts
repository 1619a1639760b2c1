import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import { emptyDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { type JournalHarness, journalSuite } from './journal.suite.ts';
import { lockedBy, temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

function memoryHarness(): JournalHarness {
  const disk = emptyDisk();
  let fault: string | undefined;
  return {
    open: () => memoryJournal(disk, () => fault),
    fail: () => {
      fault = 'a test says so';
      return () => {
        fault = undefined;
      };
    },
    clean: async () => {},
  };
}

function sqliteHarness(): JournalHarness {
  const directory = temporary('journal');
  return {
    open: () => sqliteJournal({ directory }),
    fail: () => lockedBy(directory, 'journal.sqlite'),
    clean: async () => rmSync(directory, { recursive: true }),
  };
}

journalSuite('memory', memoryHarness);
journalSuite('sqlite', sqliteHarness);
