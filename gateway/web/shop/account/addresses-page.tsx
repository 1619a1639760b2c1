import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedAddress } from '../../../../actors/customers/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Empty, ProblemView } from '../../design/states.tsx';
import { useFields } from '../../frame/fields.ts';
import { AddressFields, useAddressRules } from '../checkout/address-fields.tsx';
import { addressOf, type EnteredAddress, enteredOf } from '../checkout/entered.ts';
import { addressesQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { AccountPage } from './account-nav.tsx';
import '../checkout/checkout.css';

/** Addresses that a checkout offers. */
export function Page() {
  const { t } = useTranslation('shop');
  useTitle(t('account.addresses'));
  return (
    <AccountPage title={t('account.addresses')}>
      <Addresses />
    </AccountPage>
  );
}

type Edited = SavedAddress | 'new' | undefined;

function Addresses() {
  const { t } = useTranslation('shop');
  const [edited, setEdited] = useState<Edited>();
  const { data: addresses, error, refetch } = useQuery(addressesQuery);
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {addresses?.length === 0 && <Empty icon={MapPin} title={t('addresses.none')} />}
      <ul className="addresses">
        {addresses?.map((address) => (
          <AddressCard key={address.id} address={address} onEdit={() => setEdited(address)} />
        ))}
      </ul>
      <div>
        <Button kind="plain" onClick={() => setEdited('new')}>
          {t('addresses.add')}
        </Button>
      </div>
      <Dialog
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited === 'new' ? t('addresses.add') : t('addresses.change')}
      >
        <AddressForm edited={edited} onDone={() => setEdited(undefined)} />
      </Dialog>
    </>
  );
}

function AddressCard({ address, onEdit }: { readonly address: SavedAddress; readonly onEdit: () => void }) {
  const { t } = useTranslation(['shop', 'common']);
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () => ask('customers.removeAddress', { id: address.id }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['addresses'] }),
  });
  const { name, line1, line2, postcode, city, country } = address;
  return (
    <li className="card stack">
      <address>
        {[name, line1, line2, `${postcode} ${city}`, country].filter(Boolean).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </address>
      <div className="row">
        <Button kind="plain" size="small" onClick={onEdit}>
          {t('addresses.edit')}
        </Button>
        <Button kind="quiet" size="small" busy={removing.isPending} onClick={() => removing.mutate()}>
          {t('common:remove')}
        </Button>
      </div>
    </li>
  );
}

function AddressForm({ edited, onDone }: { readonly edited: Edited; readonly onDone: () => void }) {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  const known = typeof edited === 'object' ? edited : undefined;
  const { field, submit } = useFields(enteredOf(known), useAddressRules());
  const saving = useMutation({
    mutationFn: (entered: EnteredAddress) => {
      const address = addressOf(entered);
      return known
        ? ask('customers.changeAddress', { id: known.id, ...address })
        : ask('customers.addAddress', address);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['addresses'] });
      onDone();
    },
  });
  return (
    <form className="stack" noValidate onSubmit={submit(saving.mutate)}>
      <AddressFields field={field} />
      {saving.error && <ProblemView error={saving.error} />}
      <Button type="submit" busy={saving.isPending}>
        {t('save')}
      </Button>
    </form>
  );
}
