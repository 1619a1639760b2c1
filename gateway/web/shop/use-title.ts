import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { tenantQuery } from './queries.ts';

/** Names the tab after the page; undefined: the market alone. */
export function useTitle(title: string | undefined): void {
  const name = useQuery(tenantQuery).data?.name ?? 'Souk';
  useEffect(() => {
    document.title = title === undefined ? name : `${title} · ${name}`;
  }, [title, name]);
}
