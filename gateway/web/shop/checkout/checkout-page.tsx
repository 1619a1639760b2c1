import { Link } from '@tanstack/react-router';
import { ShoppingBag } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonLook } from '../../design/button.tsx';
import { Empty } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { useAccount } from '../../session/session.ts';
import { useCart } from '../cart/use-cart.ts';
import { tell } from '../telling.ts';
import { useTitle } from '../use-title.ts';
import { CheckoutForm } from './checkout-form.tsx';
import './checkout.css';

/** From a cart to an order, as a guest or signed in. */
export function Page() {
  const { t } = useTranslation('shop');
  const { cart, kept, isPending } = useCart();
  const account = useAccount();
  useTitle(t('checkout.title'));
  const isBegun = cart !== undefined && cart.lines.length > 0;
  useEffect(() => {
    if (isBegun) tell('checkout', { step: 'address' });
  }, [isBegun]);
  if (isPending || account === undefined) return <PageWaiting />;
  if (!cart || !kept || cart.lines.length === 0) {
    return (
      <Empty icon={ShoppingBag} title={t('cart.empty')}>
        <Link to="/search" {...buttonLook({})}>
          {t('cart.browse')}
        </Link>
      </Empty>
    );
  }
  return <CheckoutForm cart={cart} kept={kept} account={account} />;
}
