import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { partsOf } from '../../frame/sku.ts';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { useProductNames } from '../names.ts';
import { QuestionView } from '../question-view.tsx';
import { askedOf } from '../view.ts';
import { SkuName } from './sku-name.tsx';

export const StockPage = () => <Board sees={['all', 'own']}>{(board) => <Stock board={board} />}</Board>;

type OfBoard = { readonly board: BoardAbout };

const mostShown = 30;

function Stock({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  return (
    <>
      <h1>{t('stock.title')}</h1>
      <Filters board={board} withVendor />
      <Stocks board={board} order="scarce" />
      <Stocks board={board} order="sold" />
    </>
  );
}

function Stocks({ board: { view, currency }, order }: OfBoard & { readonly order: 'scarce' | 'sold' }) {
  const { t } = useTranslation('dashboards');
  const asked = { ...askedOf(view), order, limit: mostShown };
  const stock = useQuery(question('analytics.stock', asked));
  const names = useProductNames((stock.data?.items ?? []).map(({ sku }) => partsOf(sku).productId));
  return (
    <QuestionView
      title={t(`stock.${order}`)}
      query={stock}
      defines={[
        ...(['left', 'units', 'daysOfCover', 'turnover', 'sellThrough'] as const),
        ...(['outOfStockHours', 'missedUnits', 'missedGross'] as const),
      ]}
      isEmpty={({ items }) => items.length === 0}
      onDownload={() => download('analytics.stock', asked)}
    >
      {({ items }) => (
        <Listing
          caption={t(`stock.${order}`)}
          rows={items.map((item) => ({ ...item, missedGross: item.missedGross[currency] }))}
          keyOf={({ sku }) => sku}
          head={t('stock.sku')}
          name={({ sku }) => <SkuName sku={sku} names={names} />}
          measures={[
            'left',
            'daysOfCover',
            'units',
            'received',
            'turnover',
            'sellThrough',
            'outOfStockHours',
            'missedUnits',
            'missedGross',
          ]}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
