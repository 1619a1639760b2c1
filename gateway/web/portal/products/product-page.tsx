import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asked } from '../../api/asked.ts';
import { ProblemView } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { useLive } from '../../live/live.ts';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';
import { ProductEditor } from './product-editor.tsx';

export const ProductPage = () => {
  const { id = '' } = useParams({ strict: false });
  return <OwnShop>{(about) => <Known key={id} id={id} about={about} />}</OwnShop>;
};

export const NewProductPage = () => {
  const { t } = useTranslation('portal');
  return (
    <OwnShop>
      {(about) => (
        <>
          <h1>{t('products.new')}</h1>
          <ProductEditor about={about} product={undefined} />
        </>
      )}
    </OwnShop>
  );
};

const lookAgainMs = 10_000;

/** Follows the product while it is edited, so that somebody else's change is seen before it is overwritten. */
function Known({ id, about }: { readonly id: string; readonly about: OwnShopAbout }) {
  const product = useQuery({ ...asked('search.product', { idOrHandle: id }), refetchInterval: lookAgainMs });
  useLive('catalog', {
    changes: (changes) => changes.some((change) => change.id === id) && void product.refetch(),
  });
  if (product.error) return <ProblemView error={product.error} onRetry={() => void product.refetch()} />;
  if (!product.data) return <PageWaiting />;
  return (
    <>
      <h1>{product.data.title}</h1>
      <ProductEditor about={about} product={product.data} />
    </>
  );
}
