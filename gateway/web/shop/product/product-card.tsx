import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { Badge, Skeleton } from '../../design/states.tsx';
import { Price } from '../../design/values.tsx';
import { tell } from '../telling.ts';
import { priceSpan, shelfOfProduct } from './choice.ts';
import './product-card.css';

type ProductCardProps = {
  readonly product: ListedProduct;
  readonly currency: string;
  /** Among the first that are seen: its picture does not wait. */
  readonly isFirst?: boolean;
  readonly onOpen?: (() => void) | undefined;
};

/** A product in a list: one link, its picture, its price, and whether there is any. */
export function ProductCard({ product, currency, isFirst = false, onOpen }: ProductCardProps) {
  const { t } = useTranslation('shop');
  const { handle, title, images, variants } = product;
  const shelf = shelfOfProduct(product);
  const span = priceSpan(product, currency);
  const left = variants.reduce((sum, { available = 0 }) => sum + available, 0);
  return (
    <Link to="/products/$handle" params={{ handle }} className="product-card" onClick={onOpen}>
      <span className="product-picture" data-shelf={shelf}>
        {images[0] && (
          <img
            src={images[0].url}
            alt=""
            width={400}
            height={400}
            loading={isFirst ? 'eager' : 'lazy'}
            fetchPriority={isFirst ? 'high' : 'auto'}
          />
        )}
      </span>
      <span className="product-title">{title}</span>
      <span className="row apart">
        {span && (
          <span className="product-price">
            {span.from === span.to ? (
              <Price amount={span.from} currency={currency} />
            ) : (
              <FromPrice {...span} currency={currency} />
            )}
          </span>
        )}
        {shelf === 'gone' && <Badge>{t('shelf.gone')}</Badge>}
        {shelf === 'few' && <Badge tone="warn">{t('shelf.few', { count: left })}</Badge>}
      </span>
    </Link>
  );
}

function FromPrice({ from, currency }: { readonly from: number; readonly currency: string }) {
  const { t } = useTranslation('shop');
  return (
    <>
      <span className="soft small">{t('product.from')}</span> <Price amount={from} currency={currency} />
    </>
  );
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type ProductGridProps = {
  readonly products: readonly ListedProduct[] | undefined;
  readonly currency: string;
  /** What they were found by, if they were searched for. */
  readonly query?: string;
};

/** Products in a grid; while they are on their way, their places. */
export function ProductGrid({ products, currency, query }: ProductGridProps) {
  const opened = (product: string, position: number) =>
    query === undefined ? undefined : () => tell('clicked', { query, product, position });
  return (
    <ul className="product-grid" aria-busy={products === undefined}>
      {products?.map((product, place) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            currency={currency}
            isFirst={place < 4}
            onOpen={opened(product.id, place + 1)}
          />
        </li>
      )) ??
        places.map((place) => (
          <li key={place} className="product-card">
            <span className="product-picture skeleton" />
            <Skeleton width="70%" />
            <Skeleton width="30%" />
          </li>
        ))}
    </ul>
  );
}
