import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import type { Finding } from './find/finding.ts';

const hour = 3_600_000;
export const pageSize = 24;
/** How many the first page shows, and how many of the same maker a product does. */
export const newestShown = 10;
export const mostOthers = 5;

/** What the shop asks. The first word of a key names what it is about, so that live changes find it. */
export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: () => ask('tenants.own', {}),
  staleTime: hour,
});

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async () => (await ask('catalog.categories', {})).items,
  staleTime: hour,
});

export const productsQuery = (finding: Finding) =>
  infiniteQueryOptions({
    queryKey: ['products', finding],
    queryFn: ({ pageParam, signal }) =>
      ask('search.products', { ...finding, limit: pageSize, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const newestQuery = (limit: number) =>
  queryOptions({
    queryKey: ['products', 'newest', limit],
    queryFn: async () => (await ask('search.products', { limit, sort: 'newest', inStock: true })).items,
  });

/** Something else of the same shop. */
export const othersQuery = (vendor: string, limit: number) =>
  queryOptions({
    queryKey: ['products', 'of', vendor, limit],
    queryFn: async () => (await ask('search.products', { vendor, limit, inStock: true })).items,
  });

export const facetsQuery = ({ sort: _, ...narrowing }: Finding) =>
  queryOptions({
    queryKey: ['products', 'facets', narrowing],
    queryFn: ({ signal }) => ask('search.facets', narrowing, { signal }),
    placeholderData: keepPreviousData,
  });

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggestions', q],
    queryFn: ({ signal }) => ask('search.suggestions', { q }, { signal }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });

export const productQuery = (idOrHandle: string) =>
  queryOptions({
    queryKey: ['product', idOrHandle],
    queryFn: () => ask('search.product', { idOrHandle }),
  });

export const shopQuery = (idOrHandle: string) =>
  queryOptions({
    queryKey: ['shop', idOrHandle],
    queryFn: () => ask('vendors.shop', { idOrHandle }),
    staleTime: hour,
  });

export const shopsQuery = queryOptions({
  queryKey: ['shops'],
  queryFn: async () => (await ask('vendors.shops', { limit: 100 })).items,
  staleTime: hour,
});

export const orderQuery = (id: string, token: string | undefined) =>
  queryOptions({ queryKey: ['order', id], queryFn: () => ask('orders.get', { id }, { token }) });

export const ordersQuery = infiniteQueryOptions({
  queryKey: ['orders'],
  queryFn: ({ pageParam }) => ask('orders.list', { limit: 20, ...(pageParam && { cursor: pageParam }) }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

export const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: async () => (await ask('customers.addresses', {})).items,
});
