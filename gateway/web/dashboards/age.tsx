import { useTranslation } from 'react-i18next';
import type { Freshness } from '../../../actors/analytics/contract.ts';
import { useRegional } from '../i18n/use-regional.ts';

const look = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

/** How old an answer is. */
export function Age({ of: { asOf, behind } }: { readonly of: Freshness }) {
  const { t } = useTranslation('dashboards');
  const time = new Intl.DateTimeFormat(useRegional(), look).format(Date.parse(asOf));
  return (
    <span className="numbers">
      <time dateTime={asOf}>{t('question.asOf', { time })}</time>
      {behind > 0 && ` · ${t('question.behind', { count: behind })}`}
    </span>
  );
}
