import { rowKey } from '../../tenants/isolation.ts';
import { sum } from '../runtime/money.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { toIso } from '../runtime/time.ts';
import { put, viewOf } from '../runtime/view.ts';
import type { LedgerEvents, PostingLine, StatementLine } from './contract.ts';

/** One posting as one vendor sees it. */
export type StatementRow = Row &
  StatementLine & {
    readonly tenantId: string;
    readonly vendorId: string;
  };

/** What the lines of a posting change for each vendor. */
function payables(lines: readonly PostingLine[]): readonly (readonly [string, number])[] {
  const ofVendors = lines.filter(({ account, vendorId }) => account === 'vendor_payable' && vendorId !== undefined);
  return [...Map.groupBy(ofVendors, ({ vendorId = '' }) => vendorId)].map(([vendorId, own]) => [
    vendorId,
    sum(own.map(({ amount }) => amount)),
  ]);
}

export const statements = viewOf<LedgerEvents>()<StatementRow>({
  name: 'statements',
  version: 1,
  indexes: { byVendor: ['tenantId', 'vendorId', 'at'] },
  on: {
    'ledger.posted': ({ postingId, kind, currency, lines, at }, { tenantId, id: orderId }) =>
      payables(lines).map(([vendorId, amount]) =>
        put(rowKey(tenantId, vendorId, orderId, postingId), {
          ...{ tenantId, vendorId, at: toIso(at), kind },
          ...{ orderId, amount, currency },
        }),
      ),
  },
});
