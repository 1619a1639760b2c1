import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RefusedRow, SheetRow } from '../../../actors/catalog/contract.ts';
import { isRunning, longestSheet, mostSheets, type SheetsCommand, sheets } from '../../../actors/catalog/sheets.ts';
import { minute } from '../../../actors/runtime/time.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const rowsOf = (count: number): readonly SheetRow[] =>
  Array.from({ length: count }, (_, place) => ({ line: place + 2, change: { id: `prod_${place}` } }));
const terms = (id: string, count = 3) => ({ id, rows: rowsOf(count), by: 'acc_1' });
const take = (id: string, count?: number): SheetsCommand => ({ type: 'takeSheet', terms: terms(id, count) });
const asked = (id: string, count?: number) => ({ type: 'sheetAsked' as const, terms: terms(id, count), at: testTime });
const note = (id: string, from: number, count: number, refused: readonly RefusedRow[] = []): SheetsCommand => ({
  ...{ type: 'noteSheet', id, from, count, refused },
});
const taken = { line: 3, code: 'HANDLE_TAKEN', detail: 'Somebody has it.' };

describe('a sheet of products', () => {
  test('is taken in piece by piece, and remembers what was refused', () => {
    given(sheets).when(take('a')).emits(asked('a'));
    given(sheets, asked('a'))
      .when(note('a', 0, 2, [taken]))
      .emits({ type: 'sheetAdvanced', id: 'a', taken: 2, left: 1, refused: [taken] });
  });
  test('goes on once, however often it is told of the same rows', () => {
    const advanced = { type: 'sheetAdvanced' as const, id: 'a', taken: 2, left: 1, refused: [] };
    given(sheets, asked('a'), advanced)
      .when(note('a', 0, 2))
      .emitsNothing();
    given(sheets, asked('a'), advanced)
      .when(note('a', 2, 9))
      .emits({ taken: 3, left: 0 });
    given(sheets)
      .when(note('a', 0, 2))
      .emitsNothing();
    given(sheets, asked('a')).when(take('a')).emitsNothing();
  });
});

const busy = Array.from({ length: mostSheets }, (_, place) => asked(`s${place}`));

refusesInOrder(
  sheets,
  'empty, too long, too many sheets',
  ['empty', busy, take('x', 0), 'SHEET_EMPTY'],
  ['too long', busy, take('x', longestSheet + 1), 'SHEET_TOO_LONG'],
  ['too many sheets', busy, take('x'), 'TOO_MANY_SHEETS'],
);

const ids = fc.constantFrom(...'abcdefghijklmn');
const commands = fc.oneof(
  ids.map((id) => take(id)),
  fc.tuple(ids, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map((some) => note(...some)),
);

test('whatever happens, none goes further than its end, and no more are kept than may be', () => {
  const vendor = new Player(sheets);
  fc.assert(
    fc.property(storiesOf(commands, minute), (story) => {
      vendor.play(story, ({ state }) => {
        const all = [...state.byId.values()];
        expect(all.length).toBeLessThanOrEqual(mostSheets);
        for (const sheet of all) {
          expect(sheet.taken).toBeLessThanOrEqual(sheet.count);
          expect(sheet.rows.length).toBe(isRunning(sheet) ? sheet.count : 0);
        }
      });
    }),
  );
});
