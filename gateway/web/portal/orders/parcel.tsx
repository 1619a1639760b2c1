import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import { ask } from '../../api/ask.ts';
import { putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Badge, ProblemView, type Tone } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { When } from '../../design/values.tsx';
import { useKeys } from '../../frame/keys.ts';
import type { OwnShopAbout } from '../own-shop.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { leftOf } from './orders.ts';
import { RefundDialog } from './refund-dialog.tsx';
import { ShipDialog } from './ship-dialog.tsx';

type ParcelProps = { readonly parcel: Fulfilment; readonly about: OwnShopAbout };
type Layer = 'ship' | 'cancel' | 'refund' | undefined;

const tones: Readonly<Record<Fulfilment['status'], Tone>> = {
  open: 'warn',
  picked: 'info',
  partlyShipped: 'info',
  shipped: 'good',
  delivered: 'good',
  cancelled: 'bad',
};

/** One order's part of this shop: what goes where, and the next hand it needs, one key each. */
export function Parcel({ parcel, about }: ParcelProps) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const [layer, setLayer] = useState<Layer>();
  const step = useMutation({
    mutationFn: (name: 'fulfilments.pick' | 'fulfilments.deliver') => ask(name, { id: parcel.id }),
    onSuccess: (now) => {
      showToast(t(`orders.now.${now.status}`, { number: now.orderNumber }));
      putInLists<Fulfilment>(queries, 'fulfilments.ofVendor', now, ({ id }) => id === now.id);
    },
  });
  const may = about.may('fulfil');
  const can = (...states: readonly Fulfilment['status'][]) => may && states.includes(parcel.status);
  const pick = can('open') ? () => step.mutate('fulfilments.pick') : undefined;
  const ship = can('open', 'picked', 'partlyShipped') ? () => setLayer('ship') : undefined;
  const deliver = can('shipped') ? () => step.mutate('fulfilments.deliver') : undefined;
  const cancel = about.may('sell') && can('open', 'picked') ? () => setLayer('cancel') : undefined;
  const refund = about.may('sell') && parcel.status !== 'cancelled' ? () => setLayer('refund') : undefined;
  useKeys({ p: pick, s: ship, d: deliver });
  return (
    <article className="card stack parcel" aria-label={parcel.orderNumber}>
      <Head parcel={parcel} />
      {step.error && <ProblemView error={step.error} />}
      <Contents parcel={parcel} />
      <div className="row">
        <Act label={t('orders.pick')} hint="P" run={pick} busy={step.isPending} />
        <Act label={t('orders.ship')} hint="S" run={ship} kind={pick ? 'plain' : 'main'} />
        <Act label={t('orders.deliver')} hint="D" run={deliver} busy={step.isPending} />
        <RareAct label={t('orders.cancel')} run={cancel} />
        <RareAct label={t('orders.refund')} run={refund} />
      </div>
      {layer === 'ship' && <ShipDialog parcel={parcel} onClose={() => setLayer(undefined)} />}
      {layer === 'cancel' && <CancelDialog parcel={parcel} about={about} onClose={() => setLayer(undefined)} />}
      {layer === 'refund' && <RefundDialog parcel={parcel} about={about} onClose={() => setLayer(undefined)} />}
    </article>
  );
}

const Head = ({ parcel: { orderNumber, status, shippingAddress: to, openedAt } }: Pick<ParcelProps, 'parcel'>) => {
  const { t } = useTranslation('portal');
  return (
    <>
      <div className="row apart">
        <h2>{orderNumber}</h2>
        <Badge tone={tones[status]}>{t(`orders.status.${status}`)}</Badge>
      </div>
      <address>
        {to
          ? [to.name, to.line1, to.line2, `${to.postcode} ${to.city}`, to.region, to.country, to.phone]
              .filter(Boolean)
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an address keep their order.
              .map((line, at) => <div key={at}>{line}</div>)
          : t('orders.forgotten')}
      </address>
      <p className="soft small">
        <When at={openedAt} />
      </p>
    </>
  );
};

function Contents({ parcel }: Pick<ParcelProps, 'parcel'>) {
  const { t } = useTranslation('portal');
  const left = new Map(leftOf(parcel).map(({ sku, quantity }) => [sku, quantity]));
  const isUnderWay = parcel.shipments.length > 0 && left.size > 0;
  return (
    <>
      <ul className="parcel-lines">
        {parcel.lines.map(({ sku, title, vendorSku, quantity }) => (
          <li key={sku} className="row apart">
            <span>
              <strong className="numbers">{quantity} ×</strong> {title} <code className="soft">{vendorSku}</code>
            </span>
            {isUnderWay && <span className="soft small">{t('orders.left', { count: left.get(sku) ?? 0 })}</span>}
          </li>
        ))}
      </ul>
      {parcel.shipments.map(({ id, carrier, tracking, shippedAt }) => (
        <p key={id} className="soft small">
          {t('orders.shipment', { carrier, tracking: tracking ?? '–' })} · <When at={shippedAt} />
        </p>
      ))}
    </>
  );
}

/** Without a key: what gives money back is never done by a slip of the hand. */
const RareAct = ({ label, run }: Pick<ActProps, 'label' | 'run'>) =>
  run && (
    <Button kind="quiet" onClick={run}>
      {label}
    </Button>
  );

type ActProps = {
  readonly label: string;
  readonly hint: string;
  readonly run: (() => void) | undefined;
  readonly busy?: boolean;
  readonly kind?: 'main' | 'plain';
};

const Act = ({ label, hint, run, busy = false, kind = 'main' }: ActProps) =>
  run && (
    <Button kind={kind} onClick={run} busy={busy} aria-keyshortcuts={hint}>
      {label} <kbd aria-hidden>{hint}</kbd>
    </Button>
  );
