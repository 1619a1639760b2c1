import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.ts';

const mostTries = 4;
const firstWaitMs = 500;
const longestWaitMs = 8_000;

/** What trying again can help: nobody was reached, or Souk said when to come back. */
const isRetryable = (error: unknown): boolean => isProblem(error) && error.retryAfterMs !== undefined;

/** Longer each time, and not before Souk has asked us to come. */
export const retryWaitMs = (tries: number, error: unknown): number => {
  const asked = isProblem(error) ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.min(firstWaitMs * 2 ** tries, longestWaitMs));
};

/** What a face knows of the API: kept for a moment, asked again when somebody comes back to the page. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (tries, error) => tries < mostTries && isRetryable(error),
        retryDelay: retryWaitMs,
      },
      mutations: { retry: (tries, error) => tries < mostTries && isRetryable(error), retryDelay: retryWaitMs },
    },
  });
