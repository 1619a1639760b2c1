import type { FieldErrors, RegisterOptions, UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../design/field.tsx';
import { countriesIn } from './countries.ts';
import type { EnteredAddress } from './entered.ts';

type Name = keyof EnteredAddress;

type AddressFieldsProps = {
  /** Ties a field to the form that it stands in. */
  readonly field: (name: Name, rules?: Pick<RegisterOptions, 'required'>) => UseFormRegisterReturn;
  readonly errors: FieldErrors<EnteredAddress> | undefined;
};

const autoComplete = { name: 'name', line1: 'address-line1', postcode: 'postal-code', city: 'address-level2' } as const;

/** Where something is sent. */
export function AddressFields({ field, errors }: AddressFieldsProps) {
  const { t, i18n } = useTranslation('shop');
  const needed = { required: t('form.needed') };
  const text = (name: keyof typeof autoComplete) => (
    <TextField
      label={t(`address.${name}`)}
      autoComplete={autoComplete[name]}
      wrong={errors?.[name]?.message}
      {...field(name, needed)}
    />
  );
  return (
    <>
      {text('name')}
      {text('line1')}
      <TextField label={t('address.line2')} autoComplete="address-line2" {...field('line2')} />
      <div className="fields-in-row">
        {text('postcode')}
        {text('city')}
      </div>
      <SelectField
        label={t('address.country')}
        autoComplete="country"
        options={countriesIn(i18n.language)}
        {...field('country')}
      />
    </>
  );
}
