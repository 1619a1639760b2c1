import { useQuery } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import { Empty, ProblemView } from '../../design/states.tsx';
import { Ago } from '../../design/values.tsx';
import { useKeys } from '../../frame/keys.ts';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';
import { fulfilmentsOf } from '../shop-data.ts';
import { type Bench, benches, neighbour, onBench } from './orders.ts';
import { Parcel } from './parcel.tsx';

export const OrdersPage = () => <OwnShop>{(about) => <Orders about={about} />}</OwnShop>;

function Orders({ about }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const all = useQuery(fulfilmentsOf(about.vendor.id));
  const [bench, setBench] = useState<Bench>('pick');
  const [chosen, setChosen] = useState<string>();
  if (all.error) return <ProblemView error={all.error} onRetry={() => void all.refetch()} />;
  if (!all.data) return <PageWaiting />;
  const shown = onBench(all.data, bench);
  const parcel = shown.find(({ id }) => id === chosen) ?? shown[0];
  return (
    <>
      <h1>{t('orders.title')}</h1>
      <Benches all={all.data} bench={bench} onChosen={setBench} />
      {parcel ? (
        <div className="two-panes">
          <ParcelList parcels={shown} chosen={parcel.id} onChosen={setChosen} />
          <Parcel key={parcel.id} parcel={parcel} about={about} />
        </div>
      ) : (
        <Empty icon={PackageCheck} title={t(`orders.none.${bench}`)} />
      )}
    </>
  );
}

type BenchesProps = {
  readonly all: readonly Fulfilment[];
  readonly bench: Bench;
  readonly onChosen: (bench: Bench) => void;
};

const Benches = ({ all, bench, onChosen }: BenchesProps) => {
  const { t } = useTranslation('portal');
  return (
    <fieldset className="row benches" aria-label={t('orders.title')}>
      {benches.map((one) => (
        <button key={one} type="button" className="bench" aria-pressed={one === bench} onClick={() => onChosen(one)}>
          {t(`orders.bench.${one}`)} <span className="numbers soft">{onBench(all, one).length}</span>
        </button>
      ))}
      <span className="soft small keys-hint">{t('orders.keys')}</span>
    </fieldset>
  );
};

type ParcelListProps = {
  readonly parcels: readonly Fulfilment[];
  readonly chosen: string;
  readonly onChosen: (id: string) => void;
};

function ParcelList({ parcels, chosen, onChosen }: ParcelListProps) {
  const { t } = useTranslation('portal');
  const go = (step: 1 | -1) => () => {
    const next = neighbour(parcels, chosen, step);
    if (next) onChosen(next.id);
  };
  useKeys({ j: go(1), ArrowDown: go(1), k: go(-1), ArrowUp: go(-1) });
  return (
    <ul className="parcels" aria-label={t('orders.title')}>
      {parcels.map(({ id, orderNumber, lines, shippingAddress, openedAt }) => (
        <li key={id}>
          <button type="button" className="parcel-row" aria-current={id === chosen} onClick={() => onChosen(id)}>
            <strong>{orderNumber}</strong>
            <span className="soft small">
              <Ago at={openedAt} />
            </span>
            <span>{shippingAddress?.name ?? t('orders.forgotten')}</span>
            <span className="soft small">
              {t('orders.units', { count: lines.reduce((units, { quantity }) => units + quantity, 0) })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
