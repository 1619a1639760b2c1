import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account } from '../../../actors/customers/contract.ts';
import { askSession, type SessionState, signOut } from '../api/ask.ts';
import { reconnectLive } from '../live/live.ts';
import { homeOf, isOwnPath } from './ways.ts';

const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: askSession, staleTime: 60_000 });

/** Undefined while it is asked, null for a visitor. */
export function useAccount(): Account | null | undefined {
  const { data } = useQuery(sessionQuery);
  return data && (data.account ?? null);
}

/** Where a sign-in leads: faces are pages of their own, so the browser itself goes there, and forgets what was shown. */
function goOn({ account }: SessionState): void {
  const wished = new URLSearchParams(location.search).get('to') ?? undefined;
  location.assign(isOwnPath(wished) ? wished : account ? homeOf(account) : '/');
}

/** Begins and ends the session of this browser. Another person sees nothing of what the one before saw. */
export function useSessionChange() {
  const queries = useQueryClient();
  const become = async (state: SessionState): Promise<void> => {
    queries.clear();
    queries.setQueryData(sessionKey, state);
    await reconnectLive();
  };
  return {
    enter: async (state: SessionState): Promise<void> => {
      await become(state);
      goOn(state);
    },
    leave: async (): Promise<void> => {
      await signOut();
      await become(await askSession());
    },
  };
}

/** The page to sign in at that leads back here. */
export const signInPath = (face = ''): string =>
  `${face}/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`;
