import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Stock } from '../../../../actors/inventory/contract.ts';
import { askedAll } from '../../api/asked.ts';
import { Dialog } from '../../design/dialog.tsx';
import { ProblemView, Skeleton } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { When } from '../../design/values.tsx';

const mostMovements = 1_000;

type StockHistoryProps = { readonly stock: Stock; readonly name: string; readonly onClose: () => void };

/** What happened to a variant, the latest first. */
export function StockHistory({ stock, name, onClose }: StockHistoryProps) {
  const { t } = useTranslation('portal');
  const history = useQuery(askedAll('inventory.movements', { sku: stock.sku }, mostMovements));
  return (
    <Dialog open onClose={onClose} title={name} about={t('stock.historyAbout')}>
      {history.error && <ProblemView error={history.error} />}
      {history.isPending && <Skeleton height="8rem" />}
      {history.data && (
        <Table
          caption={t('stock.history')}
          rows={history.data.toReversed()}
          keyOf={({ version, kind }) => `${version} ${kind}`}
          columns={[
            { id: 'at', head: t('orders.when'), cell: ({ at }) => <When at={at} /> },
            { id: 'kind', head: t('stock.what'), cell: ({ kind }) => t(`stock.kind.${kind}`) },
            { id: 'quantity', head: t('stock.units'), cell: ({ quantity }) => quantity, atEnd: true },
            { id: 'left', head: t('stock.available'), cell: ({ available }) => available, atEnd: true },
            {
              id: 'why',
              head: t('stock.why'),
              cell: ({ reason, warehouse }) => [warehouse, reason].filter(Boolean).join(' · '),
            },
          ]}
        />
      )}
    </Dialog>
  );
}
