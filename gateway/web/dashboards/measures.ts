import { formatMoney } from '../i18n/format.ts';

/** How a measure is written: docs/analytics.md has the formulas and the units. */
export const measureKinds = {
  gross: 'money',
  net: 'money',
  orders: 'count',
  units: 'count',
  averageOrder: 'money',
  refunds: 'money',
  tax: 'money',
  commission: 'money',
  customers: 'count',
  balance: 'money',
  opened: 'count',
  late: 'count',
  views: 'count',
  adds: 'count',
  viewToSale: 'share',
  left: 'count',
  received: 'count',
  turnover: 'hundredths',
  daysOfCover: 'tenths',
  sellThrough: 'share',
  outOfStockHours: 'count',
  missedUnits: 'count',
  missedGross: 'money',
  viewed: 'count',
  added: 'count',
  checkout: 'count',
  paid: 'count',
  conversion: 'share',
  searches: 'count',
  withoutResult: 'count',
  clicks: 'count',
  clickPosition: 'hundredths',
  bought: 'count',
  carts: 'count',
  checkedOut: 'count',
  abandoned: 'count',
  abandonedWorth: 'money',
  abandonment: 'share',
  open: 'count',
  openWorth: 'money',
  asked: 'count',
  captured: 'count',
  declined: 'count',
  failed: 'count',
  successRate: 'share',
  capturedAmount: 'money',
  refundedAmount: 'money',
  refundRate: 'share',
  timeToPayP50: 'ms',
  timeToPayP95: 'ms',
  placed: 'count',
  confirmed: 'count',
  cancelled: 'count',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  endToEndP50: 'ms',
  endToEndP95: 'ms',
  endToEndP99: 'ms',
  reservationFailures: 'count',
  oversellRefused: 'count',
  ordersInFlight: 'count',
  visitorsNow: 'count',
  visits: 'count',
  sessions: 'count',
  visitors: 'count',
  hours: 'count',
  repeatRate: 'share',
  returning: 'count',
  count: 'count',
} as const satisfies Record<string, 'money' | 'count' | 'share' | 'hundredths' | 'tenths' | 'ms'>;

export type Measure = keyof typeof measureKinds;

/** What a chart of sales can show, the most asked for first. */
export const salesMeasures = [
  ...(['gross', 'orders', 'averageOrder', 'units'] as const),
  ...(['net', 'refunds', 'tax', 'commission'] as const),
] satisfies readonly Measure[];
export type SalesMeasure = (typeof salesMeasures)[number];

type Written = { readonly currency: string; readonly language: string; readonly isShort?: boolean };

const short = { notation: 'compact', maximumFractionDigits: 1 } as const;

function shortMoney(amount: number, currency: string, language: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const units = amount / 10 ** (digits.maximumFractionDigits ?? 2);
  return new Intl.NumberFormat(language, { style: 'currency', currency, ...short }).format(units);
}

/** A measure as people of the page's language write it. `isShort`: where there is little room, as at an axis. */
export function writeMeasure(measure: Measure, value: number, { currency, language, isShort }: Written): string {
  const number = (of: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(language, { ...(isShort && short), ...options }).format(of);
  switch (measureKinds[measure]) {
    case 'money':
      return isShort ? shortMoney(value, currency, language) : formatMoney({ amount: value, currency }, language);
    case 'count':
      return number(value);
    case 'share':
      return number(value / 10_000, { style: 'percent', maximumFractionDigits: 1 });
    case 'hundredths':
      return number(value / 100, { maximumFractionDigits: 2 });
    case 'tenths':
      return number(value / 10, { maximumFractionDigits: 1 });
    case 'ms':
      return value < 1_000
        ? number(value, { style: 'unit', unit: 'millisecond' })
        : number(value / 1_000, { style: 'unit', unit: 'second', maximumFractionDigits: 1 });
  }
}

/** By how much something grew; undefined where it began with nothing. */
export const growthOf = (now: number, before: number): number | undefined =>
  before === 0 ? undefined : (now - before) / Math.abs(before);

/** `+12 %`. */
export const writeGrowth = (growth: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
    growth,
  );
