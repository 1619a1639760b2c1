import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMore } from '../../design/more.tsx';
import { Badge, type Tone } from '../../design/states.tsx';
import { formatMoney } from '../../i18n/format.ts';
import { type ProductRow, type Sorting, type SortKey, sorted, sortKeys, turned } from './product-rows.ts';

type ProductTableProps = {
  readonly rows: readonly ProductRow[];
  readonly currency: string;
  readonly chosen: ReadonlySet<string>;
  /** Undefined: rows are for looking at. */
  readonly onChosen: ((chosen: ReadonlySet<string>) => void) | undefined;
};

/** Products to be sorted and ticked. */
export function ProductTable({ rows, currency, chosen, onChosen }: ProductTableProps) {
  const { t } = useTranslation('portal');
  const [sorting, setSorting] = useState<Sorting>();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChosen?.(next);
  };
  const { shown, more } = useMore(sorted(rows, sorting));
  const isAll = rows.every(({ product }) => chosen.has(product.id));
  const all = () => onChosen?.(new Set(isAll ? [] : rows.map(({ product }) => product.id)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label={t('products.title')} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {onChosen && <TickCell label={t('products.all')} on={isAll} onChange={all} />}
            <SortHeads sorting={sorting} onChange={setSorting} />
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.product.id} data-chosen={chosen.has(row.product.id) || undefined}>
              {onChosen && (
                <TickCell
                  label={row.product.title}
                  on={chosen.has(row.product.id)}
                  onChange={() => toggle(row.product.id)}
                />
              )}
              <Cells row={row} currency={currency} />
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </section>
  );
}

type SortHeadsProps = { readonly sorting: Sorting | undefined; readonly onChange: (to: Sorting | undefined) => void };

const SortHeads = ({ sorting, onChange }: SortHeadsProps) =>
  sortKeys.map((by) => <SortHead key={by} by={by} sorting={sorting} onTurn={() => onChange(turned(sorting, by))} />);

type SortHeadProps = { readonly by: SortKey; readonly sorting: Sorting | undefined; readonly onTurn: () => void };

const heads = {
  title: 'products.product',
  status: 'products.status',
  variants: 'products.variants',
  price: 'products.price',
  stock: 'products.stock',
} as const;

const SortHead = ({ by, sorting, onTurn }: SortHeadProps) => {
  const { t } = useTranslation('portal');
  const isIt = sorting?.by === by;
  const Mark = sorting?.isDown ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={isIt ? (sorting.isDown ? 'descending' : 'ascending') : undefined}>
      <button type="button" className="sorter" onClick={onTurn}>
        {t(heads[by])}
        {isIt && <Mark aria-hidden size={12} />}
      </button>
    </th>
  );
};

type TickProps = { readonly label: string; readonly on: boolean; readonly onChange: () => void };

const TickCell = ({ label, on, onChange }: TickProps) => (
  <td className="tick-cell">
    <input type="checkbox" className="tick" aria-label={label} checked={on} onChange={onChange} />
  </td>
);

const tones: Readonly<Record<string, Tone>> = { published: 'good', draft: 'info', archived: 'warn', refused: 'bad' };

const Cells = ({ row, currency }: { readonly row: ProductRow; readonly currency: string }) => {
  const { t, i18n } = useTranslation('portal');
  const { product, prices, available } = row;
  const money = (amount: number) => formatMoney({ amount, currency }, i18n.language);
  return (
    <>
      <td>
        <Name row={row} />
      </td>
      <td>
        <Badge tone={tones[product.status]}>{t(`products.is.${product.status}`)}</Badge>
      </td>
      <td className="numbers">{product.variants.length}</td>
      <td className="numbers">{pricesText(prices, money)}</td>
      <td className="numbers">{available ?? '∞'}</td>
    </>
  );
};

function pricesText(prices: ProductRow['prices'], money: (amount: number) => string): string {
  if (!prices) return '–';
  const [least, most] = prices;
  return least === most ? money(least) : `${money(least)} – ${money(most)}`;
}

const Name = ({ row: { product } }: { readonly row: ProductRow }) => {
  const [image] = product.images;
  return (
    <Link className="product-name" to="/vendor/products/$id" params={{ id: product.id }}>
      {image ? <img src={image.url} alt="" width={40} height={40} loading="lazy" /> : <span className="no-picture" />}
      {product.title}
    </Link>
  );
};
