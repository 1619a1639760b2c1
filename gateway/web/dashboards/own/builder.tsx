import { useTranslation } from 'react-i18next';
import type { OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { Checkbox, SelectField } from '../../design/field.tsx';
import { Only } from './only.tsx';
import { aboutOther, offered, subjects, withDimension, withMeasure, withOnly } from './own-question.ts';

type BuilderProps = {
  readonly question: OwnQuestion;
  /** From the question as it is then, which the page may not show yet. */
  readonly onChange: (step: (question: OwnQuestion) => OwnQuestion) => void;
};

/** A question put together from what analytics allows. */
export function Builder({ question, onChange }: BuilderProps) {
  const { t } = useTranslation('dashboards');
  const { of, measures, by = [] } = question;
  return (
    <section className="card stack">
      <h2>{t('own.ask')}</h2>
      <SelectField
        label={t('own.of')}
        options={subjects.map((value) => ({ value, label: t(`own.of.${value}`) }))}
        value={of}
        onChange={({ target }) => onChange((now) => aboutOther(now, target.value as OwnQuestion['of']))}
      />
      <fieldset className="own-choices">
        <legend>{t('own.measures')}</legend>
        {offered[of].measures.map((one) => (
          <Checkbox
            key={one}
            label={t(`measure.${one}`)}
            checked={measures.includes(one)}
            onChange={({ target }) => onChange((now) => withMeasure(now, one, target.checked))}
          />
        ))}
      </fieldset>
      <fieldset className="own-choices">
        <legend>{t('own.by')}</legend>
        {offered[of].dimensions.map((one) => (
          <Checkbox
            key={one}
            label={t(`by.${one}`)}
            checked={by.includes(one)}
            onChange={({ target }) => onChange((now) => withDimension(now, one, target.checked))}
          />
        ))}
      </fieldset>
      <Only key={of} of={of} where={question.where} onChange={(where) => onChange((now) => withOnly(now, where))} />
    </section>
  );
}
