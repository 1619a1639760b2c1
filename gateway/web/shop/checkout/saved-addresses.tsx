import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Address } from '../../../../actors/customers/contract.ts';
import { SelectField } from '../../design/field.tsx';
import { addressesQuery } from '../queries.ts';

/** Fills the address with one that was saved. */
export function SavedAddresses({ onChoose }: { readonly onChoose: (address: Address) => void }) {
  const { t } = useTranslation('shop');
  const { data: addresses = [] } = useQuery(addressesQuery);
  if (addresses.length === 0) return null;
  const choose = (id: string) => {
    const found = addresses.find((one) => one.id === id);
    if (!found) return;
    const { id: _, ...address } = found;
    onChoose(address);
  };
  const options = addresses.map(({ id, name, line1, city }) => ({ value: id, label: `${name}, ${line1}, ${city}` }));
  return (
    <SelectField
      label={t('checkout.saved')}
      defaultValue=""
      options={[{ value: '', label: t('checkout.savedNone') }, ...options]}
      onChange={({ target }) => choose(target.value)}
    />
  );
}
