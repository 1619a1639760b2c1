import { useTranslation } from 'react-i18next';
import type { Grain, OwnItem, OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { type Column, Table } from '../../design/table.tsx';
import { partsOf } from '../../frame/sku.ts';
import { Bar } from '../charts/bar.tsx';
import { ProductName } from '../market/product-name.tsx';
import { SkuName } from '../market/sku-name.tsx';
import { writeMeasure } from '../measures.ts';
import { useProductNames, useVendorNames } from '../names.ts';
import { writeStart } from '../pieces.ts';
import type { View } from '../view.ts';
import { fieldsOf } from './own-question.ts';
import '../charts/charts.css';
import { useRegional } from '../../i18n/use-regional.ts';

export type OwnTableProps = {
  readonly items: readonly OwnItem[];
  readonly own: OwnQuestion;
  readonly currency: string;
  readonly view: Pick<View, 'tz'>;
};

/** Products have their names asked one by one: those beyond so many keep their ids. */
const mostNames = 30;

/** The groups of an answer in rows; the first measure is drawn besides, where that is wished. */
export function OwnTable({
  items,
  own,
  currency,
  view,
  isDrawn = false,
}: OwnTableProps & { readonly isDrawn?: boolean }) {
  const { t, i18n } = useTranslation('dashboards');
  const language = i18n.language;
  const writeField = useFieldWriter(items, own.grain ?? 'day', view.tz);
  const fields = fieldsOf(items, own.measures);
  const columns: readonly Column<OwnItem>[] = [
    ...fields.map((field) => ({
      id: field,
      head: t(`by.${field as 'time'}`),
      cell: (item: OwnItem) => writeField(field, String(item[field])),
    })),
    ...(isDrawn ? [barsOf(items, own, currency)] : []),
    ...own.measures.map((measure) => ({
      id: measure,
      head: t(`measure.${measure}`),
      cell: (item: OwnItem) =>
        writeMeasure(measure, Number(item[measure]), { currency: String(item.currency ?? currency), language }),
      atEnd: true,
    })),
  ];
  const keyOf = (item: OwnItem) => fields.map((field) => item[field]).join(' ');
  return <Table caption={t('own.answer')} rows={items} keyOf={keyOf} columns={columns} />;
}

/** How much of the most each group has; amounts of another currency cannot be laid beside these. */
function barsOf(items: readonly OwnItem[], { measures: [measure] }: OwnQuestion, currency: string): Column<OwnItem> {
  const amountIn = (item: OwnItem) =>
    item.currency === undefined || item.currency === currency ? Number(item[measure ?? '']) : 0;
  const most = Math.max(0, ...items.map(amountIn));
  const cell = (item: OwnItem) => (
    <div className="bar-cell">
      <Bar value={amountIn(item)} most={most} />
    </div>
  );
  return { id: 'bar', head: null, cell };
}

/** Ids by what they are called, places and times as people write them. */
function useFieldWriter(items: readonly OwnItem[], grain: Grain, tz: string) {
  const { t, i18n } = useTranslation('dashboards');
  const vendors = useVendorNames();
  const products = useProductNames(productsIn(items));
  const regional = useRegional();
  const regions = new Intl.DisplayNames(i18n.language, { type: 'region' });
  return (field: string, value: string) => {
    if (field === 'start') return writeStart(value, grain, tz, regional);
    if (field === 'vendorId') return vendors.get(value) ?? value;
    if (field === 'productId' && value !== '') return <ProductName id={value} names={products} />;
    if (field === 'sku' && value !== '') return <SkuName sku={value} names={products} />;
    if (field === 'country' && value !== '') return regions.of(value);
    return value === '' ? t('products.none') : value;
  };
}

const productsIn = (items: readonly OwnItem[]): readonly string[] =>
  [
    ...new Set(
      items.flatMap(({ productId, sku }) =>
        sku ? [partsOf(String(sku)).productId] : productId ? [String(productId)] : [],
      ),
    ),
  ].slice(0, mostNames);
