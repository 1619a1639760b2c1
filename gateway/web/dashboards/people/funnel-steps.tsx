import { useTranslation } from 'react-i18next';
import type { FunnelItem } from '../../../../actors/analytics/contract.ts';
import { Bar } from '../charts/bar.tsx';
import { writeMeasure } from '../measures.ts';
import '../charts/charts.css';

const steps = ['viewed', 'added', 'checkout', 'paid'] as const;

/** How many came so far, and what share of those before. */
export function FunnelSteps({ funnel }: { readonly funnel: FunnelItem }) {
  const { t, i18n } = useTranslation('dashboards');
  const written = { currency: '', language: i18n.language };
  return (
    <ol className="funnel">
      {steps.map((step, at) => {
        const before = funnel[steps[at - 1] ?? step];
        const share = before === 0 ? 0 : (funnel[step] / before) * 10_000;
        return (
          <li key={step}>
            <span>{t(`visits.step.${step}`)}</span>
            <Bar value={funnel[step]} most={funnel.viewed} />
            <span className="end">
              <strong className="numbers">{writeMeasure(step, funnel[step], written)}</strong>
              {at > 0 && (
                <span className="soft small">
                  {' '}
                  {t('visits.of', { share: writeMeasure('conversion', share, written) })}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
