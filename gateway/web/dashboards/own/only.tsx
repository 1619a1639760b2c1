import { useTranslation } from 'react-i18next';
import type { Filter, OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { SelectField, TextField } from '../../design/field.tsx';
import { offered } from './own-question.ts';

type OnlyProps = {
  readonly of: OwnQuestion['of'];
  readonly where: readonly Filter[] | undefined;
  /** Undefined: everything. */
  readonly onChange: (where: readonly Filter[] | undefined) => void;
};

/** Of one thing some values only, instead of everything. */
export function Only({ of, where, onChange }: OnlyProps) {
  const { t } = useTranslation('dashboards');
  const [chosen] = where ?? [];
  const fields = offered[of].dimensions.filter((one): one is Filter['field'] => one !== 'time');
  const narrow = (field: Filter['field'], is: readonly string[]) => onChange([{ field, is }]);
  const values = (text: string) => {
    const is = text.split(',').map((one) => one.trim());
    return is.length > 1 ? is.filter(Boolean) : is;
  };
  return (
    <>
      <SelectField
        label={t('own.only')}
        options={[
          { value: '', label: t('own.only.all') },
          ...fields.map((value) => ({ value, label: t(`by.${value}`) })),
        ]}
        value={chosen?.field ?? ''}
        onChange={({ target }) =>
          target.value === '' ? onChange(undefined) : narrow(target.value as Filter['field'], [''])
        }
      />
      {chosen && (
        <TextField
          key={chosen.is.join()}
          label={t('own.values')}
          defaultValue={chosen.is.join(', ')}
          onBlur={({ target }) => narrow(chosen.field, values(target.value))}
        />
      )}
    </>
  );
}
