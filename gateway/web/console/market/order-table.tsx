import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OrderStatus } from '../../../../actors/orders/contract.ts';
import { Badge, type Tone } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Ago, Price } from '../../design/values.tsx';
import type { OrderSummary } from './whole-order.ts';

export const orderTones: Readonly<Record<OrderStatus, Tone>> = {
  placed: 'info',
  reserved: 'info',
  confirmed: 'warn',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'bad',
};

/** Orders of all vendors. */
export function OrderTable({ orders }: { readonly orders: readonly OrderSummary[] }) {
  const { t } = useTranslation('console');
  return (
    <Table
      caption={t('orders.title')}
      rows={orders}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'number',
          head: t('orders.number'),
          cell: ({ id, number }) => (
            <Link to="/console/orders/$id" params={{ id }}>
              {number ?? id}
            </Link>
          ),
        },
        {
          id: 'status',
          head: t('orders.status'),
          cell: ({ status }) => <Badge tone={orderTones[status]}>{t(`orders.is.${status}`)}</Badge>,
        },
        { id: 'vendors', head: t('orders.vendors'), cell: ({ vendorIds }) => vendorIds.length, atEnd: true },
        { id: 'lines', head: t('orders.lines'), cell: ({ lineCount }) => lineCount, atEnd: true },
        { id: 'total', head: t('orders.total'), cell: ({ total }) => <Price {...total} />, atEnd: true },
        { id: 'at', head: t('orders.when'), cell: ({ placedAt }) => <Ago at={placedAt} /> },
      ]}
    />
  );
}
