import { type Actions, on, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { invalid } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import { compared, owner, refuse, scopeOf, told } from './asking.service.ts';
import { analyticsContract } from './contract.schemas.ts';
import type { Asked, SavedQuestion } from './contract.ts';
import type { OwnActions, OwnQuestion } from './own.schemas.ts';
import { questionProblem } from './own-question.ts';
import { grainProblem } from './period.ts';
import type { Reports } from './reports.ts';
import { type SavedQuestions, savedQuestions } from './saved-questions.ts';

const { command, read } = on(savedQuestions);

type ParamsOf<Name extends keyof OwnActions> = OwnActions[Name]['params'];
type ResultOf<Name extends keyof OwnActions> = OwnActions[Name]['result'];

/** One actor a tenant. */
const theirs = (): string => 'saved';

/** Throws for what no subject has. */
export function checked(question: OwnQuestion): OwnQuestion {
  const problem = questionProblem(question);
  if (problem) throw invalid([problem]);
  return question;
}

async function answer(reports: Reports, ctx: Ctx<Actions>, asked: Asked, question: OwnQuestion) {
  const scope = await scopeOf(ctx, asked.vendor);
  return compared(reports, ctx, asked, async (span) => {
    const problem = question.by?.includes('time') ? grainProblem(span, question.grain ?? 'day') : undefined;
    if (problem) throw refuse(problem);
    return { items: await reports.own(scope, span, question) };
  });
}

function found({ byId }: SavedQuestions, isIt: (saved: SavedQuestion) => boolean): SavedQuestion {
  const saved = byId.values().find(isIt);
  if (!saved) throw codeError(analyticsContract.codes, 'QUESTION_UNKNOWN');
  return saved;
}

/** Questions that people put together themselves. */
export const ownHandlers = (reports: Reports) => ({
  'analytics.ask': task<ParamsOf<'analytics.ask'>, ResultOf<'analytics.ask'>>(
    async ({ question, ...asked }, ctx) => told(answer(reports, ctx, asked, checked(question))),
    { owner },
  ),
  'analytics.answer': task<ParamsOf<'analytics.answer'>, ResultOf<'analytics.answer'>>(
    async ({ id, ...asked }, ctx) => {
      const { question } = await ctx.call('analytics.question', { id });
      return told(answer(reports, ctx, asked, question));
    },
    { owner },
  ),
});

/** What they keep of them for each other. */
export const savedHandlers = {
  'analytics.questions': read<ParamsOf<'analytics.questions'>, ResultOf<'analytics.questions'>>({
    key: theirs,
    answer: ({ byId }) => ({ items: [...byId.values()] }),
  }),
  'analytics.question': read<ParamsOf<'analytics.question'>, SavedQuestion>({
    key: theirs,
    answer: ({ byId }, { id }) => byId.get(id),
  }),
  'analytics.saveQuestion': command<ParamsOf<'analytics.saveQuestion'>, SavedQuestion>({
    key: theirs,
    command: ({ name, question }, ctx) => ({
      type: 'saveQuestion',
      ...{ id: ctx.newId('que'), name, question: checked(question) },
    }),
    answer: (state, { name }) => found(state, (saved) => saved.name === name),
  }),
  'analytics.changeQuestion': command<ParamsOf<'analytics.changeQuestion'>, SavedQuestion>({
    key: theirs,
    command: ({ question, ...asked }) => ({
      type: 'changeQuestion',
      ...asked,
      ...(question && { question: checked(question) }),
    }),
    answer: (state, { id }) => found(state, (saved) => saved.id === id),
  }),
  'analytics.removeQuestion': command<ParamsOf<'analytics.removeQuestion'>, ResultOf<'analytics.removeQuestion'>>({
    key: theirs,
    command: ({ id }) => ({ type: 'removeQuestion', id }),
    answer: () => ({}),
  }),
};
