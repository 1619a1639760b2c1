import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Package } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '../../design/button.tsx';
import { Empty, ProblemView } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';
import { productsOf, stockOf } from '../shop-data.ts';
import { BulkBar } from './bulk-bar.tsx';
import { isFound, rowsOf } from './product-rows.ts';
import { ProductTable } from './product-table.tsx';

export const ProductsPage = () => <OwnShop>{(about) => <Products about={about} />}</OwnShop>;

function Products({ about }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const { vendor, currency, may } = about;
  const products = useQuery(productsOf(vendor.id));
  const stock = useQuery(stockOf(vendor.id));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (products.error) return <ProblemView error={products.error} onRetry={() => void products.refetch()} />;
  if (!products.data) return <PageWaiting />;
  const rows = rowsOf(products.data, stock.data ?? [], currency).filter((row) => isFound(row, typed));
  const picked = rows.map(({ product }) => product).filter(({ id }) => chosen.has(id));
  return (
    <>
      <div className="row apart">
        <h1>{t('products.title')}</h1>
        {may('sell') && (
          <Link {...buttonLook({})} to="/vendor/products/new">
            {t('products.new')}
          </Link>
        )}
      </div>
      <input
        className="input"
        type="search"
        placeholder={t('products.search')}
        aria-label={t('products.search')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {picked.length > 0 && <BulkBar products={picked} currency={currency} onDone={() => setChosen(new Set())} />}
      {rows.length === 0 ? (
        <Empty icon={Package} title={t(typed === '' ? 'products.none' : 'products.notFound')} />
      ) : (
        <ProductTable rows={rows} currency={currency} chosen={chosen} onChosen={may('sell') ? setChosen : undefined} />
      )}
    </>
  );
}
