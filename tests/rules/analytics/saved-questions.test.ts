import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OwnQuestion } from '../../../actors/analytics/contract.ts';
import { mostSaved, type SavedQuestionsCommand, savedQuestions } from '../../../actors/analytics/saved-questions.ts';
import { given } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const question: OwnQuestion = { of: 'sales', measures: ['gross'], by: ['vendor'] };
const other: OwnQuestion = { of: 'visits', measures: ['visits'] };

const save = (id: string, name = id): SavedQuestionsCommand => ({ type: 'saveQuestion', id, name, question });
const change = (id: string, fields: { name?: string; question?: OwnQuestion } = {}): SavedQuestionsCommand => ({
  type: 'changeQuestion',
  id,
  ...fields,
});
const saved = (id: string, name = id) => ({ type: 'questionSaved' as const, saved: { id, name, question } });

describe('a saved question', () => {
  test('has a name, and is there for everybody', () => {
    given(savedQuestions).when(save('a', 'Best at home')).emits(saved('a', 'Best at home'));
  });
  test('is asked otherwise, or gets another name', () => {
    given(savedQuestions, saved('a'))
      .when(change('a', { question: other }))
      .emits({ type: 'questionSaved', saved: { id: 'a', name: 'a', question: other } });
    given(savedQuestions, saved('a'))
      .when(change('a', { name: 'A' }))
      .emits(saved('a', 'A'));
  });
  test('that stays as it is changes nothing', () => {
    given(savedQuestions, saved('a')).when(change('a', { question })).emitsNothing();
    given(savedQuestions, saved('a')).when(save('a')).emitsNothing();
  });
  test('is removed, and its name is free again', () => {
    given(savedQuestions, saved('a')).when({ type: 'removeQuestion', id: 'a' }).emits({ type: 'questionRemoved' });
    given(savedQuestions, saved('a'), { type: 'questionRemoved', id: 'a' }).when(save('b', 'a')).emits(saved('b', 'a'));
  });
  test('that nobody saved cannot be removed', () => {
    given(savedQuestions).when({ type: 'removeQuestion', id: 'a' }).rejects('QUESTION_UNKNOWN');
  });
});

const full = Array.from({ length: mostSaved }, (_, place) => saved(`q${place}`));

refusesInOrder(
  savedQuestions,
  'too many, name taken',
  ['too many', full, save('x', 'Q1'), 'TOO_MANY_SAVED'],
  ['name taken', [saved('a')], save('x', 'A'), 'QUESTION_NAME_TAKEN'],
);

refusesInOrder(
  savedQuestions,
  'unknown, name taken',
  ['unknown', [saved('a')], change('x', { name: 'a' }), 'QUESTION_UNKNOWN'],
  ['name taken', [saved('a'), saved('b')], change('b', { name: 'A' }), 'QUESTION_NAME_TAKEN'],
);

const names = fc.constantFrom('a', 'A', 'b', 'c');
const commands = fc.oneof(
  fc.tuple(names, names).map(([id, name]) => save(id, name)),
  fc.tuple(names, names).map(([id, name]) => change(id, { name })),
  names.map((id): SavedQuestionsCommand => ({ type: 'removeQuestion', id })),
);

test('whatever happens, no two saved questions have one name', () => {
  const tenant = new Player(savedQuestions, {});
  fc.assert(
    fc.property(storiesOf(commands), (story) => {
      tenant.play(story, ({ state }) => {
        const all = [...state.byId.values()].map(({ name }) => name.toLowerCase());
        expect(new Set(all).size).toBe(all.length);
      });
    }),
  );
});
