import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { hasCode } from '../../api/problem.ts';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Price, When } from '../../design/values.tsx';

/** What was paid, and how the ledger shared it. Neither is there before a payment was asked for. */
export function OrderMoney({ id }: { readonly id: string }) {
  const { t } = useTranslation('console');
  const payment = useQuery(asked('payments.get', { id }));
  const book = useQuery(asked('ledger.ofOrder', { id }));
  if (payment.error && !hasCode(payment.error, 'NOT_FOUND')) return <ProblemView error={payment.error} />;
  const lines = (book.data?.postings ?? []).flatMap(({ id: posting, at, currency, lines: parts }) =>
    parts.map((part) => ({ ...part, posting, at, currency })),
  );
  return (
    <>
      {payment.data && (
        <p className="row">
          {t('order.paid', { provider: payment.data.provider })} <Price {...payment.data.amount} />
          <Badge>{payment.data.status}</Badge>
        </p>
      )}
      {lines.length > 0 && (
        <Table
          caption={t('order.postings')}
          rows={lines}
          keyOf={({ posting, account, vendorId = '' }) => `${posting} ${account} ${vendorId}`}
          columns={[
            { id: 'posting', head: t('order.posting'), cell: ({ posting }) => <code>{posting}</code> },
            { id: 'account', head: t('order.account'), cell: ({ account, vendorId }) => vendorId ?? account },
            {
              id: 'amount',
              head: t('orders.total'),
              cell: ({ amount, currency }) => <Price amount={amount} currency={currency} />,
              atEnd: true,
            },
            { id: 'at', head: t('orders.when'), cell: ({ at }) => <When at={at} /> },
          ]}
        />
      )}
    </>
  );
}
