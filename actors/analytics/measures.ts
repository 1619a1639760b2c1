import type { SalesItem } from './contract.ts';

/** What is added up of one currency, minor units. */
export type Sums = {
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly gross: number;
  readonly tax: number;
  readonly commission: number;
  readonly refunds: number;
  readonly refundedTax: number;
  readonly refundedCommission: number;
};

/** Half up; 0 of nothing. Both are whole and not negative. */
export const rounded = (amount: number, by: number): number =>
  by === 0 ? 0 : Math.floor((2 * amount + by) / (2 * by));

/** Basis points. */
export const rate = (part: number, whole: number): number => rounded(part * 10_000, whole);

/** The formulas of docs/analytics.md: what is kept of a sale is neither tax nor paid back. */
export const measuresOf = (sums: Sums): SalesItem => ({
  currency: sums.currency,
  orders: sums.orders,
  units: sums.units,
  gross: sums.gross,
  tax: sums.tax - sums.refundedTax,
  commission: sums.commission - sums.refundedCommission,
  refunds: sums.refunds,
  net: sums.gross - sums.refunds - (sums.tax - sums.refundedTax),
  averageOrder: rounded(sums.gross, sums.orders),
});

export const nothing = (currency: string): Sums => ({
  currency,
  orders: 0,
  units: 0,
  gross: 0,
  tax: 0,
  commission: 0,
  refunds: 0,
  refundedTax: 0,
  refundedCommission: 0,
});
