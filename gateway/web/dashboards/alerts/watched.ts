import type { AlertRule, Filter } from '../../../../actors/analytics/contract.ts';
import type { Measure } from '../measures.ts';

type Of = AlertRule['of'];

const sold = ['orders', 'units', 'gross', 'tax'] as const;
const sales = [...sold, 'commission', 'refunds', 'net'] as const;

/** What an alert can watch. A test holds it equal to what analytics allows. */
export const watched: Readonly<Record<Of, readonly Measure[]>> = {
  sales: [...sales, 'averageOrder'],
  lines: [...sold, 'customers'],
  products: sold,
  categories: sold,
  stock: ['left', 'units', 'received', 'turnover', 'daysOfCover', 'sellThrough', 'outOfStockHours', 'missedUnits'],
  customers: ['customers', 'returning', 'repeatRate'],
  vendors: [...sales, 'balance', 'opened', 'late'],
  payments: [
    ...(['asked', 'captured', 'declined', 'failed', 'capturedAmount', 'refundedAmount'] as const),
    ...(['successRate', 'refundRate', 'timeToPayP50', 'timeToPayP95'] as const),
  ],
  operation: [
    ...(['placed', 'confirmed', 'cancelled', 'reservationFailures', 'oversellRefused'] as const),
    ...(['endToEndP50', 'endToEndP95', 'endToEndP99'] as const),
  ],
  carts: ['carts', 'checkedOut', 'abandoned', 'abandonedWorth', 'open', 'openWorth', 'abandonment'],
  funnel: ['viewed', 'added', 'checkout', 'paid', 'conversion'],
  searches: ['searches', 'withoutResult', 'clicks', 'bought', 'clickPosition'],
  views: ['views', 'adds', 'orders', 'units', 'viewToSale'],
  visits: ['visits', 'sessions', 'visitors'],
  live: ['visitorsNow', 'ordersInFlight'],
};

export const subjects = Object.keys(watched) as readonly Of[];
export const whens = ['above', 'below', 'rises', 'falls'] as const satisfies readonly AlertRule['when'][];

/** What a subject can be narrowed to, beside a currency. A test holds it equal to what analytics allows. */
export const narrowed: Readonly<Record<Of, readonly ('key' | 'vendor' | 'where')[]>> = {
  ...{ sales: ['vendor'], lines: ['vendor', 'where'], products: ['key', 'vendor'], categories: ['key', 'vendor'] },
  ...{ stock: ['key', 'vendor'], customers: ['vendor'], vendors: ['key'], payments: ['key'], operation: [] },
  ...{ carts: [], funnel: [], searches: ['key'], views: ['key', 'vendor'], visits: ['where'], live: [] },
};

/** Minutes: a quarter of an hour, an hour, a day, a week, thirty days. */
export const spans = [15, 60, 1_440, 10_080, 43_200] as const;
/** Minutes between two looks. */
export const paces = [1, 5, 15, 60, 1_440] as const;
/** Minutes after it has rung. */
export const quiets = [0, 60, 1_440, 10_080] as const;

/** A draft of an alert, as a form has it: what is typed is text. */
export type Draft = {
  readonly name: string;
  readonly of: Of;
  readonly measure: Measure;
  readonly when: AlertRule['when'];
  readonly than: string;
  readonly minutes: number;
  readonly isMailed: boolean;
  /** Empty: whichever goes furthest. */
  readonly key: string;
  readonly currency: string;
  readonly vendor: string;
  readonly where?: readonly Filter[];
  readonly least: string;
  readonly everyMinutes: number;
  readonly quietMinutes: number;
};

export const emptyDraft: Draft = {
  ...{ name: '', of: 'sales', measure: 'orders', when: 'below', than: '1' },
  ...{ minutes: 60, isMailed: true },
  ...{ key: '', currency: '', vendor: '', least: '', everyMinutes: 5, quietMinutes: 60 },
};

/** About another subject, as far as it has what was chosen: of what it was narrowed to nothing is the same there. */
export const draftOf = ({ where: _, ...draft }: Draft, of: Of): Draft => ({
  ...draft,
  ...{ of, key: '', vendor: '' },
  measure: watched[of].includes(draft.measure) ? draft.measure : (watched[of][0] ?? 'orders'),
});

export const isChange = ({ when }: Pick<Draft, 'when'>): boolean => when === 'rises' || when === 'falls';

/** A change is typed in percent, and asked for in basis points. */
export function ruleOf(draft: Draft): AlertRule {
  const { of, measure, when, than, minutes, least, where, everyMinutes, quietMinutes } = draft;
  const key = draft.key.trim();
  const currency = draft.currency.trim().toUpperCase();
  return {
    ...{ of, measure, when, minutes, than: Math.round(Number(than) * (isChange(draft) ? 100 : 1)) },
    ...{ everyMinutes, quietMinutes },
    ...(key && { key }),
    ...(currency && { currency }),
    ...(draft.vendor && { vendor: draft.vendor }),
    ...(where && { where }),
    ...(isChange(draft) && least.trim() && { least: Math.round(Number(least)) }),
  };
}
