import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { hasCode } from '../../api/problem.ts';
import { Notice, ProblemView, Skeleton } from '../../design/states.tsx';
import { Price } from '../../design/values.tsx';
import { MissingPage } from '../../frame/missing-page.tsx';
import { useLive } from '../../live/live.ts';
import { mostOthers, othersQuery, productQuery, shopQuery } from '../queries.ts';
import { tell } from '../telling.ts';
import { useCurrency } from '../use-currency.ts';
import { useTitle } from '../use-title.ts';
import { BuyForm } from './buy-form.tsx';
import { type Chosen, chosenVariant, firstChoice, type Variant, withAvailable } from './choice.ts';
import { Gallery } from './gallery.tsx';
import { OptionPicker } from './option-picker.tsx';
import { ProductGrid } from './product-card.tsx';
import './product-page.css';

/** One product, alive: its price and its stock change while somebody looks. */
export function Page() {
  const { handle = '' } = useParams({ strict: false }) as { handle?: string };
  const { data: product, error, refetch } = useQuery(productQuery(handle));
  useTitle(product?.title);
  if (hasCode(error, 'NOT_FOUND', 'UNKNOWN_PRODUCT')) return product ? <Gone product={product} /> : <MissingPage />;
  if (product) return <Shown key={product.id} product={product} handle={handle} />;
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  return <Waiting />;
}

function Shown({ product, handle }: { readonly product: ListedProduct; readonly handle: string }) {
  const [chosen, setChosen] = useState<Chosen>(() => firstChoice(product));
  const { title, description, images, variants } = product;
  const variant = chosenVariant(product, chosen) ?? variants[0];
  useEffect(() => tell('viewed', { product: product.id }), [product.id]);
  return (
    <div className="stack product-and-others">
      <article className="product">
        {variants
          .slice(0, mostFollowed)
          .map(({ sku, stocked }) => stocked && <LiveStock key={sku} sku={sku} handle={handle} />)}
        <Gallery images={images} title={title} />
        <div className="stack product-about">
          <h1>{title}</h1>
          <Maker vendorId={product.vendorId} />
          {variant && <VariantPrice variant={variant} />}
          <OptionPicker product={product} chosen={chosen} onChoose={setChosen} />
          {variant && <BuyForm key={variant.sku} variant={variant} />}
          <p className="product-words">{description}</p>
          <Attributes product={product} />
        </div>
      </article>
      <Others of={product} />
    </div>
  );
}

/** A socket follows a hundred channels at most; a product with more variants shows the others as last asked. */
const mostFollowed = 50;

/** Puts what the stock of a variant says into the product that is shown. */
function LiveStock({ sku, handle }: { readonly sku: string; readonly handle: string }) {
  const queries = useQueryClient();
  useLive<{ readonly available: number }>(`stock:${sku}`, {
    state: ({ available }) =>
      queries.setQueryData<ListedProduct>(
        ['product', handle],
        (shown) => shown && withAvailable(shown, sku, available),
      ),
  });
  return null;
}

/** The price, and what it was before it moved under somebody's eyes. */
function VariantPrice({ variant }: { readonly variant: Variant }) {
  const { t } = useTranslation('shop');
  const currency = useCurrency();
  const amount = variant.prices[currency];
  const [seen, setSeen] = useState({ sku: variant.sku, amount, before: undefined as number | undefined });
  useEffect(() => {
    if (seen.sku !== variant.sku) setSeen({ sku: variant.sku, amount, before: undefined });
    else if (seen.amount !== amount) setSeen({ sku: variant.sku, amount, before: seen.amount });
  }, [variant.sku, amount, seen]);
  if (amount === undefined) return <p className="soft">{t('product.noPrice')}</p>;
  return (
    <div className="stack product-price-now" aria-live="polite">
      <p className="product-amount">
        <Price amount={amount} currency={currency} />
      </p>
      {seen.before !== undefined && (
        <Notice tone={seen.before > amount ? 'good' : 'warn'}>
          {t('product.priceMoved')} <Price amount={seen.before} currency={currency} />
        </Notice>
      )}
    </div>
  );
}

function Maker({ vendorId }: { readonly vendorId: string }) {
  const { data: shop } = useQuery(shopQuery(vendorId));
  return (
    <p className="row product-maker">
      <Store aria-hidden size={16} />
      {shop ? (
        <Link to="/shops/$handle" params={{ handle: shop.handle }}>
          {shop.name}
        </Link>
      ) : (
        <Skeleton width="9rem" />
      )}
    </p>
  );
}

function Attributes({ product: { attributes } }: { readonly product: ListedProduct }) {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return (
    <dl className="attributes">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Others({ of: { id, vendorId } }: { readonly of: ListedProduct }) {
  const { t } = useTranslation('shop');
  const currency = useCurrency();
  const { data } = useQuery(othersQuery(vendorId, mostOthers + 1));
  const others = data?.filter((other) => other.id !== id).slice(0, mostOthers);
  if (others?.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="others">
      <h2 id="others">{t('product.others')}</h2>
      <ProductGrid products={others} currency={currency} />
    </section>
  );
}

/** It was on sale when the page was opened. */
function Gone({ product }: { readonly product: ListedProduct }) {
  const { t } = useTranslation('shop');
  return (
    <div className="stack">
      <h1>{product.title}</h1>
      <Notice tone="warn" live>
        {t('product.gone')}
      </Notice>
      <Maker vendorId={product.vendorId} />
    </div>
  );
}

const Waiting = () => (
  <div className="product" aria-busy>
    <span className="gallery-picture skeleton" />
    <div className="stack">
      <Skeleton width="60%" height="2.25rem" />
      <Skeleton width="30%" />
      <Skeleton height="8rem" />
    </div>
  </div>
);
