import { rmSync } from 'node:fs';
import { jest } from '@jest/globals';
import { type Journal, JournalUnavailable } from '../../actors/runtime/journal/journal.ts';
import { emptyDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { Dice } from '../simulation/world/dice.ts';
import { farPort, noPortFaults } from '../simulation/world/far-port.ts';
import { newOwner, Scheduler } from '../simulation/world/scheduler.ts';
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

/** As the simulator's processes reach it: every call is a step of the scheduler, there and often back. */
function simulatedHarness(): JournalHarness {
  const disk = emptyDisk();
  const scheduler = new Scheduler(new Dice('order'));
  const faults = noPortFaults();
  const [owner, engine] = [newOwner('process'), newOwner('engine')];
  const broken = () => new JournalUnavailable('a test says so');
  const way = { name: 'journal', scheduler, dice: new Dice('way'), owner, engine, faults, broken };
  return {
    open: () => driven(farPort(memoryJournal(disk), way), scheduler),
    fail: () => {
      faults.refuses = 1;
      return () => {
        faults.refuses = 0;
      };
    },
    clean: async () => {},
  };
}

/** The world goes on until nothing is left to happen, whenever somebody asks for something. */
const driven = (journal: Journal, scheduler: Scheduler): Journal =>
  new Proxy(journal, {
    get: (target, name) => {
      const method = target[name as keyof Journal] as ((...asked: unknown[]) => unknown) | undefined;
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        const asked = Reflect.apply(method, target, args);
        void scheduler.run(() => false);
        return asked;
      };
    },
  });

journalSuite('memory', memoryHarness);
journalSuite('the simulator', simulatedHarness);
journalSuite('sqlite', sqliteHarness);
