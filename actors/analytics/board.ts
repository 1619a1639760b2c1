import type { Decider } from '../runtime/decider.ts';
import type { AnalyticsEvent } from './contract.ts';

export type BoardCommand = { readonly type: 'arrangeBoard'; readonly questions: readonly string[] };

type BoardEvent = Extract<AnalyticsEvent, { type: 'boardArranged' }>;

/** Ids of saved questions, in the order in which one account sees them; some may be removed since. */
export type Board = { questions: readonly string[] };

export const board: Decider<Board, BoardCommand, BoardEvent, never> = {
  type: 'board',
  initial: () => ({ questions: [] }),
  decide: {
    arrangeBoard: ({ questions: before }, { questions }) =>
      before.join() === questions.join() ? [] : [{ type: 'boardArranged', questions }],
  },
  evolve: {
    boardArranged: (state, { questions }) => {
      state.questions = questions;
    },
  },
};
