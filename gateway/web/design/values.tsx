import { useTranslation } from 'react-i18next';
import type { Money } from '../../../actors/runtime/money.ts';
import { formatAgo, formatMoney, formatTime } from '../i18n/format.ts';
import { useRegional } from '../i18n/use-regional.ts';

/** An amount as people of the page's language write it. */
export function Price({ amount, currency }: Money) {
  const { i18n } = useTranslation();
  return <span className="numbers">{formatMoney({ amount, currency }, i18n.language)}</span>;
}

/** How long ago, and exactly when for whoever points at it. */
export function Ago({ at }: { readonly at: string }) {
  const language = useRegional();
  return (
    <time dateTime={at} title={formatTime(at, language)}>
      {formatAgo(at, Date.now(), language)}
    </time>
  );
}

export function When({ at }: { readonly at: string }) {
  const language = useRegional();
  return <time dateTime={at}>{formatTime(at, language)}</time>;
}
