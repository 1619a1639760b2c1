import { useNavigate } from '@tanstack/react-router';
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { useCart, useSetLine } from '../cart/use-cart.ts';
import { shelfOf, type Variant } from './choice.ts';

const mostAtOnce = 99;

/** How many, and into the cart. What the shelf says is read out when it changes. */
export function BuyForm({ variant: { sku, available } }: { readonly variant: Variant }) {
  const { t } = useTranslation('shop');
  const navigate = useNavigate();
  const { cart } = useCart();
  const setLine = useSetLine();
  const [wished, setWished] = useState(1);
  const shelf = shelfOf(available);
  const most = Math.min(available ?? mostAtOnce, mostAtOnce);
  const quantity = Math.max(1, Math.min(wished, most));
  const inCart = cart?.lines.find((line) => line.sku === sku)?.quantity ?? 0;
  const add = () =>
    setLine.mutate(
      { sku, quantity: inCart + quantity },
      {
        onSuccess: () =>
          showToast(t('product.added'), {
            action: { label: t('product.toCart'), run: () => void navigate({ to: '/cart' }) },
          }),
      },
    );
  return (
    <div className="stack buy">
      <p className="shelf" data-shelf={shelf} role="status">
        {shelf === 'few' ? t('shelf.few', { count: available ?? 0 }) : t(`shelf.${shelf}`)}
      </p>
      <div className="row">
        <Stepper quantity={quantity} most={most} onChange={setWished} />
        <Button disabled={shelf === 'gone'} busy={setLine.isPending} onClick={add}>
          {shelf === 'gone' ? t('shelf.gone') : t('product.add')}
        </Button>
      </div>
      {inCart > 0 && <p className="soft small">{t('product.inCart', { count: inCart })}</p>}
      {setLine.error && <ProblemView error={setLine.error} />}
    </div>
  );
}

type StepperProps = { readonly quantity: number; readonly most: number; readonly onChange: (quantity: number) => void };

/** A number of units that is mostly one or two. */
export function Stepper({ quantity, most, onChange }: StepperProps) {
  const { t } = useTranslation('shop');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would name each of the two buttons after itself.
    <div className="stepper" role="group" aria-label={t('product.quantity')}>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('product.less')}
        disabled={quantity <= 1}
        onClick={() => onChange(quantity - 1)}
      >
        <Minus aria-hidden size={16} />
      </Button>
      <output className="numbers">{quantity}</output>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('product.more')}
        disabled={quantity >= most}
        onClick={() => onChange(quantity + 1)}
      >
        <Plus aria-hidden size={16} />
      </Button>
    </div>
  );
}
