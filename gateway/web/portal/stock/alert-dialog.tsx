import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Stock } from '../../../../actors/inventory/contract.ts';
import { ask } from '../../api/ask.ts';
import { putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Checkbox, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { belowOf } from './low.ts';

type AlertForm = { readonly below: string; readonly mail: boolean };
type AlertDialogProps = {
  readonly stock: Stock;
  readonly name: string;
  /** Who would be written to. */
  readonly accountId: string;
  readonly onClose: () => void;
};

/** Below how many units something is running out, and whether a mail says so. */
export function AlertDialog({ stock, name, accountId, onClose }: AlertDialogProps) {
  const { t } = useTranslation(['portal', 'common']);
  const { register, handleSubmit } = useForm<AlertForm>({
    defaultValues: { below: String(belowOf(stock)), mail: stock.alert?.mailTo.includes(accountId) ?? false },
  });
  const setting = useSetting(stock.sku, onClose);
  return (
    <Dialog open onClose={onClose} title={name} about={t('stock.alertAbout')}>
      <form className="stack" onSubmit={handleSubmit((form) => setting.mutate(form))}>
        {setting.error && <ProblemView error={setting.error} />}
        <TextField
          label={t('stock.alertBelow')}
          hint={t('stock.alertHint')}
          type="number"
          required
          min={0}
          max={1_000_000}
          {...register('below')}
        />
        <Checkbox label={t('stock.alertMail')} {...register('mail')} />
        <Button type="submit" busy={setting.isPending}>
          {t('common:save')}
        </Button>
      </form>
    </Dialog>
  );
}

function useSetting(sku: string, onDone: () => void) {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ below, mail }: AlertForm) => ask('inventory.setAlert', { sku, below: Number(below), mail }),
    onSuccess: (now) => {
      showToast(t('saved'));
      putInLists<Stock>(queries, 'inventory.ofVendor', now, (one) => one.sku === sku);
      onDone();
    },
  });
}
