import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../../actors/orders/contract.ts';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { Button } from '../../design/button.tsx';
import { Badge, Notice, ProblemView } from '../../design/states.tsx';
import { Price, When } from '../../design/values.tsx';
import { MissingPage } from '../../frame/missing-page.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { useLive } from '../../live/live.ts';
import { orderQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { orderTokenOf } from './kept-orders.ts';
import { OrderLines } from './order-lines.tsx';
import { OrderSteps } from './order-steps.tsx';
import { canCancel, isUndecided, toneOf } from './progress.ts';
import './order-page.css';

/** One order: it moves by itself, while its shopper looks. */
export function Page() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { t } = useTranslation('shop');
  const [token] = useState(() => orderTokenOf(id));
  const queries = useQueryClient();
  const { data: order, error, refetch } = useQuery(orderQuery(id, token));
  useTitle(order && t('order.title', { number: order.number ?? '' }));
  // The live view is without the timeline: what is shown at once, and asked for whole behind it.
  const hear = (state: Order) => {
    queries.setQueryData<Order>(['order', id], (known) => ({ ...known, ...state }));
    void queries.invalidateQueries({ queryKey: ['order', id] });
  };
  useLive<Order>(order && `order:${id}`, { state: hear }, token);
  if (hasCode(error, 'NOT_FOUND', 'UNKNOWN_ORDER', 'UNAUTHENTICATED')) return <MissingPage />;
  if (order) return <Shown order={order} token={token} />;
  return error ? <ProblemView error={error} onRetry={() => void refetch()} /> : <PageWaiting />;
}

function Shown({ order, token }: { readonly order: Order; readonly token: string | undefined }) {
  const { t } = useTranslation('shop');
  const { number, status, placedAt, total, refunded } = order;
  return (
    <div className="stack order">
      <header className="row apart">
        <div>
          <h1>{number ? t('order.title', { number }) : t('order.new')}</h1>
          <p className="soft">
            <When at={placedAt} />
          </p>
        </div>
        <Badge tone={toneOf(status)}>{t(`status.${status}`)}</Badge>
      </header>
      <Outcome order={order} />
      {status !== 'cancelled' && <OrderSteps status={status} />}
      <OrderLines order={order} />
      <section className="card row apart order-sum">
        <strong>{t('cart.total')}</strong>
        <strong>
          <Price {...total} />
        </strong>
        {refunded.amount > 0 && (
          <p className="soft">
            {t('order.refunded')} <Price {...refunded} />
          </p>
        )}
      </section>
      <SentTo order={order} />
      {canCancel(order) && <Cancel id={order.id} token={token} />}
    </div>
  );
}

function Outcome({ order }: { readonly order: Order }) {
  const { t } = useTranslation('shop');
  if (isUndecided(order)) {
    return (
      <Notice tone="info" live>
        {t('order.undecided')}
      </Notice>
    );
  }
  if (order.status === 'cancelled') {
    return (
      <Notice tone="bad" live>
        {order.reason ? t(`reason.${order.reason}`) : t('status.cancelled')}
      </Notice>
    );
  }
  return (
    <Notice tone="good" live>
      {t('order.thanks', { email: order.email ?? '' })}
    </Notice>
  );
}

function SentTo({ order: { shippingAddress } }: { readonly order: Order }) {
  const { t } = useTranslation('shop');
  if (!shippingAddress) return null;
  const { name, line1, line2, postcode, city, country } = shippingAddress;
  return (
    <section className="card stack" aria-labelledby="sent-to">
      <h2 id="sent-to">{t('order.sentTo')}</h2>
      <address>
        {[name, line1, line2, `${postcode} ${city}`, country].filter(Boolean).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>
    </section>
  );
}

function Cancel({ id, token }: { readonly id: string; readonly token: string | undefined }) {
  const { t } = useTranslation('shop');
  const queries = useQueryClient();
  const cancelling = useMutation({
    mutationFn: () => ask('orders.cancelByRequest', { id }, { token }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', id] }),
  });
  return (
    <div className="stack">
      {cancelling.error && <ProblemView error={cancelling.error} />}
      <div>
        <Button kind="plain" busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {t('order.cancel')}
        </Button>
      </div>
    </div>
  );
}
