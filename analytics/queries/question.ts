import type { QueryParams } from '../clickhouse.ts';

/** Whose figures: a whole tenant's, or those of one of its vendors. */
export type Scope = { readonly tenantId: string; readonly vendorId?: string };

/** Bound in one place, by the scope. */
type NoScope = { readonly tenant?: never; readonly vendor?: never };

/** One question: SQL whose tables are the parameterised views that bind the scope, its parameters, and a row of the answer. */
export type Question<Params extends QueryParams, Row> = {
  readonly sql: string;
  /** Never there: it ties the text to its types. */
  readonly types?: (params: Params & NoScope) => Row;
};

/** Seconds since 1970; `to` is not inside. */
export type Span = { readonly from: number; readonly to: number };

/** Sums in minor units of one currency. */
export type SalesSums = {
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
