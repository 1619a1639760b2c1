import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { useCategoryNames, useProductNames } from '../names.ts';
import { QuestionView } from '../question-view.tsx';
import { askedOf } from '../view.ts';
import { ProductName } from './product-name.tsx';

export const ProductsPage = () => <Board sees={['all', 'own']}>{(board) => <Products board={board} />}</Board>;

type OfBoard = { readonly board: BoardAbout };

/** Their names are asked one by one. */
const mostShown = 20;

function Products({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  return (
    <>
      <h1>{t('products.title')}</h1>
      <Filters board={board} withVendor />
      <div className="board-pair">
        <Ranked board={board} order="best" />
        <Ranked board={board} order="worst" />
        <Categories board={board} />
        <Viewed board={board} />
      </div>
    </>
  );
}

function Ranked({ board: { view, currency }, order }: OfBoard & { readonly order: 'best' | 'worst' }) {
  const { t } = useTranslation('dashboards');
  const asked = { ...askedOf(view), order, limit: mostShown };
  const products = useQuery(question('analytics.products', asked));
  const rows = (products.data?.items ?? []).filter((item) => item.currency === currency);
  const names = useProductNames(rows.map(({ productId }) => productId));
  return (
    <QuestionView
      title={t(`products.${order}`)}
      query={products}
      defines={['gross', 'orders', 'units']}
      isEmpty={() => rows.length === 0}
      onDownload={() => download('analytics.products', asked)}
    >
      {() => (
        <Listing
          caption={t(`products.${order}`)}
          rows={rows}
          keyOf={({ productId }) => productId}
          head={t('products.product')}
          name={({ productId }) => <ProductName id={productId} names={names} />}
          bar="gross"
          measures={['gross', 'orders', 'units']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}

function Categories({ board: { view, currency } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const asked = askedOf(view);
  const categories = useQuery(question('analytics.categories', asked));
  const names = useCategoryNames();
  const rows = (categories.data?.items ?? []).filter((item) => item.currency === currency);
  return (
    <QuestionView
      title={t('products.categories')}
      query={categories}
      defines={['category', 'gross', 'orders', 'units']}
      isEmpty={() => rows.length === 0}
      onDownload={() => download('analytics.categories', asked)}
    >
      {() => (
        <Listing
          caption={t('products.categories')}
          rows={rows}
          keyOf={({ categoryId }) => categoryId}
          head={t('measure.category')}
          name={({ categoryId }) => (categoryId === '' ? t('products.none') : (names.get(categoryId) ?? categoryId))}
          bar="gross"
          measures={['gross', 'orders', 'units']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}

function Viewed({ board: { view, currency } }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const asked = { ...askedOf(view), limit: mostShown };
  const views = useQuery(question('analytics.views', asked));
  const names = useProductNames((views.data?.items ?? []).map(({ productId }) => productId));
  return (
    <QuestionView
      title={t('products.views')}
      query={views}
      defines={['views', 'adds', 'viewToSale']}
      isEmpty={({ items }) => items.length === 0}
      onDownload={() => download('analytics.views', asked)}
    >
      {({ items }) => (
        <Listing
          caption={t('products.views')}
          rows={items}
          keyOf={({ productId }) => productId}
          head={t('products.product')}
          name={({ productId }) => <ProductName id={productId} names={names} />}
          bar="views"
          measures={['views', 'adds', 'orders', 'viewToSale']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
