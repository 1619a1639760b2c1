import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Query } from '../frame/query.ts';
import { type View, viewOf } from './view.ts';

const here = () => ({ now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });

export type Viewing = {
  readonly view: View;
  /** Also what only one page knows. */
  readonly query: Query;
  /** Another view is another place: the way back leads to this one. An empty text takes a filter away. */
  readonly change: (next: Query) => void;
};

export function useView(): Viewing {
  const query = useSearch({ strict: false }) as Query;
  const navigate = useNavigate();
  const change = (next: Query) =>
    void navigate({ to: '.', search: { ...query, ...next } as never, resetScroll: false });
  return { view: viewOf(query, here()), query, change };
}
