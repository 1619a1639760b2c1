import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import { compared, scopeOf } from './asking.service.ts';
import type { AnalyticsActions } from './contract.ts';
import { rate } from './measures.ts';
import type { Reports } from './reports.ts';
import { usualLimit } from './sales.service.ts';
import { browserOf, visitOf } from './visit.ts';
import type { Visits } from './visits.ts';

type ParamsOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['params'];

/** What cannot be counted is counted as that. */
export async function collect(port: Visits, ctx: Ctx<Actions>, told: ParamsOf<'analytics.collect'>) {
  const { visits, address, agent } = told;
  const now = ctx.now();
  const found = visits.flatMap((raw) => visitOf(raw, now) ?? []);
  const refused = visits.length - found.length;
  const taken = await port.take(ctx.tenantId, found, refused, browserOf(address, agent, now));
  return { ...taken, refused };
}

export async function funnel(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.funnel'>) {
  const scope = { tenantId: ctx.tenantId };
  return compared(reports, ctx, asked, async (span) => {
    const [found, [strays]] = await Promise.all([
      reports.funnel(scope, span, asked.by ?? '', asked.within ?? 'session'),
      reports.strays(scope, span),
    ]);
    const items = found.map((item) => ({ ...item, conversion: rate(item.paid, item.viewed) }));
    return { items, strays: strays ?? { bots: 0, refused: 0 } };
  });
}

export async function searches(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.searches'>) {
  const scope = { tenantId: ctx.tenantId };
  return compared(reports, ctx, asked, async (span) => ({
    items: await reports.searches(scope, span, asked.limit ?? usualLimit),
  }));
}

export async function views(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.views'>) {
  const scope = await scopeOf(ctx, asked.vendor);
  return compared(reports, ctx, asked, async (span) => {
    const found = await reports.views(scope, span, asked.limit ?? usualLimit);
    return { items: found.map((item) => ({ ...item, viewToSale: rate(item.orders, item.views) })) };
  });
}

export async function carts(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.carts'>) {
  return compared(reports, ctx, asked, async (span) => {
    const found = await reports.carts({ tenantId: ctx.tenantId }, span);
    return {
      items: found.map((item) => ({ ...item, abandonment: rate(item.abandoned, item.abandoned + item.checkedOut) })),
    };
  });
}
