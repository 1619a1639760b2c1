import type { Exchange } from '../exchange.ts';
import type { Route } from '../routes/routes.ts';
import { wantsTable } from '../routes/table.ts';

/** How much a request matters while more is asked than can be done, first things first. */
export type Rank = 'paying' | 'browsing' | 'reporting';
export const ranks: readonly Rank[] = ['paying', 'browsing', 'reporting'];

/** Whoever is about to pay; and ops, who mend what is wrong. */
const first: ReadonlySet<string> = new Set(['carts', 'orders', 'payments', 'ops']);

export function rankOf(route: Route, exchange: Exchange): Rank {
  if (route.area === 'analytics' || wantsTable(route, exchange)) return 'reporting';
  return first.has(route.area) ? 'paying' : 'browsing';
}
