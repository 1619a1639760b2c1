import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Fulfilment } from '../../../../actors/fulfilments/contract.ts';
import type { VendorOrder } from '../../../../actors/orders/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView, Skeleton } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { useFields } from '../../frame/fields.ts';
import { formatMoney, parseMoney } from '../../i18n/format.ts';
import type { OwnShopAbout } from '../own-shop.tsx';

type RefundDialogProps = { readonly parcel: Fulfilment; readonly about: OwnShopAbout; readonly onClose: () => void };

/** For what arrived broken or late: some of the part goes back to the shopper. */
export function RefundDialog({ parcel, about, onClose }: RefundDialogProps) {
  const { t } = useTranslation('portal');
  const part = useQuery(asked('orders.part', { id: parcel.orderId, vendorId: about.vendor.id }));
  return (
    <Dialog open onClose={onClose} title={t('orders.refund')} about={t('orders.refundAbout')}>
      {part.error && <ProblemView error={part.error} />}
      {part.isPending && <Skeleton height="10rem" />}
      {part.data && <RefundForm part={part.data} vendorId={about.vendor.id} onDone={onClose} />}
    </Dialog>
  );
}

type RefundFormProps = { readonly part: VendorOrder; readonly vendorId: string; readonly onDone: () => void };

function useRefunding({ part: { orderId, number = orderId, total }, vendorId, onDone }: RefundFormProps) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ typed, reason }: { readonly typed: string; readonly reason: string }) => {
      const amount = { amount: parseMoney(typed, total.currency) ?? 0, currency: total.currency };
      return ask('orders.refundPart', { id: orderId, vendorId, amount, reason });
    },
    onSuccess: () => {
      showToast(t('orders.refunding', { number }));
      void queries.invalidateQueries({ queryKey: ['orders.part'] });
      onDone();
    },
  });
}

function RefundForm(props: RefundFormProps) {
  const { t, i18n } = useTranslation('portal');
  const { total, refunded } = props.part;
  const left = total.amount - refunded.amount;
  const amountRule = (text: string) => {
    const amount = parseMoney(text, total.currency) ?? 0;
    return amount > 0 && amount <= left ? undefined : t('orders.refundWrong');
  };
  const { field, submit } = useFields({ typed: '', reason: '' }, { typed: amountRule });
  const refunding = useRefunding(props);
  return (
    <form className="stack" onSubmit={submit(refunding.mutate)}>
      {refunding.error && <ProblemView error={refunding.error} />}
      <TextField
        label={t('orders.refundAmount', { currency: total.currency })}
        hint={t('orders.refundLeft', { left: formatMoney({ ...total, amount: left }, i18n.language) })}
        inputMode="decimal"
        required
        {...field('typed')}
      />
      <TextField label={t('orders.refundReason')} required maxLength={200} {...field('reason')} />
      <Button type="submit" kind="danger" busy={refunding.isPending}>
        {t('orders.refundYes')}
      </Button>
    </form>
  );
}
