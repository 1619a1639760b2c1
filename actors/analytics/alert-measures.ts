/** How a figure of a measure is written. `share`: basis points. */
export type FigureUnit = 'money' | 'share' | 'ms' | 'hundredths' | 'tenths' | 'count';

/** What alerts can watch: the subjects that reports have. */
export type AlertSubject =
  | 'sales'
  | 'lines'
  | 'products'
  | 'categories'
  | 'stock'
  | 'customers'
  | 'vendors'
  | 'payments'
  | 'operation'
  | 'carts'
  | 'funnel'
  | 'searches'
  | 'views'
  | 'visits'
  | 'live';

type Watchable = {
  /** 0 where nothing happened. */
  readonly counts: readonly string[];
  /** Of items of a list that may be cut off: of one that is not there nothing is said. */
  readonly listed: readonly string[];
  /** Said only of what has something to divide by: an item of which this field is not 0. */
  readonly rates: Readonly<Record<string, string>>;
  /** The field that tells its items apart. */
  readonly key?: string;
  readonly ofVendors?: true;
  readonly hasFilters?: true;
};

const sold = ['orders', 'units', 'gross', 'tax'];
const sales = [...sold, 'commission', 'refunds', 'net'];
const shelves = [
  'left',
  'units',
  'received',
  'turnover',
  'daysOfCover',
  'sellThrough',
  'outOfStockHours',
  'missedUnits',
];

/** The allow-list. */
export const watchable: Readonly<Record<AlertSubject, Watchable>> = {
  sales: { counts: sales, listed: [], rates: { averageOrder: 'orders' }, ofVendors: true },
  lines: { counts: [...sold, 'customers'], listed: [], rates: {}, ofVendors: true, hasFilters: true },
  products: { counts: [], listed: sold, rates: {}, key: 'productId', ofVendors: true },
  categories: { counts: [], listed: sold, rates: {}, key: 'categoryId', ofVendors: true },
  stock: { counts: [], listed: shelves, rates: {}, key: 'sku', ofVendors: true },
  customers: { counts: ['customers', 'returning'], listed: [], rates: { repeatRate: 'customers' }, ofVendors: true },
  vendors: { counts: [], listed: [...sales, 'balance', 'opened', 'late'], rates: {}, key: 'vendorId' },
  payments: {
    counts: ['asked', 'captured', 'declined', 'failed', 'capturedAmount', 'refundedAmount'],
    listed: [],
    rates: { successRate: 'asked', refundRate: 'capturedAmount', timeToPayP50: 'captured', timeToPayP95: 'captured' },
    key: 'provider',
  },
  operation: {
    counts: ['placed', 'confirmed', 'cancelled', 'reservationFailures', 'oversellRefused'],
    listed: [],
    rates: { endToEndP50: 'confirmed', endToEndP95: 'confirmed', endToEndP99: 'confirmed' },
  },
  carts: {
    counts: ['carts', 'checkedOut', 'abandoned', 'abandonedWorth', 'open', 'openWorth'],
    listed: [],
    rates: { abandonment: 'carts' },
  },
  funnel: { counts: ['viewed', 'added', 'checkout', 'paid'], listed: [], rates: { conversion: 'viewed' } },
  searches: {
    counts: [],
    listed: ['searches', 'withoutResult', 'clicks', 'bought'],
    rates: { clickPosition: 'clicks' },
    key: 'query',
  },
  views: {
    counts: [],
    listed: ['views', 'adds', 'orders', 'units', 'viewToSale'],
    rates: {},
    key: 'productId',
    ofVendors: true,
  },
  visits: { counts: ['visits', 'sessions', 'visitors'], listed: [], rates: {}, hasFilters: true },
  live: { counts: ['visitorsNow', 'ordersInFlight'], listed: [], rates: {} },
};

export const measuresOfSubject = (of: AlertSubject): readonly string[] => {
  const { counts, listed, rates } = watchable[of];
  return [...counts, ...listed, ...Object.keys(rates)];
};

const unitsOf: Readonly<Partial<Record<string, FigureUnit>>> = {
  ...Object.fromEntries(
    [
      ...['gross', 'tax', 'commission', 'refunds', 'net', 'averageOrder', 'balance'],
      ...['capturedAmount', 'refundedAmount', 'abandonedWorth', 'openWorth'],
    ].map((measure) => [measure, 'money']),
  ),
  ...Object.fromEntries(
    ['repeatRate', 'successRate', 'refundRate', 'abandonment', 'conversion', 'viewToSale', 'sellThrough'].map(
      (measure) => [measure, 'share'],
    ),
  ),
  ...Object.fromEntries(
    ['endToEndP50', 'endToEndP95', 'endToEndP99', 'timeToPayP50', 'timeToPayP95'].map((measure) => [measure, 'ms']),
  ),
  turnover: 'hundredths',
  clickPosition: 'hundredths',
  daysOfCover: 'tenths',
};

export const unitOf = (measure: string): FigureUnit => unitsOf[measure] ?? 'count';
