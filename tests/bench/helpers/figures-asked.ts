import type { createReports } from '../../../analytics/reports.ts';

const day = 86_400_000;
const minute = 60_000;

type Reports = ReturnType<typeof createReports>;

export type Asks = Readonly<Record<string, () => Promise<unknown>>>;

export type Timed = { readonly question: string; readonly ms: readonly number[] };

/** What pages of figures ask for the last thirty days of one tenant, and what the page of now does. */
export function questionsOf(
  reports: Reports,
  tenantId: string,
  now: number,
): { readonly quick: Asks; readonly slow: Asks } {
  const span = { from: now - 30 * day, to: now, zone: 'Europe/London', currency: 'GBP' };
  const hour = { ...span, from: now - 60 * minute };
  const scope = { tenantId };
  const quick = {
    'sales, totals': () => reports.salesTotals(scope, span),
    'sales by day': () => reports.salesByTime(scope, span, 'day'),
    'sales by hour': () => reports.salesByTime(scope, span, 'hour'),
    'sales by minute': () => reports.salesByTime(scope, hour, 'minute'),
    'sales by vendor': () => reports.salesByVendor(scope, span, 100),
    'sales by country': () => reports.salesByCountry(scope, span, 100),
    'sales by customer': () => reports.salesByCustomer(scope, span, 100),
    'sales by category': () => reports.salesByCategory(scope, span, 100),
    'best products': () => reports.products(scope, span, 'best', 100),
    'worst products': () => reports.products(scope, span, 'worst', 100),
    stock: () => reports.stock(scope, span, 'sold', 100),
    'stock that runs out': () => reports.scarce(scope, now - day, 10),
    'balances of vendors': () => reports.balances(scope),
    'late parts': () => reports.late(scope, span, 3 * day),
    'last orders': () => reports.lastOrders(scope, now - day, 10),
    'orders in flight': () => reports.ordersInFlight(scope, now - day),
    'open carts': () => reports.openCarts(scope, now - 60 * minute),
    'visitors now': () => reports.visitorsNow(scope, now - 5 * minute),
    operation: () => reports.operation(scope, span),
    payments: () => reports.payments(scope, span),
    views: () => reports.views(scope, span, 100),
    'a question of one’s own': () =>
      reports.own(scope, span, { of: 'lines', measures: ['units', 'gross', 'orders'], by: ['time', 'vendor'] }),
  };
  const slow = {
    funnel: () => reports.funnel(scope, span, 'device', 'session'),
    'funnel of a week': () => reports.funnel(scope, span, 'source', 'week'),
    cohorts: () => reports.cohorts(scope, span),
    segments: () => reports.segments(scope, span),
    carts: () => reports.carts(scope, span),
  };
  return { quick, slow };
}

export async function timed(asks: Asks, rounds: number): Promise<readonly Timed[]> {
  const found: Timed[] = [];
  for (const [question, ask] of Object.entries(asks)) {
    await ask();
    const ms: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      await ask();
      ms.push(performance.now() - begun);
    }
    found.push({ question, ms });
  }
  return found;
}
