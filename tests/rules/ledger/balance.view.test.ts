import { expect, test } from '@jest/globals';
import { balances } from '../../../actors/ledger/balance.view.ts';
import type { LedgerEvent, PostingLine } from '../../../actors/ledger/contract.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';

const posted = (...lines: readonly PostingLine[]): LedgerEvent => ({
  type: 'posted',
  postingId: 'p',
  kind: 'capture',
  currency: 'GBP',
  amount: 0,
  lines,
  at: testTime,
});
const heard = (event: LedgerEvent, partition: string, tenantId = 'acme') =>
  balances.on['ledger.posted']?.(event, aboutOf({ tenantId, partition })) ?? [];
const owed = (vendorId: string, amount: number): PostingLine => ({ account: 'vendor_payable', vendorId, amount });

test('a balance adds up per partition, for the vendor and for all vendors together', () => {
  const rows = rowsOf([
    ...heard(posted(owed('v1', 100), owed('v2', 50), { account: 'tax', amount: 7 }), 'ledger/00'),
    ...heard(posted(owed('v1', -30)), 'ledger/00'),
    ...heard(posted(owed('v1', 5)), 'ledger/01'),
  ]);
  const shown = [...rows.values()].map(({ vendorId, account, partition, amount }) => [
    vendorId,
    account,
    partition,
    amount,
  ]);
  expect(shown).toEqual([
    ['', 'vendor_payable', 'ledger/00', 120],
    ['v1', 'vendor_payable', 'ledger/00', 70],
    ['v2', 'vendor_payable', 'ledger/00', 50],
    ['', 'tax', 'ledger/00', 7],
    ['', 'vendor_payable', 'ledger/01', 5],
    ['v1', 'vendor_payable', 'ledger/01', 5],
  ]);
});

test('the rows of two tenants never meet', () => {
  const rows = rowsOf([...heard(posted(owed('v1', 1)), 'p'), ...heard(posted(owed('v1', 1)), 'p', 'other')]);
  expect([...rows.values()].map(({ tenantId, amount }) => [tenantId, amount])).toEqual([
    ['acme', 1],
    ['acme', 1],
    ['other', 1],
    ['other', 1],
  ]);
});
