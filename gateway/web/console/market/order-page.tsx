import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { Price, When } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { useLive } from '../../live/live.ts';
import { useAccount } from '../../session/session.ts';
import { SignedIn } from '../../session/signed-in.tsx';
import { CancelOrder, RefundOrder } from './order-acts.tsx';
import { OrderMoney } from './order-money.tsx';
import { orderTones } from './order-table.tsx';
import type { OrderInFull } from './whole-order.ts';
import '../console.css';

export const OrderPage = () => {
  const { id = '' } = useParams({ strict: false });
  return <SignedIn face="/console">{() => <OneOrder key={id} id={id} />}</SignedIn>;
};

function OneOrder({ id }: { readonly id: string }) {
  const { t } = useTranslation('console');
  const order = useQuery(asked('orders.get', { id }));
  const [act, setAct] = useState<Act>();
  useLive(`order:${id}`, { state: () => void order.refetch() });
  if (order.error) return <ProblemView error={order.error} onRetry={() => void order.refetch()} />;
  if (!order.data) return <PageWaiting />;
  const { number = id, status, placedAt, email } = order.data;
  const close = () => setAct(undefined);
  return (
    <div className="stack">
      <div className="row">
        <h1>{t('order.title', { number })}</h1>
        <Badge tone={orderTones[status]}>{t(`orders.is.${status}`)}</Badge>
        <span className="soft">
          <When at={placedAt} /> · {email ?? t('order.forgotten')}
        </span>
      </div>
      <Acts order={order.data} onAct={setAct} />
      <div className="actor-panes">
        <OrderContents order={order.data} />
        <Timeline order={order.data} />
      </div>
      {act === 'refund' && <RefundOrder order={order.data} onClose={close} />}
      {act === 'cancel' && <CancelOrder order={order.data} onClose={close} />}
    </div>
  );
}

type Act = 'refund' | 'cancel';
type Whole = { readonly order: OrderInFull };

const Acts = ({ order: { id, status, total, refunded }, onAct }: Whole & { readonly onAct: (act: Act) => void }) => {
  const { t } = useTranslation('console');
  const isOps = useAccount()?.roles.includes('ops');
  return (
    <div className="row">
      {total.amount > refunded.amount && status !== 'cancelled' && (
        <Button kind="plain" onClick={() => onAct('refund')}>
          {t('order.refund')}
        </Button>
      )}
      {status !== 'cancelled' && status !== 'delivered' && (
        <Button kind="quiet" onClick={() => onAct('cancel')}>
          {t('order.cancel')}
        </Button>
      )}
      {isOps && (
        <Link to="/console/actors" search={{ type: 'order', id } as never}>
          {t('order.actor')}
        </Link>
      )}
    </div>
  );
};

const OrderContents = ({ order }: Whole) => (
  <div className="stack">
    <Lines order={order} />
    <Parts order={order} />
    <OrderMoney id={order.id} />
  </div>
);

const Lines = ({ order: { lines, total } }: Whole) => {
  const { t } = useTranslation('console');
  const price = (amount: number) => <Price amount={amount} currency={total.currency} />;
  return (
    <Table
      caption={t('orders.lines')}
      rows={lines}
      keyOf={({ sku, unitPrice }) => `${sku} ${unitPrice}`}
      columns={[
        { id: 'title', head: t('order.line'), cell: ({ title }) => title },
        { id: 'units', head: t('order.units'), cell: ({ quantity }) => quantity, atEnd: true },
        { id: 'sum', head: t('orders.total'), cell: ({ subtotal }) => price(subtotal), atEnd: true },
      ]}
    />
  );
};

const Parts = ({ order: { parts, total } }: Whole) => {
  const { t } = useTranslation('console');
  const price = (amount: number) => <Price amount={amount} currency={total.currency} />;
  return (
    <Table
      caption={t('order.parts')}
      rows={parts}
      keyOf={({ vendorId }) => vendorId}
      columns={[
        { id: 'vendor', head: t('order.vendor'), cell: ({ vendorId }) => <VendorName id={vendorId} /> },
        { id: 'status', head: t('orders.status'), cell: ({ status }) => <Badge>{t(`part.${status}`)}</Badge> },
        { id: 'total', head: t('orders.total'), cell: (part) => price(part.total), atEnd: true },
        { id: 'refunded', head: t('order.refunded'), cell: ({ refunded }) => price(refunded), atEnd: true },
      ]}
    />
  );
};

/** As it is called now. */
const VendorName = ({ id }: { readonly id: string }) =>
  useQuery(asked('vendors.get', { id })).data?.name ?? <code>{id}</code>;

/** Everything that happened, the latest first. */
const Timeline = ({ order: { timeline } }: Whole) => {
  const { t } = useTranslation('console');
  return (
    <section className="card stack">
      <h2>{t('order.timeline')}</h2>
      <ol className="events">
        {timeline.toReversed().map(({ version, at, what, by, note }) => (
          <li key={`${version} ${what}`}>
            <p className="row apart">
              <strong>{what}</strong>
              <span className="soft small">
                <When at={at} />
              </span>
            </p>
            <p className="soft small">{[by, note].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};
