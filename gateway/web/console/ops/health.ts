import { queryOptions } from '@tanstack/react-query';

export type Health = {
  readonly status: 'ready' | 'unready' | 'draining';
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
};

const lookAgainMs = 5_000;

/** What this node says of itself; one that is not ready answers 503, and why. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async ({ signal }): Promise<Health> => (await fetch('/health/ready', { signal })).json(),
  refetchInterval: lookAgainMs,
});
