import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BoardCommand, board } from '../../../actors/analytics/board.ts';
import { given } from '../given.ts';
import { Player, storiesOf } from '../property.ts';

const arrange = (...questions: readonly string[]): BoardCommand => ({ type: 'arrangeBoard', questions });
const arranged = (...questions: readonly string[]) => ({ type: 'boardArranged' as const, questions });

test('a board shows what was put there, in that order', () => {
  given(board).when(arrange('b', 'a')).emits(arranged('b', 'a'));
  given(board, arranged('b', 'a')).when(arrange('a', 'b')).emits(arranged('a', 'b'));
  given(board, arranged('b', 'a')).when(arrange()).emits(arranged());
});

test('a board that stays as it is changes nothing', () => {
  given(board).when(arrange()).emitsNothing();
  given(board, arranged('a', 'b')).when(arrange('a', 'b')).emitsNothing();
});

test('whatever happens, a board is as it was arranged last', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const one = new Player(board);
  fc.assert(
    fc.property(storiesOf(ids.map((some) => arrange(...some))), (story) => {
      one.play(story, ({ command, state }) => expect(state.questions).toEqual(command.questions));
    }),
  );
});
