import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tenant } from '../../../../actors/tenants/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { useFields } from '../../frame/fields.ts';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import { basisPointsOf, changeOf, type MarketForm, marketFormOf } from './market-form.ts';
import '../console.css';

export const SettingsPage = () => <SignedIn face="/console">{() => <Settings />}</SignedIn>;

function Settings() {
  const { t } = useTranslation('console');
  const tenant = useQuery(asked('tenants.settings', {}));
  if (tenant.error) return <ProblemView error={tenant.error} onRetry={() => void tenant.refetch()} />;
  if (!tenant.data) return <PageWaiting />;
  return (
    <div className="stack">
      <h1>{t('settings.title')}</h1>
      <SettingsForm tenant={tenant.data} />
    </div>
  );
}

function useSaving(pricesIncludeTax: boolean) {
  const { t } = useTranslation('common');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (form: MarketForm) => ask('tenants.changeOwn', { ...changeOf(form), pricesIncludeTax }),
    onSuccess: (now) => {
      queries.setQueryData(asked('tenants.settings', {}).queryKey, now);
      showToast(t('saved'));
    },
  });
}

/** What is sold from now on follows these; orders that were placed keep what was frozen then. */
function SettingsForm({ tenant }: { readonly tenant: Tenant }) {
  const { t } = useTranslation(['console', 'common']);
  const [includesTax, setIncludesTax] = useState(tenant.pricesIncludeTax);
  const rate = (text: string) => (basisPointsOf(text) === undefined ? t('settings.rateWrong') : undefined);
  const rules = { taxPercent: rate, commissionPercent: rate };
  const { field, submit } = useFields<keyof MarketForm>(marketFormOf(tenant), rules);
  const saving = useSaving(includesTax);
  return (
    <form className="card stack market-form" onSubmit={submit(saving.mutate)}>
      {saving.error && <ProblemView error={saving.error} />}
      <p className="soft">{t('settings.about', { id: tenant.id, plan: tenant.plan, currency: tenant.currency })}</p>
      <TextField label={t('settings.name')} required maxLength={80} {...field('name')} />
      <TextField label={t('settings.locale')} hint={t('settings.localeHint')} required {...field('locale')} />
      <TextField label={t('settings.tax')} inputMode="decimal" required {...field('taxPercent')} />
      <Checkbox
        label={t('settings.includesTax')}
        checked={includesTax}
        onChange={({ target }) => setIncludesTax(target.checked)}
      />
      <TextField
        label={t('settings.commission')}
        hint={t('settings.commissionHint')}
        inputMode="decimal"
        required
        {...field('commissionPercent')}
      />
      <div>
        <Button type="submit" busy={saving.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
