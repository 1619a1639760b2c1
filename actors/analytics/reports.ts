import type { Instant } from '../runtime/time.ts';
import type {
  CartItem,
  CategoryItem,
  CohortItem,
  ExportFormat,
  FunnelItem,
  Grain,
  OpenCarts,
  OwnItem,
  OwnQuestion,
  ProductItem,
  Rebuilding,
  Reconciliation,
  ScarceItem,
  SearchItem,
  SegmentItem,
  StockItem,
  Strays,
  ViewItem,
} from './contract.ts';
import type { Sums } from './measures.ts';

/** Whose figures: a whole tenant's, or those of one of its vendors. */
export type ReportScope = { readonly tenantId: string; readonly vendorId?: string };

/** `currency`: shown with zeros where nothing was sold. */
export type ReportPeriod = {
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly currency: string;
};

type Counted = { readonly key: string } & Sums;

/** From `asOf` on, what was committed may not be counted yet; `behind` says how many batches of the journal are not. */
export type ReportFreshness = { readonly asOf: Instant; readonly behind: number };

/** Milliseconds. */
export type Operation = {
  readonly placed: number;
  readonly confirmed: number;
  readonly cancelled: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly reservationFailures: number;
  readonly oversellRefused: number;
};

/** Milliseconds and minor units. */
export type PaymentTally = {
  readonly provider: string;
  readonly method: string;
  readonly currency: string;
  readonly asked: number;
  readonly captured: number;
  readonly declined: number;
  readonly failed: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  readonly p50: number;
  readonly p95: number;
};

export type RecentOrder = {
  readonly orderId: string;
  readonly at: Instant;
  readonly currency: string;
  readonly amount: number;
  readonly units: number;
  readonly country: string;
};

export type Reason = { readonly reason: string; readonly count: number };

export type CategoryTally = Omit<CategoryItem, 'categoryId'> & { readonly key: string };

/**
 * Milliseconds that such a stock was there in the period, those of them that it was out, and what lay there on average.
 * `bought`: units of orders that were placed in it, and what was paid for them by currency.
 */
export type StockTally = Pick<StockItem, 'sku' | 'vendorId' | 'left' | 'units' | 'received'> & {
  readonly outMs: number;
  readonly knownMs: number;
  readonly average: number;
  readonly boughtUnits: number;
  readonly boughtGross: Readonly<Record<string, number>>;
};

export type FunnelTally = Omit<FunnelItem, 'conversion'>;

/**
 * What analytics can tell. Rejects with `ReportsUnavailable` while its engine is not there, with `QuestionTooLarge` when a
 * question takes more than it may, and with `TooManyQuestions` when the tenant asks too many at once.
 */
export interface Reports {
  freshness(): ReportFreshness;
  salesTotals(scope: ReportScope, period: ReportPeriod): Promise<readonly Sums[]>;
  /** Every piece of the period in every currency; `start` is where it begins. */
  salesByTime(
    scope: ReportScope,
    period: ReportPeriod,
    grain: Grain,
  ): Promise<readonly ({ readonly start: Instant } & Sums)[]>;
  /** The most gross first, at most `limit` a currency. */
  salesByVendor(scope: ReportScope, period: ReportPeriod, limit: number): Promise<readonly Counted[]>;
  /** `key`: `new`, `returning` or `guest`. */
  salesByCustomer(
    scope: ReportScope,
    period: ReportPeriod,
    limit: number,
  ): Promise<readonly ({ readonly key: 'new' | 'returning' | 'guest' } & Sums)[]>;
  /** Of a category's id, or of none; the most gross first, at most `limit` a currency. */
  salesByCategory(scope: ReportScope, period: ReportPeriod, limit: number): Promise<readonly CategoryTally[]>;
  stock(
    scope: ReportScope,
    period: ReportPeriod,
    order: 'sold' | 'scarce',
    limit: number,
  ): Promise<readonly StockTally[]>;
  salesByCountry(scope: ReportScope, period: ReportPeriod, limit: number): Promise<readonly Counted[]>;
  products(
    scope: ReportScope,
    period: ReportPeriod,
    order: 'best' | 'worst',
    limit: number,
  ): Promise<readonly ProductItem[]>;
  balances(scope: ReportScope): Promise<readonly { key: string; currency: string; balance: number }[]>;
  /** Parts not shipped within `promisedMs`, by vendor. */
  late(
    scope: ReportScope,
    period: ReportPeriod,
    promisedMs: number,
  ): Promise<readonly { key: string; opened: number; late: number }[]>;
  lastOrders(scope: ReportScope, since: Instant, limit: number): Promise<readonly RecentOrder[]>;
  visitorsNow(scope: ReportScope, since: Instant): Promise<number>;
  openCarts(scope: ReportScope, since: Instant): Promise<readonly OpenCarts[]>;
  /** Reserved since then, and left no more than that. */
  scarce(scope: ReportScope, since: Instant, limit: number): Promise<readonly Omit<ScarceItem, 'hours'>[]>;
  ordersInFlight(scope: ReportScope, since: Instant): Promise<number>;
  /** One row. */
  operation(scope: ReportScope, period: ReportPeriod): Promise<readonly Operation[]>;
  cancellations(scope: ReportScope, period: ReportPeriod): Promise<readonly Reason[]>;
  /** Of customers whose first purchase lies in the period. */
  cohorts(scope: ReportScope, period: ReportPeriod): Promise<readonly CohortItem[]>;
  /** Of customers who bought in the period. */
  segments(scope: ReportScope, period: ReportPeriod): Promise<readonly SegmentItem[]>;
  payments(scope: ReportScope, period: ReportPeriod): Promise<readonly PaymentTally[]>;
  paymentRefusals(
    scope: ReportScope,
    period: ReportPeriod,
  ): Promise<readonly ({ readonly outcome: string } & Reason)[]>;
  /** Of visitors whose first step lies in the period; without `by` one item. */
  funnel(scope: ReportScope, period: ReportPeriod, by: string, within: string): Promise<readonly FunnelTally[]>;
  /** One row. */
  strays(scope: ReportScope, period: ReportPeriod): Promise<readonly Strays[]>;
  /** The most searched first; `clickPosition` in places. */
  searches(scope: ReportScope, period: ReportPeriod, limit: number): Promise<readonly SearchItem[]>;
  /** The most viewed first. */
  views(scope: ReportScope, period: ReportPeriod, limit: number): Promise<readonly Omit<ViewItem, 'viewToSale'>[]>;
  carts(scope: ReportScope, period: ReportPeriod): Promise<readonly Omit<CartItem, 'abandonment'>[]>;
  /** What a question of one's own adds up; a question that its subject does not have is a bug. */
  own(scope: ReportScope, period: ReportPeriod, question: OwnQuestion): Promise<readonly OwnItem[]>;
  /** Its answer as a file of at most 32 MB and 500 000 rows; more is `QuestionTooLarge`. */
  file(
    scope: ReportScope,
    period: Omit<ReportPeriod, 'currency'>,
    question: OwnQuestion,
    format: ExportFormat,
  ): Promise<Uint8Array>;
  reconcile(tenantId: string): Promise<Reconciliation>;
  /** Resolves once it has begun; one that is under way goes on. */
  rebuild(): Promise<void>;
  rebuilding(): Rebuilding;
}
