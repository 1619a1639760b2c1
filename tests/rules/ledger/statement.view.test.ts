import { expect, test } from '@jest/globals';
import type { LedgerEvent, PostingLine } from '../../../actors/ledger/contract.ts';
import { statements } from '../../../actors/ledger/statement.view.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';

const owed = (vendorId: string, amount: number): PostingLine => ({ account: 'vendor_payable', vendorId, amount });
const posted = (postingId: string, kind: LedgerEvent['kind'], ...lines: readonly PostingLine[]): LedgerEvent => ({
  type: 'posted',
  postingId,
  kind,
  currency: 'GBP',
  amount: 0,
  lines,
  at: testTime,
});
const heard = (event: LedgerEvent) =>
  statements.on['ledger.posted']?.(event, aboutOf({ tenantId: 'acme', type: 'book', id: 'ord_1' })) ?? [];

test('a statement has a line for each posting that changed what a vendor is owed', () => {
  const rows = rowsOf([
    ...heard(posted('capture', 'capture', owed('v1', 70), owed('v2', 20), { account: 'tax', amount: 10 })),
    ...heard(posted('r1', 'refund', owed('v1', -30))),
  ]);
  expect([...rows.values()]).toEqual([
    expect.objectContaining({ vendorId: 'v1', kind: 'capture', amount: 70, orderId: 'ord_1', currency: 'GBP' }),
    expect.objectContaining({ vendorId: 'v2', kind: 'capture', amount: 20 }),
    expect.objectContaining({ vendorId: 'v1', kind: 'refund', amount: -30, at: '2026-11-22T09:00:00.000Z' }),
  ]);
});

test('a posting that comes again is the same line', () => {
  const event = posted('capture', 'capture', owed('v1', 70));
  expect(rowsOf([...heard(event), ...heard(event)]).size).toBe(1);
});
