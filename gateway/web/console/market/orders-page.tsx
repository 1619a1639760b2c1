import { useInfiniteQuery } from '@tanstack/react-query';
import { ClipboardList } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderStatus } from '../../../../actors/orders/contract.ts';
import { ask } from '../../api/ask.ts';
import { SelectField, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { FoundPages } from './found-pages.tsx';
import { OrderTable } from './order-table.tsx';
import '../console.css';

export const OrdersPage = () => <SignedIn face="/console">{() => <Orders />}</SignedIn>;

const statuses: readonly OrderStatus[] = ['placed', 'reserved', 'confirmed', 'shipped', 'delivered', 'cancelled'];
const pageSize = 50;

type Filter = { readonly status: OrderStatus | ''; readonly number: string };

const useOrders = ({ status, number }: Filter) =>
  useInfiniteQuery({
    queryKey: ['orders.list', status, number],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const filter = { ...(status && { status }), ...(number && { number }) };
      return ask('orders.list', { limit: pageSize, ...filter, ...(pageParam && { cursor: pageParam }) }, { signal });
    },
    getNextPageParam: ({ next }) => next,
  });

function Orders() {
  const { t } = useTranslation('console');
  const [filter, setFilter] = useState<Filter>({ status: '', number: '' });
  const found = useOrders(filter);
  const options = [
    { value: '', label: t('orders.all') },
    ...statuses.map((value) => ({ value, label: t(`orders.is.${value}`) })),
  ];
  return (
    <div className="stack">
      <h1>{t('orders.title')}</h1>
      <div className="row">
        <TextField
          label={t('orders.number')}
          value={filter.number}
          onChange={({ target }) => setFilter({ ...filter, number: target.value.trim() })}
        />
        <SelectField
          label={t('orders.status')}
          options={options}
          value={filter.status}
          onChange={({ target }) => setFilter({ ...filter, status: target.value as Filter['status'] })}
        />
      </div>
      {found.error && <ProblemView error={found.error} />}
      <FoundPages found={found} icon={ClipboardList} none={t('orders.none')}>
        {(orders) => <OrderTable orders={orders} />}
      </FoundPages>
    </div>
  );
}
