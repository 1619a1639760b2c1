import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { asked, askedAll } from '../api/asked.ts';

export type Names = ReadonlyMap<string, string>;

const mostVendors = 1_000;
const staleMs = 300_000;

/** What vendors are called; one that sells no more keeps its id. */
export function useVendorNames(): Names {
  const { data = [] } = useQuery({ ...askedAll('vendors.shops', {}, mostVendors), staleTime: staleMs });
  return new Map(data.map(({ id, name }) => [id, name]));
}

export function useCategoryNames(): Names {
  const { data } = useQuery({ ...asked('catalog.categories', {}), staleTime: staleMs });
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}

/** Undefined of one that is on sale no more: it is no failure, and is not asked again. */
const titleOf = (id: string) =>
  queryOptions({
    queryKey: ['title', id],
    queryFn: ({ signal }) =>
      ask('search.product', { idOrHandle: id }, { signal }).then(
        ({ title }) => title,
        () => null,
      ),
    staleTime: staleMs,
  });

export function useProductNames(ids: readonly string[]): Names {
  const distinct = [...new Set(ids)];
  const found = useQueries({ queries: distinct.map(titleOf) });
  return new Map(distinct.map((id, at) => [id, found[at]?.data ?? id]));
}
