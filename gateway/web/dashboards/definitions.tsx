import { useTranslation } from 'react-i18next';
import type { dashboardsEn } from './texts/dashboards.en.ts';

type DefinedBy<Key> = Key extends `define.${infer Name}` ? Name : never;

/** What has a formula in the texts. */
export type Defined = DefinedBy<keyof typeof dashboardsEn>;

/** How measures are counted, for whoever wants to know. */
export function Definitions({ of }: { readonly of: readonly Defined[] }) {
  const { t } = useTranslation('dashboards');
  return (
    <details className="definitions">
      <summary>{t('question.how')}</summary>
      <dl>
        {of.map((name) => (
          <div key={name}>
            <dt>{t(`measure.${name}`)}</dt>
            <dd>{t(`define.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
