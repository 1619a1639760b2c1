import type { BreakdownPart } from '../payments/contract.ts';
import type { Action, PageOf, PageParams, Published } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';

/** `vendor_payable` has one sub-account a vendor; the others are the tenant's. A refund is never more than was captured. */
export type AccountName = 'shopper_clearing' | 'vendor_payable' | 'commission' | 'tax' | 'refunds';

/** Debits are negative, credits positive; the lines of a posting sum to zero. Minor units. */
export type PostingLine = { readonly account: AccountName; readonly vendorId?: string; readonly amount: number };

export type Posting = {
  readonly id: string;
  readonly kind: 'capture' | 'refund';
  readonly currency: string;
  readonly lines: readonly PostingLine[];
  readonly at: string;
};

/** Of a whole account: `vendor_payable` is what all vendors together are owed. */
export type Balance = { readonly account: AccountName; readonly balance: Money };

/** What one posting changed of what a vendor is owed. Minor units; a refund takes from it. */
export type StatementLine = {
  readonly at: string;
  readonly kind: Posting['kind'];
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
};

export interface LedgerActions {
  /** One order's book. The same posting id posts once; another breakdown under it is refused `POSTING_DIFFERS`. */
  'ledger.post': Action<
    {
      orderId: string;
      postingId: string;
      kind: 'capture' | 'refund';
      amount: Money;
      breakdown: readonly BreakdownPart[];
    },
    { postingId: string }
  >;
  'ledger.ofOrder': Action<{ id: string }, { postings: readonly Posting[] }>;
  /** What a vendor is owed, per currency. */
  'ledger.ofVendor': Action<{ id: string }, { vendorId: string; balances: readonly Money[] }>;
  /** The postings behind a vendor's balance, newest first; `from` and `to` are instants, both inside. */
  'ledger.statement': Action<PageParams & { id: string; from?: string; to?: string }, PageOf<StatementLine>>;
  /** Every account of the tenant, for the operator and for reconciliation. */
  'ledger.balances': Action<Record<string, never>, { balances: readonly Balance[] }>;
}

export type LedgerEvent = {
  readonly type: 'posted';
  readonly postingId: string;
  readonly kind: 'capture' | 'refund';
  readonly currency: string;
  /** Captured or refunded, minor units. */
  readonly amount: number;
  readonly lines: readonly PostingLine[];
  readonly at: number;
};

export interface LedgerEvents extends Published<'ledger', LedgerEvent> {}
