import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine, OrderPart } from '../../../../actors/orders/contract.ts';
import { Badge } from '../../design/states.tsx';
import { Price } from '../../design/values.tsx';
import { optionsText } from '../product/choice.ts';
import { shopQuery } from '../queries.ts';
import { toneOf } from './progress.ts';

/** What was ordered, in one parcel for each vendor, and how each of them is. */
export function OrderLines({ order: { lines, parts, total } }: { readonly order: Order }) {
  return parts.map((part) => (
    <Part
      key={part.vendorId}
      part={part}
      lines={lines.filter(({ vendorId }) => vendorId === part.vendorId)}
      currency={total.currency}
    />
  ));
}

type PartProps = { readonly part: OrderPart; readonly lines: readonly OrderLine[]; readonly currency: string };

function Part({ part: { vendorId, status }, lines, currency }: PartProps) {
  const { t } = useTranslation('shop');
  const { data: shop } = useQuery(shopQuery(vendorId));
  return (
    <section className="card stack" aria-label={shop?.name ?? t('order.part')}>
      <div className="row apart">
        <h2 className="order-vendor">{shop ? t('cart.from', { shop: shop.name }) : t('order.part')}</h2>
        <Badge tone={toneOf(status)}>{t(`part.${status}`)}</Badge>
      </div>
      <ul className="stack">
        {lines.map(({ sku, title, options, quantity, subtotal }) => (
          <li key={sku} className="row apart">
            <span>
              <span className="numbers">{quantity} × </span>
              {title} <span className="soft">{options && optionsText(options)}</span>
            </span>
            <Price amount={subtotal} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  );
}
