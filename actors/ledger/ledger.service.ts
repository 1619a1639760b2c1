import { type Actions, on, service, task } from '../registry.ts';
import type { Message } from '../runtime/decider.ts';
import { notFound } from '../runtime/errors.ts';
import { money } from '../runtime/money.ts';
import type { Ctx, PastEntry } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import { type BalanceRow, balances, wholeTenant } from './balance.view.ts';
import { book } from './book.ts';
import { ledgerContract } from './contract.schemas.ts';
import type { LedgerActions, LedgerEvent, Posting, StatementLine } from './contract.ts';
import { type StatementRow, statements } from './statement.view.ts';

const { command } = on(book);

const rowsAtOnce = 1_000;

/** Rows of one vendor, or of the whole tenant: one a partition, account and currency. */
async function rowsOf(ctx: Ctx<Actions>, vendorId: string): Promise<readonly BalanceRow[]> {
  const rows: BalanceRow[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await ctx.find(balances, {
      index: 'byVendor',
      where: [ctx.tenantId, vendorId],
      limit: rowsAtOnce,
      ...(after !== undefined && { after }),
    });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

/** The partitions' shares as one sum for each account and currency, in the order of the index. */
function summed(rows: readonly BalanceRow[]) {
  const sums = new Map<string, Pick<BalanceRow, 'account' | 'currency' | 'amount'>>();
  for (const { account, currency, amount } of rows) {
    const key = `${account} ${currency}`;
    sums.set(key, { account, currency, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  return [...sums.values()].map(({ account, currency, amount }) => ({ account, balance: money(amount, currency) }));
}

const isPosted = (event: Message): event is LedgerEvent => event.type === 'posted';

const posting = ({ postingId, kind, currency, lines, at }: LedgerEvent): Posting => ({
  id: postingId,
  kind,
  currency,
  lines,
  at: toIso(at),
});

const shownLine = ({ at, kind, orderId, amount, currency }: StatementRow): StatementLine => ({
  at,
  kind,
  orderId,
  amount,
  currency,
});

async function pastOf(ctx: Ctx<Actions>, id: string): Promise<readonly PastEntry[]> {
  const past: PastEntry[] = [];
  for (let page = await ctx.history(book, id, 0, rowsAtOnce); page.length > 0; ) {
    past.push(...page);
    const last = past.at(-1)?.version ?? 0;
    page = page.length < rowsAtOnce ? [] : await ctx.history(book, id, last, rowsAtOnce);
  }
  return past;
}

export const ledger = service<LedgerActions>(ledgerContract, {
  'ledger.post': command({
    key: ({ orderId }) => orderId,
    command: ({ postingId, kind, amount, breakdown }) => ({ type: 'post', postingId, kind, amount, breakdown }),
    answer: (_, { postingId }) => ({ postingId }),
  }),
  'ledger.ofOrder': task(async ({ id }, ctx) => {
    const postings = (await pastOf(ctx, id)).flatMap(({ events }) => events.filter(isPosted).map(posting));
    if (postings.length === 0) throw notFound('book');
    return { postings };
  }),
  'ledger.ofVendor': task(
    async ({ id }, ctx) => {
      // Where there is no such vendor the caller learns so, also when it is another tenant's.
      await ctx.call('vendors.get', { id });
      return { vendorId: id, balances: summed(await rowsOf(ctx, id)).map(({ balance }) => balance) };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'ledger.statement': task(
    async ({ id, from, to, limit = 20, cursor }, ctx) => {
      await ctx.call('vendors.get', { id });
      const page = await ctx.find(statements, {
        index: 'byVendor',
        where: [ctx.tenantId, id],
        descending: true,
        limit,
        ...(from && { from: toIso(Date.parse(from)) }),
        ...(to && { to: toIso(Date.parse(to)) }),
        ...(cursor && { after: cursor }),
      });
      return { items: page.rows.map(shownLine), ...(page.next && { next: page.next }) };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'ledger.balances': task(async (_, ctx) => ({ balances: summed(await rowsOf(ctx, wholeTenant)) })),
});
