import type { Action, Published } from '../runtime/contract.ts';
import type { Instant } from '../runtime/time.ts';
import type { Alert, AlertActions, AlertRule, AlertTerms, FigureUnit, Seen } from './alert.schemas.ts';
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
import type { Export, ExportActions, ExportFormat, ExportTerms, FilePiece } from './export.schemas.ts';
import type { LiveAnswer, OpenCarts, ScarceItem } from './live.schemas.ts';
import type {
  Dimension,
  Filter,
  Measure,
  OwnActions,
  OwnEvent,
  OwnItem,
  OwnQuestion,
  SavedQuestion,
  Subject,
} from './own.schemas.ts';
import type { Rebuilding, Reconciliation, ReconciliationActions } from './reconciliation.schemas.ts';
import type {
  CohortItem,
  Freshness,
  LateShare,
  PaymentSums,
  Refusals,
  SalesItem,
  SegmentItem,
} from './report.schemas.ts';
import type { Answered, Asked, Compared, Grain, Moment } from './words.schemas.ts';

export type {
  Alert,
  AlertRule,
  AlertTerms,
  Answered,
  Asked,
  Browser,
  CartItem,
  CategoryItem,
  CohortItem,
  Compared,
  Dimension,
  Export,
  ExportFormat,
  ExportTerms,
  FilePiece,
  Filter,
  Freshness,
  FunnelItem,
  Grain,
  LateShare,
  LiveAnswer,
  Measure,
  Moment,
  OpenCarts,
  OwnItem,
  OwnQuestion,
  PaymentSums,
  Rebuilding,
  Reconciliation,
  Refusals,
  SalesItem,
  SavedQuestion,
  ScarceItem,
  SearchItem,
  Seen,
  SegmentItem,
  StockItem,
  Strays,
  Subject,
  Taken,
  ViewItem,
  Visit,
  VisitType,
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

/** `unit`: of the figure. */
type Rang = { readonly terms: AlertTerms; readonly seen: Seen; readonly unit: FigureUnit };

export type AnalyticsEvent =
  | OwnEvent
  | { readonly type: 'alertSaved'; readonly terms: AlertTerms }
  | { readonly type: 'alertRemoved'; readonly id: string }
  | ({ readonly type: 'alertRang'; readonly at: Instant } & Rang)
  /** What it watches is back. */
  | { readonly type: 'alertCalmed'; readonly id: string; readonly seen: Seen }
  /** Its people are written to as if it rang. */
  | ({ readonly type: 'alertTried' } & Rang)
  /** `attempt`: from 1. */
  | { readonly type: 'exportAsked'; readonly terms: ExportTerms; readonly attempt: number; readonly at: Instant }
  | { readonly type: 'exportDone'; readonly id: string; readonly bytes: number }
  | { readonly type: 'exportFailed'; readonly id: string; readonly code: string }
  | { readonly type: 'exportRemoved'; readonly id: string };

export interface AnalyticsEvents extends Published<'analytics', AnalyticsEvent> {}

export interface AnalyticsActions extends OwnActions, AlertActions, ExportActions, ReconciliationActions {
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
    Omit<Asked, 'vendor'> & { by?: 'source' | 'device' | 'product'; within?: 'session' | 'week' },
    Answered & Compared<{ items: readonly FunnelItem[]; strays: Strays }>
  >;
  'analytics.searches': Action<
    Omit<Asked, 'vendor'> & { limit?: number },
    Answered & Compared<{ items: readonly SearchItem[] }>
  >;
  'analytics.views': Action<Asked & { limit?: number }, Answered & Compared<{ items: readonly ViewItem[] }>>;
  'analytics.carts': Action<Omit<Asked, 'vendor'>, Answered & Compared<{ items: readonly CartItem[] }>>;
}
