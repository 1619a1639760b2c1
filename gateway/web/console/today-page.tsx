import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../actors/customers/contract.ts';
import { asked } from '../api/asked.ts';
import { Skeleton } from '../design/states.tsx';
import { Figure } from '../frame/figure.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { OrderTable } from './market/order-table.tsx';
import { healthQuery } from './ops/health.ts';
import './console.css';

export const TodayPage = () => <SignedIn face="/console">{(account) => <Today account={account} />}</SignedIn>;

function Today({ account: { roles } }: { readonly account: Account }) {
  const { t } = useTranslation('console');
  const isOps = roles.includes('ops') || roles.includes('platform');
  return (
    <div className="stack">
      <h1>{t('today.title')}</h1>
      <dl className="figures">
        {roles.includes('operator') && <Applications />}
        <Health />
        {isOps && <DeadLetters />}
      </dl>
      {roles.includes('operator') && <NewestOrders />}
    </div>
  );
}

function Applications() {
  const { t } = useTranslation('console');
  const { data } = useQuery(asked('vendors.list', { status: 'applied', limit: 100 }));
  const more = data?.next === undefined ? '' : '+';
  return <Figure label={t('today.applications')} to="/console/vendors" value={data && `${data.items.length}${more}`} />;
}

function Health() {
  const { t } = useTranslation('console');
  const { data } = useQuery(healthQuery);
  return <Figure label={t('today.health')} to="/console/health" value={data && t(`health.is.${data.status}`)} />;
}

function DeadLetters() {
  const { t } = useTranslation('console');
  const { data } = useQuery(asked('ops.deadLetters', {}));
  return <Figure label={t('today.deadLetters')} to="/console/dead-letters" value={data?.total} />;
}

const lookAgainMs = 5_000;

function NewestOrders() {
  const { t } = useTranslation('console');
  const orders = useQuery({ ...asked('orders.list', { limit: 10 }), refetchInterval: lookAgainMs });
  return (
    <section className="stack">
      <h2>{t('today.newest')}</h2>
      {orders.data ? <OrderTable orders={orders.data.items} /> : <Skeleton height="12rem" />}
    </section>
  );
}
