import { useQuery } from '@tanstack/react-query';
import { Bell, BellOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VendorOrder } from '../../../actors/orders/contract.ts';
import { asked } from '../api/asked.ts';
import { Button } from '../design/button.tsx';
import { ProblemView, Skeleton } from '../design/states.tsx';
import { Table } from '../design/table.tsx';
import { Ago, Price } from '../design/values.tsx';
import { Figure } from '../frame/figure.tsx';
import { namesOf } from './names.ts';
import { isBellOn, ring, turnBell } from './orders/bell.ts';
import { waitingIn } from './orders/orders.ts';
import { OwnShop, type OwnShopAbout } from './own-shop.tsx';
import { fulfilmentsOf, lowOf, productsOf } from './shop-data.ts';
import { ordersOfToday, payableOf } from './today.ts';

export const TodayPage = () => <OwnShop>{(about) => <Today about={about} />}</OwnShop>;

function Today({ about }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const { vendor, may } = about;
  const orders = useQuery(asked('orders.ofVendor', { id: vendor.id, limit: 100 }));
  return (
    <>
      <div className="row apart">
        <h1>{t('today.title', { shop: vendor.name })}</h1>
        <BellSwitch />
      </div>
      <Figures about={about} orders={orders.data?.items} />
      <div className="two-halves">
        <section className="stack">
          <h2>{t('today.newest')}</h2>
          {orders.error ? <ProblemView error={orders.error} /> : <Newest orders={orders.data?.items} />}
        </section>
        <Scarce vendorId={vendor.id} />
      </div>
      {!may('fulfil') && <p className="soft">{t('today.lookOnly')}</p>}
    </>
  );
}

function BellSwitch() {
  const { t } = useTranslation('portal');
  const [on, setOn] = useState(isBellOn);
  const turn = () => {
    turnBell(!on);
    setOn(!on);
    if (!on) ring();
  };
  const Icon = on ? Bell : BellOff;
  return (
    <Button kind="plain" size="small" aria-pressed={on} onClick={turn}>
      <Icon aria-hidden size={16} /> {t('bell.switch')}
    </Button>
  );
}

type FiguresProps = { readonly about: OwnShopAbout; readonly orders: readonly VendorOrder[] | undefined };

function Figures({ about: { vendor, currency, may }, orders }: FiguresProps) {
  const { t } = useTranslation('portal');
  const parcels = useQuery(fulfilmentsOf(vendor.id));
  const balance = useQuery({ ...asked('ledger.ofVendor', { id: vendor.id }), enabled: may('money') });
  const today = orders && ordersOfToday(orders, Date.now());
  const owed = balance.data && (balance.data.balances[0] ?? { amount: 0, currency });
  return (
    <dl className="figures">
      <Figure label={t('today.waiting')} to="/vendor/orders" value={parcels.data && waitingIn(parcels.data)} />
      <Figure label={t('today.orders')} to="/vendor/orders" value={today?.length} />
      <Figure label={t('today.earned')} to="/vendor/money" value={today && <Price {...payableOf(today, currency)} />} />
      {may('money') && <Figure label={t('today.balance')} to="/vendor/money" value={owed && <Price {...owed} />} />}
    </dl>
  );
}

function Newest({ orders }: { readonly orders: readonly VendorOrder[] | undefined }) {
  const { t } = useTranslation('portal');
  if (!orders) return <Skeleton height="12rem" />;
  if (orders.length === 0) return <p className="soft">{t('today.none')}</p>;
  return (
    <Table
      caption={t('today.newest')}
      rows={orders.slice(0, 8)}
      keyOf={({ orderId }) => orderId}
      columns={[
        { id: 'number', head: t('orders.number'), cell: ({ number }) => <strong>{number}</strong> },
        { id: 'what', head: t('orders.what'), cell: ({ lines }) => lines.map(({ title }) => title).join(', ') },
        { id: 'status', head: t('orders.state'), cell: ({ status }) => t(`part.${status}`) },
        { id: 'total', head: t('orders.total'), cell: ({ total }) => <Price {...total} />, atEnd: true },
        { id: 'at', head: t('orders.when'), cell: ({ placedAt }) => <Ago at={placedAt} /> },
      ]}
    />
  );
}

function Scarce({ vendorId }: { readonly vendorId: string }) {
  const { t } = useTranslation('portal');
  const low = useQuery(lowOf(vendorId));
  const products = useQuery(productsOf(vendorId));
  const names = namesOf(products.data ?? []);
  return (
    <section className="stack">
      <h2>{t('today.scarce')}</h2>
      {low.error && <ProblemView error={low.error} onRetry={() => void low.refetch()} />}
      {low.data?.items.length === 0 && <p className="soft">{t('today.plenty')}</p>}
      <ul className="scarce">
        {low.data?.items.slice(0, 8).map(({ sku, available }) => (
          <li key={sku} className="row apart">
            <span>{names.get(sku) ?? sku}</span>
            <strong className="numbers" data-none={available === 0 || undefined}>
              {available}
            </strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
