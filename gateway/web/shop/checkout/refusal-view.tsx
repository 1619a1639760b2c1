import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cart } from '../../../../actors/carts/contract.ts';
import { Button, buttonLook } from '../../design/button.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';
import { useSetLine } from '../cart/use-cart.ts';
import { refusalOf, type Shortage } from './refusal.ts';

type RefusalViewProps = { readonly error: unknown; readonly cart: Cart; readonly onMended: () => void };

/** Why nothing was bought, in words, with the way on. It takes the focus: whoever pressed the button looks elsewhere. */
export function RefusalView({ error, cart, onMended }: RefusalViewProps) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is read out anew.
  useEffect(() => place.current?.focus(), [error]);
  return (
    <div ref={place} tabIndex={-1} className="refusal">
      <Words error={error} cart={cart} onMended={onMended} />
    </div>
  );
}

function Words({ error, cart, onMended }: RefusalViewProps) {
  const { t } = useTranslation('shop');
  const refusal = refusalOf(error);
  if (refusal.what === 'stock') return <Short shortages={refusal.shortages} cart={cart} onMended={onMended} />;
  if (refusal.what === 'other' || refusal.what === 'fields') return <ProblemView error={error} />;
  return (
    <Notice tone={refusal.what === 'price' ? 'warn' : 'bad'} live>
      <p>{refusal.what === 'payment' ? t(`refusal.${refusal.code}`) : t(`refusal.${refusal.what}`)}</p>
      {refusal.what === 'vendor' && (
        <Link to="/cart" {...buttonLook({ kind: 'plain', size: 'small' })}>
          {t('refusal.toCart')}
        </Link>
      )}
    </Notice>
  );
}

type ShortProps = { readonly shortages: readonly Shortage[]; readonly cart: Cart; readonly onMended: () => void };

/** Somebody was faster: what is left can be bought all the same. */
function Short({ shortages, cart, onMended }: ShortProps) {
  const { t } = useTranslation('shop');
  const setLine = useSetLine();
  const take = async () => {
    for (const { sku, left } of shortages) await setLine.mutateAsync({ sku, quantity: left });
    onMended();
  };
  const titleOf = (wanted: string) => cart.lines.find(({ sku }) => sku === wanted)?.title ?? wanted;
  return (
    <Notice tone="bad" live>
      <p>{t('refusal.stock')}</p>
      <ul>
        {shortages.map(({ sku, left }) => (
          <li key={sku}>{t('refusal.left', { title: titleOf(sku), count: left })}</li>
        ))}
      </ul>
      <Button kind="plain" size="small" busy={setLine.isPending} onClick={() => void take()}>
        {t('refusal.take')}
      </Button>
    </Notice>
  );
}
