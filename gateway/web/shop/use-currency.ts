import { useQuery } from '@tanstack/react-query';
import { tenantQuery } from './queries.ts';

/** The currency of this market; pounds until it is known, for nothing is shown before. */
export const useCurrency = (): string => useQuery(tenantQuery).data?.currency ?? 'GBP';
