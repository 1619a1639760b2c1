import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderStatus } from '../../../../actors/orders/contract.ts';
import { progressOf } from './progress.ts';

/** How far an order is, from the till to the door. */
export function OrderSteps({ status }: { readonly status: OrderStatus }) {
  const { t } = useTranslation('shop');
  return (
    <ol className="steps" aria-label={t('order.progress')}>
      {progressOf(status).map(({ step, reached }) => (
        <li key={step} className="step" data-reached={reached} aria-current={reached === 'now' ? 'step' : undefined}>
          <span className="step-mark">{reached !== 'ahead' && <Check aria-hidden size={14} strokeWidth={3} />}</span>
          {t(`status.${step}`)}
        </li>
      ))}
    </ol>
  );
}
