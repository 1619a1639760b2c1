import type { OwnQuestion } from '../actors/analytics/contract.ts';
import type { Past } from '../actors/runtime/feed/past.ts';
import { day, hour, toIso } from '../actors/runtime/time.ts';
import type { World } from '../actors/runtime/world.ts';
import type { Analytics } from './analytics.ts';
import { type Ask, createAsk, createAskFile } from './ask.ts';
import { askedOnce } from './asked-once.ts';
import type { FileFormat } from './clickhouse.ts';
import { buildQuestion } from './own/build.ts';
import { cancellations } from './queries/cancellations.ts';
import { carts } from './queries/carts.ts';
import { customerCohorts } from './queries/customer-cohorts.ts';
import { customerSegments } from './queries/customer-segments.ts';
import { funnel } from './queries/funnel.ts';
import { funnelByProduct } from './queries/funnel-by-product.ts';
import { lastOrders } from './queries/last-orders.ts';
import { lateFulfilments } from './queries/late-fulfilments.ts';
import { openCarts } from './queries/open-carts.ts';
import { operation } from './queries/operation.ts';
import { ordersInFlight } from './queries/orders-in-flight.ts';
import { paymentRefusals } from './queries/payment-refusals.ts';
import { payments } from './queries/payments.ts';
import { productViews } from './queries/product-views.ts';
import type { Scope, Span } from './queries/question.ts';
import { salesByCategory } from './queries/sales-by-category.ts';
import { salesByCountry } from './queries/sales-by-country.ts';
import { salesByCustomer } from './queries/sales-by-customer.ts';
import { salesByProduct } from './queries/sales-by-product.ts';
import { salesByTime } from './queries/sales-by-time.ts';
import { salesByVendor } from './queries/sales-by-vendor.ts';
import { salesTotals } from './queries/sales-totals.ts';
import { scarceStock } from './queries/scarce-stock.ts';
import { searches } from './queries/searches.ts';
import { stock } from './queries/stock.ts';
import { strays } from './queries/strays.ts';
import { vendorBalances } from './queries/vendor-balances.ts';
import { visitorsNow } from './queries/visitors-now.ts';
import { reconcile } from './reconcile.ts';

/** The engine is not there, or what keeps it up has not begun. */
class ReportsUnavailable extends Error {
  override readonly name = 'ReportsUnavailable';
}

/** Instants in milliseconds. */
type Period = { readonly from: number; readonly to: number; readonly zone: string; readonly currency: string };

const spanOf = ({ from, to }: Pick<Period, 'from' | 'to'>): Span => ({
  from: Math.floor(from / 1_000),
  to: Math.floor(to / 1_000),
});

const minuteSeconds = 60;
/** Zones are whole quarters of an hour off, so no piece of an hour or more is shorter. */
const quarterSeconds = 15 * minuteSeconds;
const stepOf = (grain: string): number =>
  grain === 'minute' ? minuteSeconds : grain === 'hour' ? quarterSeconds : 4 * quarterSeconds;

export type ReportsOptions = {
  readonly analytics: Pick<
    Analytics,
    'clickHouse' | 'problem' | 'reached' | 'freshness' | 'whole' | 'rebuild' | 'rebuilding'
  >;
  readonly world: World;
  readonly past: () => Past;
};

/** The port of the area `analytics`, answered by ClickHouse. */
export function createReports(options: ReportsOptions) {
  const { analytics, world, past } = options;
  const { clickHouse } = analytics;
  const askFile = createAskFile(clickHouse, world);
  const asking = askedOnce(createAsk(clickHouse, world), () => analytics.reached);
  const ask: Ask = async (...asked) => {
    refuseIf(analytics.problem());
    return analytics.whole(() => asking(...asked));
  };
  return {
    freshness: () => analytics.freshness(),
    ...salesReports(ask),
    ...liveReports(ask, world),
    ...shopReports(ask, world),
    ...behaviourReports(ask, world),
    file: async (scope: Scope, period: Omit<Period, 'currency'>, asked: OwnQuestion, format: FileFormat) => {
      refuseIf(analytics.problem());
      const { question, params } = buildQuestion(asked, { ...spanOf(period), zone: period.zone, file: format });
      return analytics.whole(() => askFile(scope, question, params, format));
    },
    own: (scope: Scope, period: Period, asked: OwnQuestion) => ownReport(ask, scope, period, asked),
    reconcile: async (tenantId: string) => {
      refuseIf(analytics.problem());
      const stored: Past['stored'] = (...asked) => past().stored(...asked);
      return analytics.whole(() =>
        reconcile({ clickHouse, ask, stored, asOf: () => analytics.freshness().asOf }, tenantId),
      );
    },
    rebuild: async () => {
      refuseIf(clickHouse.problem());
      analytics.rebuild();
    },
    rebuilding: () => analytics.rebuilding(),
  };
}

