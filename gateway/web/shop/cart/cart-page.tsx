import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShoppingBag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../../../actors/carts/contract.ts';
import { buttonLook } from '../../design/button.tsx';
import { Empty, Notice } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { shopQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { CartLineRow } from './cart-line-row.tsx';
import { byVendor, hinders, type VendorLines } from './cart-lines.ts';
import { CartTotals } from './cart-totals.tsx';
import { useCart } from './use-cart.ts';
import { useTroubles } from './use-troubles.ts';
import './cart-page.css';

/** What is in the cart, by the shops it comes from, and what has changed since it was put there. */
export function Page() {
  const { t } = useTranslation('shop');
  const { cart, isPending } = useCart();
  useTitle(t('cart.title'));
  if (isPending) return <PageWaiting />;
  if (!cart || cart.lines.length === 0) return <EmptyCart />;
  return <FullCart cart={cart} />;
}

function EmptyCart() {
  const { t } = useTranslation('shop');
  return (
    <Empty icon={ShoppingBag} title={t('cart.empty')}>
      <Link to="/search" {...buttonLook({})}>
        {t('cart.browse')}
      </Link>
    </Empty>
  );
}

function FullCart({ cart }: { readonly cart: Cart }) {
  const { t } = useTranslation('shop');
  const troubles = useTroubles(cart);
  const isHindered = [...troubles.values()].some(hinders);
  return (
    <div className="cart">
      <div className="stack">
        <h1>{t('cart.title')}</h1>
        {troubles.size > 0 && (
          <Notice tone={isHindered ? 'bad' : 'warn'} live>
            {isHindered ? t('cart.hindered') : t('cart.changed')}
          </Notice>
        )}
        {byVendor(cart.lines).map((group) => (
          <OfVendor key={group.vendorId} group={group} cart={cart} troubles={troubles} />
        ))}
      </div>
      <CartTotals cart={cart}>
        {isHindered || cart.status === 'frozen' ? (
          <p className="soft small">{cart.status === 'frozen' ? t('cart.frozen') : t('cart.mendFirst')}</p>
        ) : (
          <Link to="/checkout" {...buttonLook({ wide: true })}>
            {t('cart.checkout')}
          </Link>
        )}
      </CartTotals>
    </div>
  );
}

type OfVendorProps = {
  readonly group: VendorLines;
  readonly cart: Cart;
  readonly troubles: ReturnType<typeof useTroubles>;
};

function OfVendor({ group: { vendorId, lines }, cart, troubles }: OfVendorProps) {
  const { t } = useTranslation('shop');
  const { data: shop } = useQuery(shopQuery(vendorId));
  return (
    <section className="card stack" aria-label={t('cart.from', { shop: shop?.name ?? '' })}>
      <h2 className="cart-vendor">{shop ? t('cart.from', { shop: shop.name }) : ' '}</h2>
      <ul className="cart-lines">
        {lines.map((line) => (
          <CartLineRow key={line.sku} line={line} currency={cart.currency} trouble={troubles.get(line.sku)} />
        ))}
      </ul>
    </section>
  );
}
