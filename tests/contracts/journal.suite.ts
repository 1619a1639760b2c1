import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { appendTests } from './journal-append.suite.ts';
import { keepingTests } from './journal-keeping.suite.ts';
import { lookupTests } from './journal-lookup.suite.ts';
import { readTests } from './journal-read.suite.ts';
import { snapshotTests } from './journal-snapshots.suite.ts';

/** One place to store; every `open` finds what the one before has stored. */
export type JournalHarness = {
  readonly open: () => Journal;
  /** Makes appends fail, as a full disk or a lost server does; the answer ends it. */
  readonly fail: () => () => void;
  readonly clean: () => Promise<void>;
};

/** What every engine of the journal does: a new adapter is named beside the others, and that is all. */
export function journalSuite(engine: string, harnessOf: () => JournalHarness): void {
  describe(`the journal in ${engine}`, () => {
    let harness: JournalHarness;
    let journal: Journal;

    beforeEach(() => {
      harness = harnessOf();
      journal = harness.open();
    });

    afterEach(async () => {
      await journal.close();
      await harness.clean();
    });

    const reopen = async (): Promise<Journal> => {
      await journal.close();
      journal = harness.open();
      return journal;
    };

    appendTests(() => journal);
    readTests(() => journal);
    lookupTests(() => journal);
    snapshotTests(() => journal, reopen);
    keepingTests(
      () => journal,
      reopen,
      () => harness.fail(),
    );
  });
}
