import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BodyOf } from '../../api/ask.ts';
import { Button, buttonLook } from '../../design/button.tsx';
import { Badge, Empty, ProblemView } from '../../design/states.tsx';
import { Price, When } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { AccountPage } from '../account/account-nav.tsx';
import { ordersQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { toneOf } from './progress.ts';
import './order-page.css';

/** All orders of the person who is signed in, newest first. */
export function Page() {
  const { t } = useTranslation('shop');
  useTitle(t('account.orders'));
  return (
    <AccountPage title={t('account.orders')}>
      <Orders />
    </AccountPage>
  );
}

type OrderSummary = BodyOf<'orders.list'>['items'][number];

function Orders() {
  const { t } = useTranslation('shop');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(ordersQuery);
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageWaiting />;
  const orders = data.pages.flatMap(({ items }) => items);
  if (orders.length === 0) {
    return (
      <Empty icon={Package} title={t('orders.none')}>
        <Link to="/search" {...buttonLook({})}>
          {t('cart.browse')}
        </Link>
      </Empty>
    );
  }
  return (
    <>
      <ul className="stack order-rows">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {hasNextPage && (
        <Button kind="plain" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('find.more')}
        </Button>
      )}
    </>
  );
}

function OrderRow({ order: { id, number, status, placedAt, total } }: { readonly order: OrderSummary }) {
  const { t } = useTranslation('shop');
  return (
    <li>
      <Link to="/orders/$id" params={{ id }} className="card">
        <span>
          <strong>{number ? t('order.title', { number }) : t('order.new')}</strong>
          <br />
          <span className="soft small">
            <When at={placedAt} />
          </span>
        </span>
        <Badge tone={toneOf(status)}>{t(`status.${status}`)}</Badge>
        <Price {...total} />
      </Link>
    </li>
  );
}
