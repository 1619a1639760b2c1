import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import { day, hour, minute, toIso } from '../runtime/time.ts';
import { currencyOf, fresh, scopeOf } from './asking.service.ts';
import type { LiveAlert, LiveAnswer } from './live.schemas.ts';
import { measuresOf, rounded } from './measures.ts';
import type { ReportScope, Reports } from './reports.ts';
import { totalsOf } from './sales.service.ts';

const lastOrdersShown = 10;
const scarceShown = 10;
const visitorMs = 5 * minute;

/** What nobody can tell of a vendor: a cart and an order are many vendors'. */
async function wholeTenants(reports: Reports, ctx: Ctx<Actions>, scope: ReportScope) {
  if (scope.vendorId !== undefined) return {};
  const now = ctx.now();
  const [carts, ordersInFlight, alerts] = await Promise.all([
    reports.openCarts(scope, now - hour),
    reports.ordersInFlight(scope, now - day),
    ringing(ctx),
  ]);
  return { carts, ordersInFlight, alerts };
}

async function ringing(ctx: Ctx<Actions>): Promise<readonly LiveAlert[]> {
  const { items } = await ctx.call('analytics.alerts', {});
  return items.flatMap(({ id, name, ringing: now }) => (now ? [{ id, name, ...now }] : []));
}

async function scarce(reports: Reports, scope: ReportScope, now: number): Promise<LiveAnswer['scarce']> {
  const found = await reports.scarce(scope, now - day, scarceShown);
  return found.map(({ sku, left, units }) => ({ sku, left, units, hours: rounded(Math.max(0, left) * 24, units) }));
}

export async function live(reports: Reports, ctx: Ctx<Actions>, vendor: string | undefined): Promise<LiveAnswer> {
  const scope = await scopeOf(ctx, vendor);
  const answered = fresh(reports);
  const to = Math.floor(ctx.now() / minute + 1) * minute;
  const span = { from: to - hour, to, zone: 'UTC', currency: await currencyOf(ctx) };
  const [minutes, totals, recent, visitors, runningOut, more] = await Promise.all([
    reports.salesByTime(scope, span, 'minute'),
    reports.salesTotals(scope, span),
    reports.lastOrders(scope, to - day, lastOrdersShown),
    reports.visitorsNow(scope, ctx.now() - visitorMs),
    scarce(reports, scope, ctx.now()),
    wholeTenants(reports, ctx, scope),
  ]);
  return {
    ...answered,
    minutes: minutes.map(({ start, ...sums }) => ({ start: toIso(start), ...measuresOf(sums) })),
    totals: totalsOf(totals, span.currency),
    visitorsNow: visitors,
    ...more,
    lastOrders: recent.map((order) => ({ ...order, at: toIso(order.at) })),
    scarce: runningOut,
  };
}
