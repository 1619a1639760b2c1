import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import { day, toIso } from '../runtime/time.ts';
import { answeredWith, compared, refuse, scopeOf, spanOf } from './asking.service.ts';
import type { AnalyticsActions, SalesAnswer, SalesItem } from './contract.ts';
import { measuresOf, nothing, type Sums } from './measures.ts';
import { grainProblem, previousOf, usualGrain } from './period.ts';
import type { ReportPeriod, ReportScope, Reports } from './reports.ts';

export const usualLimit = 100;
/** After it an open part is late. */
const promisedMs = 3 * day;

/** A currency without sales is told with zeros. */
export const totalsOf = (found: readonly Sums[], currency: string): readonly SalesItem[] =>
  (found.length > 0 ? found : [nothing(currency)]).map(measuresOf);

async function salesItems(
  reports: Reports,
  scope: ReportScope,
  span: ReportPeriod,
  { by = 'time', grain = usualGrain(span), limit = usualLimit }: AnalyticsActions['analytics.sales']['params'],
): Promise<readonly SalesItem[]> {
  if (by === 'vendor') {
    const found = await reports.salesByVendor(scope, span, limit);
    return found.map(({ key, ...sums }) => ({ vendorId: key, ...measuresOf(sums) }));
  }
  if (by === 'country') {
    const found = await reports.salesByCountry(scope, span, limit);
    return found.map(({ key, ...sums }) => ({ country: key, ...measuresOf(sums) }));
  }
  if (by === 'customer') {
    const found = await reports.salesByCustomer(scope, span, limit);
    return found.map(({ key, ...sums }) => ({ customer: key, ...measuresOf(sums) }));
  }
  const problem = grainProblem(span, grain);
  if (problem) throw refuse(problem);
  const found = await reports.salesByTime(scope, span, grain);
  return found.map(({ start, ...sums }) => ({ start: toIso(start), ...measuresOf(sums) }));
}

export async function sales(
  reports: Reports,
  ctx: Ctx<Actions>,
  asked: AnalyticsActions['analytics.sales']['params'],
): Promise<SalesAnswer> {
  const scope = await scopeOf(ctx, asked.vendor);
  const span = await spanOf(ctx, asked);
  const answered = answeredWith(reports, span);
  const before = { ...span, ...previousOf(span) };
  const [items, totals, previous] = await Promise.all([
    salesItems(reports, scope, span, asked),
    reports.salesTotals(scope, span),
    asked.compare === 'previous' ? reports.salesTotals(scope, before) : undefined,
  ]);
  return {
    ...answered,
    items,
    totals: totalsOf(totals, span.currency),
    ...(previous && {
      previous: { from: toIso(before.from), to: toIso(before.to), totals: totalsOf(previous, span.currency) },
    }),
  };
}

export async function vendors(
  reports: Reports,
  ctx: Ctx<Actions>,
  asked: AnalyticsActions['analytics.vendors']['params'],
) {
  const scope = { tenantId: ctx.tenantId };
  return compared(reports, ctx, asked, async (span) => ({
    items: await vendorItems(reports, scope, span, asked.limit ?? usualLimit),
  }));
}

async function vendorItems(reports: Reports, scope: ReportScope, span: ReportPeriod, limit: number) {
  const [found, balances, late] = await Promise.all([
    reports.salesByVendor(scope, span, limit),
    reports.balances(scope),
    reports.late(scope, span, promisedMs),
  ]);
  const balanceOf = new Map(balances.map(({ key, currency, balance }) => [`${key} ${currency}`, balance]));
  const lateOf = new Map(late.map(({ key, opened, late: many }) => [key, { opened, late: many }]));
  return found.map(({ key, ...sums }) => ({
    vendorId: key,
    ...measuresOf(sums),
    balance: balanceOf.get(`${key} ${sums.currency}`) ?? 0,
    ...(lateOf.get(key) ?? { opened: 0, late: 0 }),
  }));
}
