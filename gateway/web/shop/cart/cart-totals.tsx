import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../../../actors/carts/contract.ts';
import { Price } from '../../design/values.tsx';

type CartTotalsProps = { readonly cart: Cart; readonly children: ReactNode };

/** The sums of a cart, and what to do next. */
export function CartTotals({ cart: { subtotal, tax, total, pricesIncludeTax }, children }: CartTotalsProps) {
  const { t } = useTranslation('shop');
  return (
    <section className="card stack cart-totals" aria-label={t('cart.sums')}>
      <dl className="sums">
        <div>
          <dt>{t('cart.subtotal')}</dt>
          <dd>
            <Price {...subtotal} />
          </dd>
        </div>
        <div>
          <dt>{t('cart.delivery')}</dt>
          <dd>{t('cart.free')}</dd>
        </div>
        {tax.amount > 0 && (
          <div>
            <dt>{pricesIncludeTax ? t('cart.taxInside') : t('cart.tax')}</dt>
            <dd>
              <Price {...tax} />
            </dd>
          </div>
        )}
        <div className="sum">
          <dt>{t('cart.total')}</dt>
          <dd>
            <Price {...total} />
          </dd>
        </div>
      </dl>
      {children}
    </section>
  );
}
