import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Query } from '../frame/query.ts';
import { type View, viewOf } from './view.ts';

const here = () => ({ now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });

export type Viewing = {
  readonly view: View;
  /** Also what only one page knows. */
  readonly query: Query;
  /**
   * Another view is another place: the way back leads to this one. An empty text takes a filter away. `step` sees the
   * address as it is then: a second press may come before the page has shown the first.
   */
  readonly change: (step: Query | ((before: Query) => Query)) => void;
};

export function useView(): Viewing {
  const query = useSearch({ strict: false }) as Query;
  const navigate = useNavigate();
  const change: Viewing['change'] = (step) => {
    const search = (before: Query): Query => ({ ...before, ...(typeof step === 'function' ? step(before) : step) });
    void navigate({ to: '.', search: search as never, resetScroll: false });
  };
  return { view: viewOf(query, here()), query, change };
}
