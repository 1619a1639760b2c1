import type { Action } from '../runtime/contract.ts';
import type { CategoryItem, StockItem } from './assortment.schemas.ts';
import type {
  Browser,
  CartItem,
  FunnelItem,
  SearchItem,
  Strays,
  Taken,
  ViewItem,
  Visit,
  VisitType,
} from './behaviour.schemas.ts';
import type { LiveAnswer, OpenCarts, ScarceItem } from './live.schemas.ts';
import type {
  CohortItem,
  Freshness,
  LateShare,
  PaymentSums,
  Refusals,
  SalesItem,
  SegmentItem,
} from './report.schemas.ts';

export type {
  Browser,
  CartItem,
  CategoryItem,
  CohortItem,
  Freshness,
  FunnelItem,
  LateShare,
  LiveAnswer,
  OpenCarts,
  PaymentSums,
  Refusals,
  SalesItem,
  ScarceItem,
  SearchItem,
  SegmentItem,
  StockItem,
  Strays,
  Taken,
  ViewItem,
  Visit,
  VisitType,
};

export type Grain = 'minute' | 'hour' | 'day' | 'week' | 'month';

/** An instant with its zone, or a day (`2026-11-22`) in the time zone asked for. */
export type Moment = string;

export type Asked = {
  /** Default: 30 days before `to`. */
  readonly from?: Moment;
  /** Not inside; a day is: the whole of it. Default: now. */
  readonly to?: Moment;
  /** IANA name; default UTC. */
  readonly tz?: string;
  /** One vendor's figures; required of a vendor's own staff. */
  readonly vendor?: string;
  /** Also the figures of the span of the same length before. */
  readonly compare?: 'previous';
  /** `csv`: the items as text/csv, as with `Accept: text/csv`. */
  readonly format?: 'json' | 'csv';
};

/** What was asked for, spelt out, and how old the answer is. */
export type Answered = Freshness & { readonly from: string; readonly to: string; readonly tz: string };

/** Figures of the span that was asked for, and those of the one before where `compare` asks for them. */
export type Compared<Figures> = Figures & {
  readonly previous?: { readonly from: string; readonly to: string } & Figures;
};

/** `customer`: new, returning and guests. */
export type SalesBy = 'time' | 'vendor' | 'country' | 'customer';

/** The items of a currency come together; totals are of all items, also of those beyond the limit. */
export type SalesAnswer = Answered & {
  readonly items: readonly SalesItem[];
  readonly totals: readonly SalesItem[];
  /** The span of the same length before, where it was asked for. */
  readonly previous?: { readonly from: string; readonly to: string; readonly totals: readonly SalesItem[] };
};

export type ProductItem = {
  readonly productId: string;
  readonly vendorId: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
};

export type VendorItem = SalesItem & {
  /** What the ledger owes the vendor now. */
  readonly balance: number;
} & LateShare;

export type Operated = {
  readonly placed: number;
  readonly confirmed: number;
  readonly cancelled: number;
  /** From placed to confirmed, milliseconds. */
  readonly endToEndMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly reservationFailures: number;
  /** Lines that asked for more than there was. */
  readonly oversellRefused: number;
  readonly cancellations: readonly { readonly reason: string; readonly count: number }[];
};

/** People with an account; guests are nobody's. */
export type Customers = {
  /** Of each month of first purchases in the span, month by month since. */
  readonly items: readonly CohortItem[];
  /** Of those who bought in the span. */
  readonly segments: readonly SegmentItem[];
  readonly customers: number;
  /** Bought more than once in the span. */
  readonly returning: number;
  /** Basis points of the customers. */
  readonly repeatRate: number;
};

/** A sum that is not what it should be. Days are UTC, by when the ledger posted. */
export type Difference = {
  /** `postings`: the ledger's lines as analytics has them. `sales`: what the measures are made of. */
  readonly of: 'postings' | 'sales';
  readonly day: string;
  readonly account: string;
  readonly vendorId: string;
  readonly currency: string;
  readonly ledger: number;
  readonly analytics: number;
};

export type Reconciliation = {
  /** Every sum is equal, and nothing is missing. */
  readonly equal: boolean;
  /** Sums that were compared: two for each day, account, vendor and currency. */
  readonly compared: number;
  /** At most 100. */
  readonly differences: readonly Difference[];
  /** Batches of the journal that were not written, or not once; at most 100 sentences. */
  readonly missing: readonly string[];
};

export interface AnalyticsActions {
  'analytics.sales': Action<Asked & { by?: SalesBy; grain?: Grain; limit?: number }, SalesAnswer>;
  'analytics.products': Action<
    Asked & { order?: 'best' | 'worst'; limit?: number },
    Answered & Compared<{ items: readonly ProductItem[] }>
  >;
  'analytics.vendors': Action<
    Omit<Asked, 'vendor'> & { limit?: number },
    Answered & Compared<{ items: readonly VendorItem[] }>
  >;
  'analytics.customers': Action<Asked, Answered & Compared<Customers>>;
  'analytics.live': Action<Pick<Asked, 'vendor' | 'format'>, LiveAnswer>;
  'analytics.operation': Action<Omit<Asked, 'vendor'>, Answered & Compared<Operated>>;
  'analytics.payments': Action<
    Omit<Asked, 'vendor'>,
    Answered & Compared<{ items: readonly PaymentSums[]; refusals: readonly Refusals[] }>
  >;
  'analytics.categories': Action<Asked & { limit?: number }, Answered & Compared<{ items: readonly CategoryItem[] }>>;
  /** `scarce`: what lasts the shortest first; default: what sold most. */
  'analytics.stock': Action<
    Asked & { order?: 'sold' | 'scarce'; limit?: number },
    Answered & Compared<{ items: readonly StockItem[] }>
  >;
  /** Rows that cannot be counted are refused, and the others taken. */
  'analytics.collect': Action<
    { visits: readonly unknown[]; address: string; agent: string },
    Taken & { readonly refused: number }
  >;
  /** `week`: the steps of one visitor within seven days; default: within a session. */
  'analytics.funnel': Action<
    Omit<Asked, 'vendor'> & { by?: 'source' | 'device'; within?: 'session' | 'week' },
    Answered & Compared<{ items: readonly FunnelItem[]; strays: Strays }>
  >;
  'analytics.searches': Action<
    Omit<Asked, 'vendor'> & { limit?: number },
    Answered & Compared<{ items: readonly SearchItem[] }>
  >;
  'analytics.views': Action<Asked & { limit?: number }, Answered & Compared<{ items: readonly ViewItem[] }>>;
  'analytics.carts': Action<Omit<Asked, 'vendor'>, Answered & Compared<{ items: readonly CartItem[] }>>;
  /** Whether the totals equal the ledger's, up to where analytics has come. */
  'analytics.reconcile': Action<Pick<Asked, 'format'>, Freshness & Reconciliation>;
  'analytics.rebuild': Action<Record<string, never>, { begun: true }>;
}
