import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { type EventAbout, type RowChange, viewOf } from '../runtime/view.ts';
import type { AccountName, LedgerEvents, PostingLine } from './contract.ts';

/** One partition's share of a balance, summed on reading: an account of the whole tenant, or what one vendor is owed. */
export type BalanceRow = Row & {
  readonly tenantId: string;
  /** Empty for an account of the whole tenant. */
  readonly vendorId: string;
  readonly account: AccountName;
  readonly currency: string;
  readonly partition: string;
  readonly amount: number;
};

export const wholeTenant = '';

type Share = Pick<BalanceRow, 'vendorId' | 'account' | 'currency' | 'amount'>;

const added = ({ amount, ...share }: Share, { tenantId, partition }: EventAbout): RowChange<BalanceRow> => ({
  key: rowKey(tenantId, share.vendorId, share.account, share.currency, partition),
  change: (row) => ({ tenantId, ...share, partition, amount: (row?.amount ?? 0) + amount }),
});

/** What a vendor is owed counts twice: for the vendor, and in the account of all vendors. */
const sharesOf = (currency: string, { account, vendorId, amount }: PostingLine): readonly Share[] => [
  { vendorId: wholeTenant, account, currency, amount },
  ...(vendorId === undefined ? [] : [{ vendorId, account, currency, amount }]),
];

export const balances = viewOf<LedgerEvents>()<BalanceRow>({
  name: 'balances',
  version: 1,
  indexes: { byVendor: ['tenantId', 'vendorId', 'account', 'currency'] },
  on: {
    'ledger.posted': ({ currency, lines }, about) =>
      lines.flatMap((line) => sharesOf(currency, line)).map((share) => added(share, about)),
  },
});
