import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Stock } from '../../../../actors/inventory/contract.ts';
import { ask } from '../../api/ask.ts';
import { putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import type { Duty } from '../own-shop.ts';

type Move = {
  readonly kind: 'receive' | 'adjust';
  readonly units: string;
  readonly warehouse: string;
  readonly why: string;
};
type MoveDialogProps = {
  readonly stock: Stock;
  readonly name: string;
  readonly may: (duty: Duty) => boolean;
  readonly onClose: () => void;
};

const moveOf = (sku: string, { kind, units, warehouse, why }: Move) => {
  const where = { sku, quantity: Number(units), ...(warehouse && { warehouse }) };
  return kind === 'receive'
    ? ask('inventory.receive', { ...where, ...(why && { reference: why }) })
    : ask('inventory.adjust', { ...where, reason: why });
};

/** Units that came in, or a count that was wrong. */
export function MoveDialog({ stock, name, may, onClose }: MoveDialogProps) {
  const { t } = useTranslation('portal');
  const { register, handleSubmit, watch } = useForm<Move>({
    defaultValues: { kind: 'receive', units: '', warehouse: stock.warehouses[0]?.warehouse ?? '', why: '' },
  });
  const moving = useMoving(stock.sku, onClose);
  const isReceiving = watch('kind') === 'receive';
  const kinds = [
    { value: 'receive', label: t('stock.receive') },
    ...(may('sell') ? [{ value: 'adjust', label: t('stock.adjust') }] : []),
  ];
  return (
    <Dialog open onClose={onClose} title={name}>
      <form className="stack" onSubmit={handleSubmit((move) => moving.mutate(move))}>
        {moving.error && <ProblemView error={moving.error} />}
        <SelectField label={t('stock.what')} options={kinds} {...register('kind')} />
        <TextField
          label={t('stock.units')}
          type="number"
          required
          hint={isReceiving ? undefined : t('stock.unitsHint')}
          {...(isReceiving && { min: 1 })}
          {...register('units')}
        />
        <TextField label={t('stock.warehouse')} placeholder="main" maxLength={40} {...register('warehouse')} />
        <TextField
          label={t(isReceiving ? 'stock.reference' : 'stock.reason')}
          required={!isReceiving}
          {...register('why')}
        />
        <Button type="submit" busy={moving.isPending}>
          {t(isReceiving ? 'stock.receive' : 'stock.adjust')}
        </Button>
      </form>
    </Dialog>
  );
}

function useMoving(sku: string, onDone: () => void) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: Move) => moveOf(sku, move),
    onSuccess: (now) => {
      showToast(t('stock.moved', { count: now.available }));
      putInLists<Stock>(queries, 'inventory.ofVendor', now, (one) => one.sku === sku);
      void queries.invalidateQueries({ queryKey: ['inventory.movements'] });
      onDone();
    },
  });
}
