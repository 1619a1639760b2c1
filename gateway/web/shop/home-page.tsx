import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedProduct } from '../../../actors/search/contract.ts';
import { buttonLook } from '../design/button.tsx';
import { ProblemView } from '../design/states.tsx';
import { ProductGrid } from './product/product-card.tsx';
import { categoriesQuery, newestQuery, newestShown, shopsQuery } from './queries.ts';
import { useCurrency } from './use-currency.ts';
import { useTitle } from './use-title.ts';
import './home-page.css';

const inCollage = 4;

export function Page() {
  const { t } = useTranslation('shop');
  const currency = useCurrency();
  const { data: products, error, refetch } = useQuery(newestQuery(newestShown));
  useTitle(undefined);
  return (
    <div className="stack home">
      <Hero products={products?.slice(0, inCollage) ?? []} />
      <Rooms />
      <section className="stack" aria-labelledby="newest">
        <div className="row apart">
          <h2 id="newest">{t('home.newest')}</h2>
          <Link to="/search" search={{ sort: 'newest' }} className="row">
            {t('home.all')} <ArrowRight aria-hidden size={16} className="turns" />
          </Link>
        </div>
        {error ? (
          <ProblemView error={error} onRetry={() => void refetch()} />
        ) : (
          <ProductGrid products={products} currency={currency} />
        )}
      </section>
      <Makers />
    </div>
  );
}

function Hero({ products }: { readonly products: readonly ListedProduct[] }) {
  const { t } = useTranslation('shop');
  return (
    <section className="hero">
      <div className="stack">
        <h1>{t('home.title')}</h1>
        <p className="hero-about">{t('home.about')}</p>
        <div className="row">
          <Link to="/search" {...buttonLook({})}>
            {t('home.browse')}
          </Link>
          <a href="/vendor" {...buttonLook({ kind: 'plain' })}>
            {t('home.sell')}
          </a>
        </div>
      </div>
      <div className="hero-pictures" aria-hidden>
        {products.map(
          ({ id, images }, place) =>
            images[0] && (
              <img
                key={id}
                src={images[0].url}
                alt=""
                width={300}
                height={300}
                fetchPriority={place === 0 ? 'high' : 'auto'}
              />
            ),
        )}
      </div>
    </section>
  );
}

function Rooms() {
  const { t } = useTranslation('shop');
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <nav className="rooms" aria-label={t('home.rooms')}>
      {categories
        .filter(({ path }) => path.length === 2)
        .map(({ id, handle, name }) => (
          <Link key={id} to="/categories/$handle" params={{ handle }} className="room">
            {name}
          </Link>
        ))}
    </nav>
  );
}

function Makers() {
  const { t } = useTranslation('shop');
  const { data: shops = [] } = useQuery(shopsQuery);
  return (
    <section className="stack" aria-labelledby="makers">
      <h2 id="makers">{t('home.makers')}</h2>
      <ul className="makers">
        {shops.map(({ id, handle, name, description }) => (
          <li key={id}>
            <Link to="/shops/$handle" params={{ handle }} className="card maker">
              <strong>{name}</strong>
              <span className="soft">{description}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
