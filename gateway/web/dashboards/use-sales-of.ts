import { useNavigate } from '@tanstack/react-router';
import type { BoardAbout } from './board.tsx';

/** Leads to the sales of one vendor, in the days that are shown. */
export function useSalesOf({ query }: BoardAbout): (vendor: string) => void {
  const navigate = useNavigate();
  return (vendor) => void navigate({ to: '/dashboards/sales', search: { ...query, vendor } as never });
}
