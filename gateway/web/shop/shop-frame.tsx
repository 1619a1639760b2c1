import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { ShoppingBag, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import mark from '../design/mark.svg';
import { Preferences } from '../frame/preferences.tsx';
import { useAccount } from '../session/session.ts';
import { unitsOf } from './cart/cart-lines.ts';
import { useCart, useCartOfAccount } from './cart/use-cart.ts';
import { SearchBox } from './find/search-box.tsx';
import { useLiveCatalog } from './live-catalog.ts';
import { categoriesQuery, tenantQuery } from './queries.ts';
import './shop-frame.css';

/** What stands around each page of the shop. */
export function ShopFrame() {
  const { t } = useTranslation('common');
  useLiveCatalog();
  useCartOfAccount();
  return (
    <>
      <a className="unseen skip-link" href="#main">
        {t('skip')}
      </a>
      <ShopHead />
      <main id="main" className="shop-main" tabIndex={-1}>
        <Outlet />
      </main>
      <ShopFoot />
    </>
  );
}

function ShopHead() {
  const { data: tenant } = useQuery(tenantQuery);
  return (
    <header className="shop-head">
      <div className="shop-bar">
        <Link to="/" className="shop-name">
          <img src={mark} alt="" width={32} height={32} />
          {tenant?.name ?? 'Souk'}
        </Link>
        <SearchBox />
        <nav className="row">
          <AccountLink />
          <CartLink />
        </nav>
      </div>
      <Categories />
    </header>
  );
}

function AccountLink() {
  const { t } = useTranslation('shop');
  const account = useAccount();
  const [label, path] = account ? [t('head.account'), '/account'] : [t('head.signIn'), '/sign-in'];
  return (
    <Link to={path} className="shop-link">
      <UserRound aria-hidden size={20} />
      <span className="shop-word">{label}</span>
    </Link>
  );
}

function CartLink() {
  const { t } = useTranslation('shop');
  const { cart } = useCart();
  const count = cart ? unitsOf(cart) : 0;
  return (
    <Link to="/cart" className="shop-link">
      <ShoppingBag aria-hidden size={20} />
      <span className="shop-word">{t('head.cart')}</span>
      {count > 0 && (
        <>
          <span className="cart-count numbers">{count}</span>
          <span className="unseen">{t('head.things', { count })}</span>
        </>
      )}
    </Link>
  );
}

function Categories() {
  const { t } = useTranslation('shop');
  const { data: categories = [] } = useQuery(categoriesQuery);
  return (
    <nav className="shop-categories" aria-label={t('head.categories')}>
      {categories
        .filter(({ parentId }) => parentId === undefined)
        .map(({ id, handle, name }) => (
          <Link key={id} to="/categories/$handle" params={{ handle }} className="shop-category">
            {name}
          </Link>
        ))}
      <Link to="/search" className="shop-category">
        {t('head.everything')}
      </Link>
    </nav>
  );
}

function ShopFoot() {
  const { t } = useTranslation('shop');
  return (
    <footer className="shop-foot">
      <div className="row apart">
        <nav className="row" aria-label={t('foot.title')}>
          <a href="/vendor">{t('foot.sell')}</a>
          <a href="/v1/docs">{t('foot.api')}</a>
        </nav>
        <Preferences />
      </div>
    </footer>
  );
}
