import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { AnalyticsEvent, OwnQuestion, SavedQuestion } from './contract.ts';

export type SavedQuestionsCommand =
  | { readonly type: 'saveQuestion'; readonly id: string; readonly name: string; readonly question: OwnQuestion }
  | { readonly type: 'changeQuestion'; readonly id: string; readonly name?: string; readonly question?: OwnQuestion }
  | { readonly type: 'removeQuestion'; readonly id: string };

export type SavedQuestionsRefusal = 'QUESTION_UNKNOWN' | 'TOO_MANY_SAVED' | 'QUESTION_NAME_TAKEN';

type Decided = Decision<SavedQuestionEvent, SavedQuestionsRefusal>;
type SavedQuestionEvent = Extract<AnalyticsEvent, { type: `question${string}` }>;
type Command<Type> = Extract<SavedQuestionsCommand, { type: Type }>;

export const mostSaved = 200;

/** What the people of one tenant have saved, by its id. */
export type SavedQuestions = { readonly byId: Map<string, SavedQuestion> };

const nameOf = (name: string): string => name.toLowerCase();

const isTaken = ({ byId }: SavedQuestions, id: string, name: string): boolean =>
  [...byId.values()].some((saved) => saved.id !== id && nameOf(saved.name) === nameOf(name));

/** Precedence: too many, name taken. */
function save(state: SavedQuestions, { id, name, question }: Command<'saveQuestion'>): Decided {
  if (state.byId.has(id)) return [];
  if (state.byId.size >= mostSaved) return refuse('TOO_MANY_SAVED', { max: mostSaved });
  if (isTaken(state, id, name)) return refuse('QUESTION_NAME_TAKEN', { name });
  return [{ type: 'questionSaved', saved: { id, name, question } }];
}

/** Precedence: unknown, name taken. */
function change(state: SavedQuestions, command: Command<'changeQuestion'>): Decided {
  const before = state.byId.get(command.id);
  if (!before) return refuse('QUESTION_UNKNOWN', { id: command.id });
  const { name = before.name, question = before.question } = command;
  if (isTaken(state, command.id, name)) return refuse('QUESTION_NAME_TAKEN', { name });
  const saved = { id: command.id, name, question };
  return JSON.stringify(saved) === JSON.stringify(before) ? [] : [{ type: 'questionSaved', saved }];
}

export const savedQuestions: Decider<SavedQuestions, SavedQuestionsCommand, SavedQuestionEvent, SavedQuestionsRefusal> =
  {
    type: 'questions',
    initial: () => ({ byId: new Map() }),
    decide: {
      saveQuestion: save,
      changeQuestion: change,
      removeQuestion: ({ byId }, { id }) =>
        byId.has(id) ? [{ type: 'questionRemoved', id }] : refuse('QUESTION_UNKNOWN', { id }),
    },
    evolve: {
      questionSaved: ({ byId }, { saved }) => {
        byId.set(saved.id, saved);
      },
      questionRemoved: ({ byId }, { id }) => {
        byId.delete(id);
      },
    },
  };
