import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import { ask } from '../../api/ask.ts';
import { putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { leftOf } from './orders.ts';

type Shipping = {
  readonly carrier: string;
  readonly tracking: string;
  readonly units: Readonly<Record<string, string>>;
};
type ShipDialogProps = { readonly parcel: Fulfilment; readonly onClose: () => void };

const keptAs = 'souk-carrier';

/** All that is left goes along, unless fewer are typed. The carrier of the last parcel is offered again. */
export function ShipDialog({ parcel, onClose }: ShipDialogProps) {
  const { t } = useTranslation(['portal', 'common']);
  const left = leftOf(parcel);
  const titles = new Map(parcel.lines.map(({ sku, title }) => [sku, title]));
  const { register, handleSubmit } = useForm<Shipping>({
    defaultValues: {
      carrier: localStorage.getItem(keptAs) ?? '',
      tracking: '',
      units: Object.fromEntries(left.map(({ sku, quantity }) => [sku, String(quantity)])),
    },
  });
  const shipping = useShipping(parcel, onClose);
  return (
    <Dialog open onClose={onClose} title={t('orders.shipTitle', { number: parcel.orderNumber })}>
      <form className="stack" onSubmit={handleSubmit((given) => shipping.mutate(given))}>
        {shipping.error && <ProblemView error={shipping.error} />}
        <TextField label={t('orders.carrier')} required maxLength={100} {...register('carrier')} />
        <TextField label={t('orders.tracking')} maxLength={100} {...register('tracking')} />
        {left.map(({ sku, quantity }) => (
          <TextField
            key={sku}
            label={titles.get(sku) ?? sku}
            type="number"
            min={0}
            max={quantity}
            {...register(`units.${sku}`)}
          />
        ))}
        <Button type="submit" busy={shipping.isPending}>
          {t('orders.ship')}
        </Button>
      </form>
    </Dialog>
  );
}

function useShipping(parcel: Fulfilment, onDone: () => void) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ carrier, tracking, units }: Shipping) => {
      const asked = leftOf(parcel).map(({ sku }) => ({ sku, quantity: Number(units[sku]) }));
      const lines = asked.filter(({ quantity }) => quantity > 0);
      return ask('fulfilments.ship', { id: parcel.id, carrier, lines, ...(tracking && { tracking }) });
    },
    onSuccess: (now, { carrier }) => {
      localStorage.setItem(keptAs, carrier);
      showToast(t(`orders.now.${now.status}`, { number: parcel.orderNumber }));
      putInLists<Fulfilment>(queries, 'fulfilments.ofVendor', now, ({ id }) => id === now.id);
      onDone();
    },
  });
}
