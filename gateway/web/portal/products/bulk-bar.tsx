import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { movedPrices, pricesAsTheyWere } from './product-rows.ts';
import { putProduct } from './put-product.ts';

type BulkBarProps = { readonly products: readonly Product[]; readonly currency: string; readonly onDone: () => void };

/** One change of many products: each by itself, so that one that is refused keeps no other back. */
type Change = {
  readonly done: string;
  readonly make: (product: Product) => Promise<Product>;
  readonly undo: (product: Product) => Promise<Product>;
};

const publish = ({ id }: Product) => ask('catalog.publish', { id });
const archive = ({ id }: Product) => ask('catalog.archive', { id });

function useChanging(products: readonly Product[], onDone: () => void) {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const each = async (change: (product: Product) => Promise<Product>) => {
    for (const product of products) putProduct(queries, await change(product));
  };
  return useMutation({
    mutationFn: ({ make }: Change) => each(make),
    onSuccess: (_, { done, undo }) => {
      showToast(done, { action: { label: t('undo'), run: () => void each(undo) } });
      onDone();
    },
  });
}

/** What can be done with all that are ticked, and taken back. */
export function BulkBar({ products, currency, onDone }: BulkBarProps) {
  const { t } = useTranslation('portal');
  const { mutate, isPending, error } = useChanging(products, onDone);
  const count = products.length;
  const putOn = () => mutate({ done: t('products.published', { count }), make: publish, undo: archive });
  const takeOff = () => mutate({ done: t('products.archived', { count }), make: archive, undo: publish });
  const move = (percent: number) =>
    mutate({
      done: t('products.moved', { count, percent }),
      make: (product) => ask('catalog.change', movedPrices(product, currency, percent)),
      undo: (product) => ask('catalog.change', pricesAsTheyWere(product)),
    });
  return (
    <fieldset className="card row bulk-bar" aria-label={t('products.chosen', { count })}>
      <strong>{t('products.chosen', { count })}</strong>
      <Button size="small" busy={isPending} onClick={putOn}>
        {t('products.publish')}
      </Button>
      <Button size="small" kind="plain" busy={isPending} onClick={takeOff}>
        {t('products.archive')}
      </Button>
      <PriceMove onMove={move} />
      {error && <ProblemView error={error} />}
    </fieldset>
  );
}

function PriceMove({ onMove }: { readonly onMove: (percent: number) => void }) {
  const { t } = useTranslation('portal');
  const [percent, setPercent] = useState('5');
  return (
    <form
      className="row price-move"
      onSubmit={(event) => {
        event.preventDefault();
        onMove(Number(percent));
      }}
    >
      <label>
        {t('products.movePrices')}{' '}
        <input
          className="input"
          type="number"
          min={-90}
          max={500}
          required
          value={percent}
          onChange={({ target }) => setPercent(target.value)}
        />{' '}
        %
      </label>
      <Button type="submit" size="small" kind="plain">
        {t('products.move')}
      </Button>
    </form>
  );
}