function refuseIf(problem: string | undefined): void {
  if (problem !== undefined) throw new ReportsUnavailable(`analytics cannot be asked: ${problem}`);
}

const salesReports = (ask: Ask) => ({
  salesTotals: (scope: Scope, period: Period) => ask(scope, salesTotals, spanOf(period)),
  salesByTime: async (scope: Scope, period: Period, grain: string) => {
    const { zone, currency } = period;
    const rows = await ask(scope, salesByTime, { ...spanOf(period), grain, zone, currency, step: stepOf(grain) });
    return rows.map((row) => ({ ...row, start: row.start * 1_000 }));
  },
  salesByVendor: (scope: Scope, period: Period, limit: number) =>
    ask(scope, salesByVendor, { ...spanOf(period), limit }),
  salesByCountry: (scope: Scope, period: Period, limit: number) =>
    ask(scope, salesByCountry, { ...spanOf(period), limit }),
  salesByCustomer: (scope: Scope, period: Period, limit: number) =>
    ask(scope, salesByCustomer, { ...spanOf(period), limit }),
  salesByCategory: (scope: Scope, period: Period, limit: number) =>
    ask(scope, salesByCategory, { ...spanOf(period), limit }),
  stock: (scope: Scope, period: Period, order: 'sold' | 'scarce', limit: number) =>
    ask(scope, stock, { ...spanOf(period), limit, scarce: order === 'scarce' ? 1 : 0 }),
  products: async (scope: Scope, period: Period, order: 'best' | 'worst', limit: number) => {
    const least = order === 'worst' ? 1 : 0;
    const rows = await ask(scope, salesByProduct, { ...spanOf(period), limit, least, currency: period.currency });
    return rows.map(({ key, ...row }) => ({ productId: key, ...row }));
  },
});

const sinceOf = (since: number): number => Math.floor(since / 1_000);

const liveReports = (ask: Ask, world: World) => ({
  lastOrders: (scope: Scope, since: number, limit: number) => ask(scope, lastOrders, { since: sinceOf(since), limit }),
  ordersInFlight: async (scope: Scope, since: number) => {
    const [found] = await ask(scope, ordersInFlight, { from: sinceOf(since), to: sinceOf(world.now()) + 1 });
    return found?.orders ?? 0;
  },
  visitorsNow: async (scope: Scope, since: number) =>
    (await ask(scope, visitorsNow, { since: sinceOf(since) }))[0]?.visitors ?? 0,
  openCarts: (scope: Scope, since: number) => ask(scope, openCarts, { since: sinceOf(since) }),
  scarce: (scope: Scope, since: number, limit: number) => ask(scope, scarceStock, { since: sinceOf(since), limit }),
});

const shopReports = (ask: Ask, world: World) => ({
  balances: (scope: Scope) => ask(scope, vendorBalances, {}),
  late: (scope: Scope, period: Period, promisedMs: number) =>
    ask(scope, lateFulfilments, { ...spanOf(period), promisedMs, now: world.now() }),
  operation: (scope: Scope, period: Period) => ask(scope, operation, spanOf(period)),
  cancellations: (scope: Scope, period: Period) => ask(scope, cancellations, spanOf(period)),
  cohorts: (scope: Scope, period: Period) => ask(scope, customerCohorts, { ...spanOf(period), zone: period.zone }),
  segments: (scope: Scope, period: Period) => ask(scope, customerSegments, spanOf(period)),
  payments: (scope: Scope, period: Period) => ask(scope, payments, spanOf(period)),
  paymentRefusals: (scope: Scope, period: Period) => ask(scope, paymentRefusals, spanOf(period)),
});

async function ownReport(ask: Ask, scope: Scope, period: Period, asked: OwnQuestion) {
  const { question, params } = buildQuestion(asked, { ...spanOf(period), zone: period.zone });
  const rows = await ask(scope, question, params);
  return rows.map((row) => ({ ...row, ...(typeof row.start === 'number' && { start: toIso(row.start * 1_000) }) }));
}

const windowsMs: Readonly<Record<string, number>> = { session: 24 * hour, week: 7 * day };

const behaviourReports = (ask: Ask, world: World) => ({
  funnel: (scope: Scope, period: Period, by: string, within: string) =>
    by === 'product'
      ? ask(scope, funnelByProduct, { ...spanOf(period), within, windowMs: windowsMs[within] ?? day })
      : ask(scope, funnel, { ...spanOf(period), by, within, windowMs: windowsMs[within] ?? day }),
  strays: (scope: Scope, period: Period) => ask(scope, strays, spanOf(period)),
  searches: (scope: Scope, period: Period, limit: number) => ask(scope, searches, { ...spanOf(period), limit }),
  views: (scope: Scope, period: Period, limit: number) => ask(scope, productViews, { ...spanOf(period), limit }),
  carts: (scope: Scope, period: Period) =>
    ask(scope, carts, { ...spanOf(period), now: Math.floor(world.now() / 1_000) }),
});
