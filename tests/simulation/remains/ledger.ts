import type { BalanceRow } from '../../../actors/ledger/balance.view.ts';
import type { LedgerEvent, PostingLine } from '../../../actors/ledger/contract.ts';
import type { OrderState } from '../../../actors/orders/order-state.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { type Breach, Breaches } from './breach.ts';
import { eventsOf, type Story, storiesOf, type Truth } from './truth.ts';

const sumOf = (lines: readonly PostingLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

const linesOf = (story: Story | undefined): readonly PostingLine[] =>
  story ? (eventsOf(story) as readonly LedgerEvent[]).flatMap(({ lines }) => lines) : [];

const ofAccount = (lines: readonly PostingLine[], account: PostingLine['account'], vendorId?: string): number =>
  sumOf(lines.filter((line) => line.account === account && line.vendorId === vendorId));

/** Every posting balances, and what was captured is owed to somebody, to the penny. `balances`: the rows that show it. */
export function ledgerBreaches(truth: Truth, balances: readonly BalanceRow[]): readonly Breach[] {
  const breaches = new Breaches('ledger');
  for (const story of storiesOf(truth, 'book')) {
    for (const { postingId, lines } of eventsOf(story) as readonly LedgerEvent[]) {
      breaches.expect(sumOf(lines) === 0, () => `${postingId} of ${story.stream} is off by ${sumOf(lines)}`);
    }
  }
  for (const story of storiesOf(truth, 'order')) owed(story, truth, breaches);
  shown(truth, balances, breaches);
  return breaches.all;
}

/** What a paid order brought, less what went back, is each vendor's as it was frozen when the order was placed. */
function owed({ stream, tenantId, id, state }: Story, truth: Truth, breaches: Breaches): void {
  const { placed, paid, refunds, parts } = state as OrderState;
  const lines = linesOf(truth.stories.get(streamOf(tenantId, 'book', id)));
  const captured = -ofAccount(lines, 'shopper_clearing');
  if (paid)
    breaches.expect(captured === placed?.total.amount, () => `${stream} was paid, and ${captured} of it is posted`);
  const back = [...refunds.values()].filter(({ status }) => status === 'done');
  const refunded = back.reduce((sum, { amount }) => sum + amount, 0);
  const posted = ofAccount(lines, 'refunds');
  breaches.expect(posted === refunded, () => `${refunded} of ${stream} went back, and ${posted} of it is posted`);
  if (captured === 0) return;
  for (const { vendorId, payable } of parts.values()) {
    const taken = back.flatMap(({ breakdown }) => breakdown).filter((share) => share.vendorId === vendorId);
    const due = payable - taken.reduce((sum, share) => sum + share.payable, 0);
    const owes = ofAccount(lines, 'vendor_payable', vendorId);
    breaches.expect(owes === due && due >= 0, () => `${vendorId} is owed ${owes} for ${stream}, where ${due} is due`);
  }
  const kept = [ofAccount(lines, 'commission'), ofAccount(lines, 'tax')];
  breaches.expect(
    kept.every((amount) => amount >= 0),
    () => `${stream} leaves commission and tax of ${kept.join(' and ')}`,
  );
  const isWholeBack = refunded === captured;
  breaches.expect(
    !isWholeBack || kept.every((amount) => amount === 0),
    () => `${stream} went back whole, but not its commission and tax`,
  );
}

/** The balances that operators see are the sums of their own tenant's postings, and of nobody else's. */
function shown(truth: Truth, rows: readonly BalanceRow[], breaches: Breaches): void {
  const due = new Map<string, number>();
  for (const story of storiesOf(truth, 'book')) {
    for (const { currency, lines } of eventsOf(story) as readonly LedgerEvent[]) {
      for (const { account, amount } of lines) add(due, `${story.tenantId} ${account} ${currency}`, amount);
    }
  }
  const seen = new Map<string, number>();
  for (const { tenantId, vendorId, account, currency, amount } of rows) {
    if (vendorId === '') add(seen, `${tenantId} ${account} ${currency}`, amount);
  }
  for (const key of new Set([...due.keys(), ...seen.keys()])) {
    const [is, should] = [seen.get(key) ?? 0, due.get(key) ?? 0];
    breaches.expect(is === should, () => `the balance of ${key} shows ${is}, and its postings come to ${should}`);
  }
}

const add = (sums: Map<string, number>, key: string, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount);
};
