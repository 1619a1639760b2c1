import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SalesAnswer } from '../../../../actors/analytics/contract.ts';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { Filters } from '../filters.tsx';
import { type SalesMeasure, salesMeasures } from '../measures.ts';
import { currenciesOf } from '../pieces.ts';
import { Tile, Tiles } from '../tiles.tsx';
import { askedOf, grainOf } from '../view.ts';
import { SalesByCountry, SalesByCustomer, SalesByVendor } from './sales-by.tsx';
import { SalesOverTime } from './sales-over-time.tsx';

export const SalesPage = () => <Board sees={['all', 'own']}>{(board) => <Sales board={board} />}</Board>;

function Sales({ board }: { readonly board: BoardAbout }) {
  const { t } = useTranslation('dashboards');
  const { view, query, scope } = board;
  const measure = salesMeasures.find((one) => one === query.measure) ?? 'gross';
  const sales = useQuery(
    question('analytics.sales', {
      ...askedOf(view),
      grain: grainOf(view),
      ...(view.isCompared && { compare: 'previous' }),
    }),
  );
  return (
    <>
      <h1>{t('sales.title')}</h1>
      <Filters board={board} withVendor withTime currencies={currenciesOf(sales.data?.totals ?? [])} />
      {sales.data && <SalesTiles board={board} sales={sales.data} measure={measure} />}
      <SalesOverTime board={board} sales={sales} measure={measure} />
      <div className="board-pair">
        {scope.sees === 'all' && view.vendor === undefined && <SalesByVendor board={board} />}
        <SalesByCountry board={board} />
        <SalesByCustomer board={board} />
      </div>
    </>
  );
}

type SalesTilesProps = {
  readonly board: BoardAbout;
  readonly sales: SalesAnswer;
  readonly measure: SalesMeasure;
};

function SalesTiles({ board: { currency, change }, sales, measure }: SalesTilesProps) {
  const ofCurrency = (totals: SalesAnswer['totals'] = []) => totals.find((one) => one.currency === currency);
  const now = ofCurrency(sales.totals);
  const before = ofCurrency(sales.previous?.totals);
  return (
    <Tiles>
      {salesMeasures.map((one) => (
        <Tile
          key={one}
          measure={one}
          value={now?.[one] ?? 0}
          before={sales.previous && (before?.[one] ?? 0)}
          currency={currency}
          isChosen={one === measure}
          onChosen={() => change({ measure: one })}
        />
      ))}
    </Tiles>
  );
}
