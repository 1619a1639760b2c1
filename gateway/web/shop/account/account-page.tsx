import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../actors/customers/contract.ts';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';
import { useFields } from '../../frame/fields.ts';
import { useSessionChange } from '../../session/session.ts';
import { useTitle } from '../use-title.ts';
import { AccountPage } from './account-nav.tsx';

/** Who somebody is here: the name, the password, and the way out. */
export function Page() {
  const { t } = useTranslation(['shop', 'common']);
  const { leave } = useSessionChange();
  useTitle(t('account.title'));
  return (
    <AccountPage title={t('account.title')}>
      {(account) => (
        <>
          <NameForm account={account} />
          <PasswordForm />
          <section className="card row apart">
            <Button kind="plain" onClick={() => void leave()}>
              {t('common:signIn.out')}
            </Button>
            <Erase />
          </section>
        </>
      )}
    </AccountPage>
  );
}

function NameForm({ account }: { readonly account: Account }) {
  const { t } = useTranslation(['shop', 'common']);
  const queries = useQueryClient();
  const { field, submit } = useFields({ name: account.name ?? '' });
  const saving = useMutation({
    mutationFn: ({ name }: { name: string }) => ask('customers.changeMe', { name: name.trim() }),
    onSuccess: async () => {
      showToast(t('common:saved'));
      await queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  return (
    <form className="card stack" onSubmit={submit(saving.mutate)}>
      <p className="soft">{account.email}</p>
      <TextField label={t('common:signIn.name')} autoComplete="name" required {...field('name')} />
      {saving.error && <ProblemView error={saving.error} />}
      <div>
        <Button type="submit" busy={saving.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm() {
  const { t } = useTranslation(['shop', 'common']);
  const { leave } = useSessionChange();
  const { field, submit } = useFields({ currentPassword: '', password: '' });
  const saving = useMutation({
    mutationFn: (entered: { currentPassword: string; password: string }) => ask('customers.changeMe', entered),
    onSuccess: leave,
  });
  return (
    <form className="card stack" onSubmit={submit(saving.mutate)}>
      <h2>{t('account.password')}</h2>
      <TextField
        label={t('account.currentPassword')}
        type="password"
        autoComplete="current-password"
        required
        {...field('currentPassword')}
      />
      <TextField
        label={t('account.newPassword')}
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        hint={t('account.passwordHint')}
        {...field('password')}
      />
      {saving.error && <ProblemView error={saving.error} />}
      <div>
        <Button type="submit" kind="plain" busy={saving.isPending}>
          {t('account.changePassword')}
        </Button>
      </div>
    </form>
  );
}

/** For good, so it is asked twice. */
function Erase() {
  const { t } = useTranslation(['shop', 'common']);
  const { leave } = useSessionChange();
  const [isOpen, setOpen] = useState(false);
  const erasing = useMutation({ mutationFn: () => ask('customers.eraseMe', {}), onSuccess: leave });
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('account.erase')}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('account.erase')} about={t('account.eraseAbout')}>
        {erasing.error && <ProblemView error={erasing.error} />}
        <div className="row">
          <Button kind="danger" busy={erasing.isPending} onClick={() => erasing.mutate()}>
            {t('account.eraseNow')}
          </Button>
          <Button kind="plain" onClick={() => setOpen(false)}>
            {t('common:cancel')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
