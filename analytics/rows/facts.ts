import type { BreakdownPart } from '../../actors/payments/contract.ts';
import type { Money } from '../../actors/runtime/money.ts';

export type Line = {
  readonly vendor: string;
  readonly product: string;
  readonly sku: string;
  readonly quantity: number;
  /** What was paid for it, with tax. */
  readonly amount: number;
  readonly tax: number;
};

export type Post = { readonly account: string; readonly vendor: string; readonly amount: number };

/** What of an event can be counted. Everything else of it stays in the journal. */
export type Facts = {
  /** In business; default: when it was committed. */
  readonly happened?: number;
  readonly vendor?: string;
  readonly order?: string;
  readonly product?: string;
  readonly sku?: string;
  /** An account's id: it becomes a pseudonym. */
  readonly customer?: string | undefined;
  readonly country?: string | undefined;
  readonly money?: Money;
  /** Where the currency is told by an earlier event. */
  readonly amount?: number;
  readonly quantity?: number;
  /** Left of a stock. */
  readonly available?: number;
  readonly code?: string;
  readonly provider?: string;
  readonly shares?: readonly BreakdownPart[];
  readonly lines?: readonly Line[];
  readonly posts?: readonly Post[];
};
