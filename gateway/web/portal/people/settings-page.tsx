import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { SelectField, TextArea, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { keepShop } from '../own-shop.ts';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';

export const SettingsPage = () => <OwnShop>{(about) => <Settings about={about} />}</OwnShop>;

type Told = { readonly name: string; readonly description: string };

function Settings({ about: { vendor, account, may } }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation(['portal', 'common']);
  const queries = useQueryClient();
  const { register, handleSubmit } = useForm<Told>({
    defaultValues: { name: vendor.name, description: vendor.description },
  });
  const saving = useMutation({
    mutationFn: (told: Told) => ask('vendors.change', { id: vendor.id, ...told }),
    onSuccess: () => {
      showToast(t('common:saved'));
      void queries.invalidateQueries({ queryKey: ['vendors.get'] });
    },
  });
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <form className="card stack narrow" onSubmit={handleSubmit((told) => saving.mutate(told))} inert={!may('sell')}>
        {saving.error && <ProblemView error={saving.error} />}
        <TextField label={t('settings.name')} required maxLength={80} {...register('name')} />
        <TextArea label={t('settings.about')} maxLength={5_000} rows={6} {...register('description')} />
        <p className="soft small">{t('settings.handle', { handle: vendor.handle })}</p>
        <Button type="submit" busy={saving.isPending}>
          {t('common:save')}
        </Button>
      </form>
      <OtherShops current={vendor.id} shops={Object.keys(account.staff)} />
    </>
  );
}

/** For whoever works in more than one. */
function OtherShops({ current, shops }: { readonly current: string; readonly shops: readonly string[] }) {
  const { t } = useTranslation('portal');
  const known = useQueries({ queries: shops.map((id) => asked('vendors.get', { id })) });
  if (shops.length < 2) return null;
  const change = (vendorId: string) => {
    keepShop(vendorId);
    location.assign('/vendor');
  };
  return (
    <div className="card narrow">
      <SelectField
        label={t('settings.shop')}
        value={current}
        options={shops.map((value, at) => ({ value, label: known[at]?.data?.name ?? value }))}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}
