import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../design/field.tsx';
import type { TiedField } from '../../frame/fields.ts';
import { countriesIn } from './countries.ts';
import type { EnteredAddress } from './entered.ts';

type AddressFieldsProps = {
  /** Ties a field to the form that it stands in. */
  readonly field: (name: keyof EnteredAddress) => TiedField;
};

const autoComplete = { name: 'name', line1: 'address-line1', postcode: 'postal-code', city: 'address-level2' } as const;

/** What an address cannot do without. */
export function useAddressRules() {
  const { t } = useTranslation('shop');
  const needed = (text: string) => (text.trim() === '' ? t('form.needed') : undefined);
  return { name: needed, line1: needed, postcode: needed, city: needed };
}

/** Where something is sent. */
export function AddressFields({ field }: AddressFieldsProps) {
  const { t, i18n } = useTranslation('shop');
  const text = (name: keyof typeof autoComplete) => (
    <TextField label={t(`address.${name}`)} autoComplete={autoComplete[name]} {...field(name)} />
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
