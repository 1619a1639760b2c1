import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { writeMeasure } from '../measures.ts';
import type { Cohort } from './cohorts.ts';
import '../charts/charts.css';

/** Of each month's new customers, the share that bought again, the more the warmer. */
export function CohortTable({ cohorts }: { readonly cohorts: readonly Cohort[] }) {
  const { t } = useTranslation('dashboards');
  const most = Math.max(0, ...cohorts.map(({ later }) => later.length));
  const months = Array.from({ length: most }, (_, at) => at + 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label={t('customers.cohorts')} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('measure.cohort')}</th>
            <th scope="col" className="end">
              {t('measure.customers')}
            </th>
            {months.map((month) => (
              <th key={month} scope="col" className="end">
                {t('customers.month', { count: month })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <CohortRow key={cohort.month} cohort={cohort} months={months} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CohortRowProps = { readonly cohort: Cohort; readonly months: readonly number[] };

function CohortRow({ cohort: { month, customers, later }, months }: CohortRowProps) {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <tr>
      <th scope="row">{name.format(Date.parse(month))}</th>
      <td className="end">{writeMeasure('customers', customers, { currency: '', language })}</td>
      {months.map((at) => {
        const bought = later[at - 1];
        if (bought === undefined) return <td key={at} />;
        const share = customers === 0 ? 0 : bought / customers;
        return (
          <td key={at} className="heat" style={{ '--heat': `${Math.round(share * 60)}%` } as CSSProperties}>
            {writeMeasure('repeatRate', share * 10_000, { currency: '', language })}
          </td>
        );
      })}
    </tr>
  );
}
