import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stock } from '../../../../actors/inventory/contract.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/field.tsx';
import { Badge, Empty, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { namesOf } from '../names.ts';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';
import { productsOf, stockOf } from '../shop-data.ts';
import { AlertDialog } from './alert-dialog.tsx';
import { belowOf, isLow } from './low.ts';
import { MoveDialog } from './move-dialog.tsx';
import { StockHistory } from './stock-history.tsx';

export const StockPage = () => <OwnShop>{(about) => <AllStock about={about} />}</OwnShop>;

type Layer = { readonly kind: 'move' | 'history' | 'alert'; readonly sku: string };

function AllStock({ about: { vendor, account, may } }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const stock = useQuery(stockOf(vendor.id));
  const products = useQuery(productsOf(vendor.id));
  const [isScarceOnly, setScarceOnly] = useState(false);
  const [layer, setLayer] = useState<Layer>();
  if (stock.error) return <ProblemView error={stock.error} onRetry={() => void stock.refetch()} />;
  if (!stock.data || !products.data) return <PageWaiting />;
  const names = namesOf(products.data);
  const rows = isScarceOnly ? stock.data.filter(isLow) : stock.data;
  const open = layer && stock.data.find(({ sku }) => sku === layer.sku);
  const close = () => setLayer(undefined);
  const nameOf = ({ sku }: Stock) => names.get(sku) ?? sku;
  return (
    <>
      <div className="row apart">
        <h1>{t('stock.title')}</h1>
        <Checkbox
          label={t('stock.scarceOnly')}
          checked={isScarceOnly}
          onChange={({ target }) => setScarceOnly(target.checked)}
        />
      </div>
      {rows.length === 0 ? (
        <Empty icon={Boxes} title={t(isScarceOnly ? 'today.plenty' : 'stock.none')} />
      ) : (
        <StockTable rows={rows} nameOf={nameOf} onOpen={setLayer} mayMove={may('fulfil')} />
      )}
      {open && layer.kind === 'move' && <MoveDialog stock={open} name={nameOf(open)} may={may} onClose={close} />}
      {open && layer.kind === 'alert' && (
        <AlertDialog stock={open} name={nameOf(open)} accountId={account.id} onClose={close} />
      )}
      {open && layer.kind === 'history' && <StockHistory stock={open} name={nameOf(open)} onClose={close} />}
    </>
  );
}

type StockTableProps = {
  readonly rows: readonly Stock[];
  readonly nameOf: (stock: Stock) => string;
  readonly onOpen: (layer: Layer) => void;
  readonly mayMove: boolean;
};

function StockTable({ rows, nameOf, onOpen, mayMove }: StockTableProps) {
  const { t } = useTranslation('portal');
  return (
    <Table
      caption={t('stock.title')}
      rows={rows}
      keyOf={({ sku }) => sku}
      columns={[
        { id: 'name', head: t('products.product'), cell: (row) => nameOf(row) },
        { id: 'available', head: t('stock.available'), cell: (row) => <Units stock={row} />, atEnd: true },
        { id: 'held', head: t('stock.held'), cell: ({ held }) => held, atEnd: true },
        { id: 'promised', head: t('stock.promised'), cell: ({ promised }) => promised, atEnd: true },
        {
          id: 'warehouses',
          head: t('stock.warehouses'),
          cell: ({ warehouses }) => warehouses.map(({ warehouse, held }) => `${warehouse} ${held}`).join(' · ') || '–',
        },
        { id: 'alert', head: t('stock.alert'), cell: (row) => <Alerted stock={row} /> },
        {
          id: 'act',
          head: <span className="unseen">{t('stock.move')}</span>,
          cell: ({ sku }) => <Acts sku={sku} onOpen={onOpen} mayMove={mayMove} />,
        },
      ]}
    />
  );
}

type ActsProps = Omit<StockTableProps, 'rows' | 'nameOf'> & { readonly sku: string };

function Acts({ sku, onOpen, mayMove }: ActsProps) {
  const { t } = useTranslation('portal');
  return (
    <span className="row row-acts">
      {mayMove && (
        <>
          <Button size="small" kind="plain" onClick={() => onOpen({ kind: 'move', sku })}>
            {t('stock.move')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => onOpen({ kind: 'alert', sku })}>
            {t('stock.alert')}
          </Button>
        </>
      )}
      <Button size="small" kind="quiet" onClick={() => onOpen({ kind: 'history', sku })}>
        {t('stock.history')}
      </Button>
    </span>
  );
}

const Units = ({ stock }: { readonly stock: Stock }) => {
  const { available } = stock;
  if (!isLow(stock)) return <strong>{available}</strong>;
  return <Badge tone={available === 0 ? 'bad' : 'warn'}>{available}</Badge>;
};

const Alerted = ({ stock }: { readonly stock: Stock }) => {
  const { t } = useTranslation('portal');
  const below = belowOf(stock);
  return <span className="soft">{below === 0 ? t('stock.never') : t('stock.below', { count: below })}</span>;
};
