import { type Actions, service, task } from '../registry.ts';
import { sum } from '../runtime/money.ts';
import type { Ctx } from '../runtime/service.ts';
import { alertHandlers, keptAlertHandlers } from './alerts.service.ts';
import { compared, fresh, owner, scopeOf, told } from './asking.service.ts';
import { categories, stock } from './assortment.service.ts';
import { carts, collect, funnel, searches, views } from './behaviour.service.ts';
import { boardHandlers } from './board.service.ts';
import { analyticsContract } from './contract.schemas.ts';
import type { AnalyticsActions, SegmentItem } from './contract.ts';
import { type ExportParts, exportHandlers, keptExportHandlers } from './exports.service.ts';
import { live } from './live.service.ts';
import { rate } from './measures.ts';
import { ownHandlers, savedHandlers } from './own.service.ts';
import { type Analysts, rebuildHandlers } from './rebuild.service.ts';
import type { Operation, PaymentTally, Reports } from './reports.ts';
import { sales, usualLimit, vendors } from './sales.service.ts';
import type { Visits } from './visits.ts';

const noOrders: Operation = {
  placed: 0,
  confirmed: 0,
  cancelled: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  reservationFailures: 0,
  oversellRefused: 0,
};

const paymentSums = ({ p50, p95, ...tally }: PaymentTally) => ({
  ...tally,
  successRate: rate(tally.captured, tally.asked),
  refundRate: rate(tally.refundedAmount, tally.capturedAmount),
  timeToPayP50: p50,
  timeToPayP95: p95,
});

type ParamsOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['params'];

async function products(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.products'>) {
  const scope = await scopeOf(ctx, asked.vendor);
  const { order = 'best', limit = usualLimit } = asked;
  return compared(reports, ctx, asked, async (span) => ({ items: await reports.products(scope, span, order, limit) }));
}

/** Somebody who paid in two currencies is one customer in each. */
async function customers(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.customers'>) {
  const scope = await scopeOf(ctx, asked.vendor);
  return compared(reports, ctx, asked, async (span) => {
    const [items, segments] = await Promise.all([reports.cohorts(scope, span), reports.segments(scope, span)]);
    const all = sum(segments.map((segment) => segment.customers));
    const returning = all - sum(segments.filter(isOnce).map((segment) => segment.customers));
    return { items, segments, customers: all, returning, repeatRate: rate(returning, all) };
  });
}

const isOnce = ({ frequency }: SegmentItem): boolean => frequency === 'once';

async function operation(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.operation'>) {
  const scope = { tenantId: ctx.tenantId };
  return compared(reports, ctx, asked, async (span) => {
    const [[found = noOrders], cancellations] = await Promise.all([
      reports.operation(scope, span),
      reports.cancellations(scope, span),
    ]);
    const { p50, p95, p99, ...counted } = found;
    return { ...counted, endToEndMs: { p50, p95, p99 }, cancellations };
  });
}

async function payments(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.payments'>) {
  const scope = { tenantId: ctx.tenantId };
  return compared(reports, ctx, asked, async (span) => {
    const [found, refusals] = await Promise.all([reports.payments(scope, span), reports.paymentRefusals(scope, span)]);
    return { items: found.map(paymentSums), refusals };
  });
}

/** Answers from the reports; a vendor's staff names its own vendor. */
export const analyticsService = (reports: Reports & Visits, exports: ExportParts, analysts: Analysts) =>
  service<AnalyticsActions>(analyticsContract, {
    ...ownHandlers(reports),
    ...savedHandlers,
    ...boardHandlers,
    ...alertHandlers(reports),
    ...keptAlertHandlers,
    ...exportHandlers(exports),
    ...keptExportHandlers,
    ...rebuildHandlers(reports, analysts),
    'analytics.sales': task((asked, ctx) => told(sales(reports, ctx, asked)), { owner }),
    'analytics.products': task((asked, ctx) => told(products(reports, ctx, asked)), { owner }),
    'analytics.vendors': task((asked, ctx) => told(vendors(reports, ctx, asked))),
    'analytics.customers': task((asked, ctx) => told(customers(reports, ctx, asked)), { owner }),
    'analytics.live': task(({ vendor }, ctx) => told(live(reports, ctx, vendor)), { owner }),
    'analytics.operation': task((asked, ctx) => told(operation(reports, ctx, asked))),
    'analytics.payments': task((asked, ctx) => told(payments(reports, ctx, asked))),
    'analytics.categories': task((asked, ctx) => told(categories(reports, ctx, asked)), { owner }),
    'analytics.stock': task((asked, ctx) => told(stock(reports, ctx, asked)), { owner }),
    'analytics.collect': task((said, ctx) => collect(reports, ctx, said)),
    'analytics.funnel': task((asked, ctx) => told(funnel(reports, ctx, asked))),
    'analytics.searches': task((asked, ctx) => told(searches(reports, ctx, asked))),
    'analytics.views': task((asked, ctx) => told(views(reports, ctx, asked)), { owner }),
    'analytics.carts': task((asked, ctx) => told(carts(reports, ctx, asked))),
    'analytics.reconcile': task(async (_, ctx) => {
      const answered = fresh(reports);
      return { ...answered, ...(await told(reports.reconcile(ctx.tenantId))) };
    }),
  });
