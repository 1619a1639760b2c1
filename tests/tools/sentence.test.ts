import { expect, test } from '@jest/globals';
import { runtimeError } from '../../actors/runtime/errors.ts';
import { JournalUnavailable } from '../../actors/runtime/journal/journal.ts';
import { RowsUnavailable } from '../../actors/runtime/rows/rows.ts';
import { errorSentence } from '../../cli/sentence.ts';

const lost = (cause: Error): Error => Object.assign(runtimeError('JOURNAL_UNAVAILABLE'), { cause });

test.each([
  ['is damaged', new JournalUnavailable('/data/journal.sqlite is damaged'), /is damaged: bring back a copy of it, or/],
  ['has no room', new JournalUnavailable('it has no room left on its disk'), /: make room on its disk, or/],
  ['is full', new RowsUnavailable('database or disk is full'), /database or disk is full: make room on its disk, or/],
  ['could not be taken', lost(new JournalUnavailable('ENOSPC: no space')), /ENOSPC.*: make room on its disk, or/],
])('an engine that %s is told of in one sentence with a way out', (_how, error, sentence) => {
  expect(errorSentence(error)).toMatch(sentence);
  expect(errorSentence(error)).not.toContain('\n');
});

test('a bug is told of with its stack', () => {
  expect(errorSentence(new TypeError('x is not a function'))).toMatch(/\n +at /);
});
