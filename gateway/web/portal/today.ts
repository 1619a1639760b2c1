import type { VendorOrder } from '../../../actors/orders/contract.ts';
import type { Money } from '../../../actors/runtime/money.ts';

const isSameDay = (iso: string, now: number): boolean => new Date(iso).toDateString() === new Date(now).toDateString();

/** Those of the day in the browser's own time zone, without those that came to nothing. */
export const ordersOfToday = (orders: readonly VendorOrder[], now: number): readonly VendorOrder[] =>
  orders.filter(({ placedAt, status }) => status !== 'cancelled' && isSameDay(placedAt, now));

/** What the vendor gets of them together. */
export const payableOf = (orders: readonly VendorOrder[], currency: string): Money => ({
  amount: orders.reduce((sum, { payable }) => sum + (payable.currency === currency ? payable.amount : 0), 0),
  currency,
});
