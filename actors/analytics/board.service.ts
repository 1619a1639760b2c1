import { type Actions, on } from '../registry.ts';
import { runtimeError } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import { board } from './board.ts';
import type { OwnActions } from './own.schemas.ts';

const { command, read } = on(board);

type ParamsOf<Name extends keyof OwnActions> = OwnActions[Name]['params'];
type BoardShown = OwnActions['analytics.board']['result'];

/** One actor an account. */
function theirOwn(_: unknown, { caller }: Ctx<Actions>): string {
  if (caller.accountId === undefined) throw runtimeError('UNAUTHENTICATED');
  return caller.accountId;
}

/** A page may not know yet that somebody has removed one. */
async function stillSaved(ctx: Ctx<Actions>, ids: readonly string[]): Promise<readonly string[]> {
  const { items } = await ctx.call('analytics.questions', {});
  const saved = new Set(items.map(({ id }) => id));
  return ids.filter((id) => saved.has(id));
}

/** What somebody has chosen to see of what all have saved. */
export const boardHandlers = {
  'analytics.board': read<ParamsOf<'analytics.board'>, BoardShown>({
    key: theirOwn,
    answer: ({ questions }) => ({ questions }),
  }),
  'analytics.arrangeBoard': command<ParamsOf<'analytics.arrangeBoard'>, BoardShown>({
    key: theirOwn,
    command: async ({ questions }, ctx) => ({ type: 'arrangeBoard', questions: await stillSaved(ctx, questions) }),
    answer: ({ questions }) => ({ questions }),
  }),
};
