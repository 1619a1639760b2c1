import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Vendor } from '../../../../actors/vendors/contract.ts';
import { ask } from '../../api/ask.ts';
import { putInLists } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { ByName } from '../../frame/by-name.tsx';

type ActProps = { readonly vendor: Vendor; readonly onClose: () => void };

function useDeciding<Asked>(decide: (asked: Asked) => Promise<Vendor>, onDone: () => void) {
  const { t } = useTranslation('console');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: (vendor) => {
      const { id, name, status } = vendor;
      showToast(t('vendors.now', { name, status: t(`vendors.is.${status}`) }));
      putInLists<Vendor>(queries, 'vendors.list', vendor, (one) => one.id === id);
      onDone();
    },
  });
}

/** Lets it sell, and says what share of each sale is the marketplace's. */
export function ApproveVendor({ vendor: { id, name, description, commissionRate }, onClose }: ActProps) {
  const { t } = useTranslation('console');
  const { register, handleSubmit } = useForm<{ percent: string }>({
    defaultValues: { percent: commissionRate === undefined ? '' : String(commissionRate / 100) },
  });
  const deciding = useDeciding(
    (percent: string) =>
      ask('vendors.approve', { id, ...(percent && { commissionRate: Math.round(Number(percent) * 100) }) }),
    onClose,
  );
  return (
    <Dialog open onClose={onClose} title={t('vendors.approveTitle', { name })} about={description}>
      <form className="stack" onSubmit={handleSubmit(({ percent }) => deciding.mutate(percent))}>
        {deciding.error && <ProblemView error={deciding.error} />}
        <TextField
          label={t('vendors.percent')}
          hint={t('vendors.percentHint')}
          type="number"
          min={0}
          max={100}
          step={0.01}
          {...register('percent')}
        />
        <Button type="submit" busy={deciding.isPending}>
          {t('vendors.approve')}
        </Button>
      </form>
    </Dialog>
  );
}

/** Turns an application down for good, or stops a shop from selling. */
export function StopVendor({ vendor: { id, name }, how, onClose }: ActProps & { readonly how: 'reject' | 'suspend' }) {
  const { t } = useTranslation('console');
  const [reason, setReason] = useState('');
  const deciding = useDeciding(() => ask(`vendors.${how}`, { id, reason }), onClose);
  return (
    <ByName
      title={t(`vendors.${how}`)}
      about={t(`vendors.${how}About`)}
      name={name}
      busy={deciding.isPending}
      error={deciding.error}
      onSure={() => deciding.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label={t('order.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </ByName>
  );
}
