import type { AlertRule } from '../../../../actors/analytics/contract.ts';
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

/** Minutes: an hour, a day, a week. */
export const spans = [60, 1_440, 10_080] as const;

/** A draft of an alert, as a form has it: what is typed is text. */
export type Draft = {
  readonly name: string;
  readonly of: Of;
  readonly measure: Measure;
  readonly when: AlertRule['when'];
  readonly than: string;
  readonly minutes: number;
  readonly isMailed: boolean;
};

export const emptyDraft: Draft = {
  ...{ name: '', of: 'sales', measure: 'orders', when: 'below', than: '1' },
  ...{ minutes: 60, isMailed: true },
};

/** About another subject, as far as it has what was chosen. */
export const draftOf = (draft: Draft, of: Of): Draft => ({
  ...draft,
  of,
  measure: watched[of].includes(draft.measure) ? draft.measure : (watched[of][0] ?? 'orders'),
});

/** A change is typed in percent, and asked for in basis points. */
export function ruleOf({ of, measure, when, than, minutes }: Draft): AlertRule {
  const isChange = when === 'rises' || when === 'falls';
  return { of, measure, when, minutes, than: Math.round(Number(than) * (isChange ? 100 : 1)) };
}
