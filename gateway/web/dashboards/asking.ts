import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ParamsOf } from '../../../actors/registry.ts';
import type { analyticsRoutes } from '../api/analytics-routes.ts';
import { ask, type BodyOf } from '../api/ask.ts';
import { inTurn } from './in-turn.ts';

export type QuestionName = keyof typeof analyticsRoutes;

const turn = inTurn(2);
const askAgainMs = 30_000;

/** A question to analytics; the last answer stays until the next one is there, and is asked for again by and by. */
export const question = <Name extends QuestionName>(name: Name, params: ParamsOf<Name>) =>
  queryOptions({
    queryKey: [name, params],
    queryFn: ({ signal }): Promise<BodyOf<Name>> => turn(() => ask(name, params, { signal })),
    placeholderData: keepPreviousData,
    staleTime: askAgainMs,
    refetchInterval: askAgainMs,
  });
