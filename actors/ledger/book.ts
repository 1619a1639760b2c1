import { type Decider, type Decision, refuse, type Stamped } from '../runtime/decider.ts';
import { digestId } from '../runtime/ids.ts';
import { type Money, sum } from '../runtime/money.ts';
import type { LedgerActions, LedgerEvent, PostingLine } from './contract.ts';

type Breakdown = LedgerActions['ledger.post']['params']['breakdown'];

export type BookCommand = {
  readonly type: 'post';
  readonly postingId: string;
  readonly kind: 'capture' | 'refund';
  readonly amount: Money;
  readonly breakdown: Breakdown;
};

export type BookRefusal = 'POSTING_DIFFERS' | 'UNBALANCED' | 'REFUND_EXCEEDS_CAPTURE' | 'TOO_MANY_POSTINGS';

type Decided = Decision<LedgerEvent, BookRefusal>;

/** One order's book. Of a posting only a digest is kept: its lines lie in the journal and are never read to decide. */
export type BookState = {
  readonly digests: Map<string, string>;
  /** Currency -> captured and not refunded. */
  readonly kept: Map<string, number>;
};

export const maxPostings = 3_000;

type Kept = { readonly kind: BookCommand['kind']; readonly currency: string; readonly lines: readonly PostingLine[] };

const digestOf = ({ kind, currency, lines }: Kept): string => digestId(JSON.stringify([kind, currency, lines]));

const total = (breakdown: Breakdown, field: 'payable' | 'commission' | 'tax'): number =>
  sum(breakdown.map((part) => part[field]));

function payables(breakdown: Breakdown): readonly PostingLine[] {
  const byVendor = new Map<string, number>();
  for (const { vendorId, payable } of breakdown) byVendor.set(vendorId, (byVendor.get(vendorId) ?? 0) + payable);
  return [...byVendor].map(([vendorId, amount]) => ({ account: 'vendor_payable', vendorId, amount }));
}

/**
 * A capture owes what the shopper paid to vendors, commission and tax; a refund takes it from them again. So what is
 * owed, commission, tax and refunds together are always what was captured.
 */
export function linesOf(kind: BookCommand['kind'], amount: number, breakdown: Breakdown): PostingLine[] {
  const shares: readonly PostingLine[] = [
    ...payables(breakdown),
    { account: 'commission', amount: total(breakdown, 'commission') },
    { account: 'tax', amount: total(breakdown, 'tax') },
  ];
  const lines: readonly PostingLine[] =
    kind === 'capture'
      ? [{ account: 'shopper_clearing', amount: -amount }, ...shares]
      : [...shares.map((line) => ({ ...line, amount: -line.amount })), { account: 'refunds', amount }];
  return lines.filter((line) => line.amount !== 0);
}

/** Precedence: posted already, unbalanced, more than was captured, too many. */
function post(book: BookState, { postingId, kind, amount, breakdown, at }: Stamped<BookCommand>): Decided {
  const { currency } = amount;
  const lines = linesOf(kind, amount.amount, breakdown);
  const known = book.digests.get(postingId);
  // A retry gets the first answer: nothing is ever posted twice.
  if (known !== undefined) {
    return known === digestOf({ kind, currency, lines }) ? [] : refuse('POSTING_DIFFERS', { postingId });
  }
  const off = sum(lines.map((line) => line.amount));
  if (off !== 0) return refuse('UNBALANCED', { off, currency });
  const kept = book.kept.get(currency) ?? 0;
  if (kind === 'refund' && amount.amount > kept) {
    return refuse('REFUND_EXCEEDS_CAPTURE', { left: kept, requested: amount.amount, currency });
  }
  if (book.digests.size >= maxPostings) return refuse('TOO_MANY_POSTINGS', { most: maxPostings });
  return [{ type: 'posted', postingId, kind, currency, amount: amount.amount, lines, at }];
}

export const book: Decider<BookState, BookCommand, LedgerEvent, BookRefusal> = {
  type: 'book',
  initial: () => ({ digests: new Map(), kept: new Map() }),
  decide: { post },
  evolve: {
    posted: (state, { postingId, kind, currency, amount, lines }) => {
      state.digests.set(postingId, digestOf({ kind, currency, lines }));
      const kept = state.kept.get(currency) ?? 0;
      state.kept.set(currency, kind === 'capture' ? kept + amount : kept - amount);
    },
  },
};
