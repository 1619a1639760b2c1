import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { TextField } from '../../design/field.tsx';
import { showToast } from '../../design/toast-list.ts';
import { ByName } from '../../frame/by-name.tsx';
import { formatMoney, parseMoney, plainAmount } from '../../i18n/format.ts';
import type { OrderInFull } from './whole-order.ts';

type ActProps = { readonly order: OrderInFull; readonly onClose: () => void };

function useAct<Asked>(act: (asked: Asked) => Promise<unknown>, done: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      showToast(done);
      for (const name of ['orders.get', 'ledger.ofOrder', 'payments.get'])
        void queries.invalidateQueries({ queryKey: [name] });
      onDone();
    },
  });
}

/** Pays back a part of the order, or all that is left of it. */
export function RefundOrder({ order, onClose }: ActProps) {
  const { t, i18n } = useTranslation('console');
  const { id, number = id, total, refunded } = order;
  const { currency } = total;
  const left = total.amount - refunded.amount;
  const [typed, setTyped] = useState(plainAmount(left, currency));
  const [reason, setReason] = useState('');
  const amount = parseMoney(typed, currency);
  const isWrong = amount === undefined || amount === 0 || amount > left;
  const refund = () => ask('orders.refund', { id, amount: { amount: amount ?? 0, currency }, reason });
  const refunding = useAct(refund, t('order.refunding'), onClose);
  return (
    <ByName
      title={t('order.refund')}
      about={t('order.refundAbout', { left: formatMoney({ amount: left, currency }, i18n.language) })}
      name={number}
      busy={refunding.isPending}
      error={refunding.error}
      onSure={() => !isWrong && refunding.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label={t('order.amount', { currency })}
        inputMode="decimal"
        required
        wrong={isWrong ? t('order.amountWrong') : undefined}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
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

/** Cancels what has not been sent. */
export function CancelOrder({ order: { id, number = id }, onClose }: ActProps) {
  const { t } = useTranslation('console');
  const cancelling = useAct(() => ask('orders.cancelByRequest', { id }), t('order.cancelling'), onClose);
  return (
    <ByName
      title={t('order.cancel')}
      about={t('order.cancelAbout')}
      name={number}
      busy={cancelling.isPending}
      error={cancelling.error}
      onSure={() => cancelling.mutate(undefined)}
      onClose={onClose}
    />
  );
}
