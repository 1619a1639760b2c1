import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CartLine } from '../../../../actors/carts/contract.ts';
import { Button } from '../../design/button.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { Price } from '../../design/values.tsx';
import { formatMoney } from '../../i18n/format.ts';
import { Stepper } from '../product/buy-form.tsx';
import { optionsText } from '../product/choice.ts';
import { productQuery } from '../queries.ts';
import { hinders, type LineTrouble } from './cart-lines.ts';
import { useSetLine } from './use-cart.ts';

type CartLineRowProps = {
  readonly line: CartLine;
  readonly currency: string;
  readonly trouble: LineTrouble | undefined;
};

const most = 99;

/** One line: what, how many, for how much, and what is the matter with it. */
export function CartLineRow({ line, currency, trouble }: CartLineRowProps) {
  const { t } = useTranslation(['shop', 'common']);
  const setLine = useSetLine();
  const { sku, title, options, quantity, unitPrice, productId } = line;
  const set = (next: number) => setLine.mutate({ sku, quantity: next });
  const remove = () => {
    set(0);
    showToast(t('cart.removed', { title }), { action: { label: t('common:undo'), run: () => set(quantity) } });
  };
  return (
    <li className="cart-line">
      <LinePicture productId={productId} />
      <div className="stack cart-words">
        <div>
          <LineTitle productId={productId} title={title} />
          <p className="soft small">{optionsText(options)}</p>
        </div>
        {trouble && <Trouble trouble={trouble} currency={currency} onTake={set} />}
        {setLine.error && <ProblemView error={setLine.error} />}
        <div className="row">
          {trouble?.what !== 'gone' && trouble?.what !== 'soldOut' && (
            <Stepper quantity={quantity} most={most} onChange={set} />
          )}
          <Button kind="quiet" size="small" aria-label={t('cart.remove', { title })} onClick={remove}>
            <Trash2 aria-hidden size={16} />
            {t('common:remove')}
          </Button>
        </div>
      </div>
      <p className="cart-amount">
        <Price amount={unitPrice * quantity} currency={currency} />
      </p>
    </li>
  );
}

function LinePicture({ productId }: { readonly productId: string }) {
  const { data } = useQuery(productQuery(productId));
  const image = data?.images[0];
  return <span className="cart-picture">{image && <img src={image.url} alt="" width={96} height={96} />}</span>;
}

function LineTitle({ productId, title }: { readonly productId: string; readonly title: string }) {
  const { data } = useQuery(productQuery(productId));
  if (!data) return <strong>{title}</strong>;
  return (
    <Link to="/products/$handle" params={{ handle: data.handle }}>
      <strong>{title}</strong>
    </Link>
  );
}

type TroubleProps = {
  readonly trouble: LineTrouble;
  readonly currency: string;
  readonly onTake: (quantity: number) => void;
};

function Trouble({ trouble, currency, onTake }: TroubleProps) {
  const { t, i18n } = useTranslation('shop');
  if (trouble.what === 'dearer' || trouble.what === 'cheaper') {
    const before = formatMoney({ amount: trouble.before, currency }, i18n.language);
    return <Notice tone={trouble.what === 'dearer' ? 'warn' : 'good'}>{t(`cart.${trouble.what}`, { before })}</Notice>;
  }
  return (
    <Notice tone={hinders(trouble) ? 'bad' : 'warn'} live>
      <p>{trouble.what === 'tooMany' ? t('cart.tooMany', { count: trouble.left }) : t(`cart.${trouble.what}`)}</p>
      {trouble.what === 'tooMany' && (
        <Button kind="plain" size="small" onClick={() => onTake(trouble.left)}>
          {t('cart.take', { count: trouble.left })}
        </Button>
      )}
    </Notice>
  );
}
