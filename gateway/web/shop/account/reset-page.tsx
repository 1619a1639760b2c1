import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';
import { useFields } from '../../frame/fields.ts';
import type { Query } from '../../frame/query.ts';
import { useTitle } from '../use-title.ts';
import './account.css';

/** Where the link of the mail leads: its token proves who asks. */
export function Page() {
  const { t } = useTranslation(['shop', 'common']);
  const { token = '' } = useSearch({ strict: false }) as Query;
  const { field, submit } = useFields({ password: '' });
  const setting = useMutation({
    mutationFn: ({ password }: { password: string }) => ask('customers.resetPassword', { token, password }),
  });
  useTitle(t('password.reset'));
  return (
    <form className="card stack small-form" onSubmit={submit(setting.mutate)}>
      <h1>{t('password.reset')}</h1>
      {setting.error && <ProblemView error={setting.error} />}
      {setting.isSuccess ? (
        <Notice tone="good" live>
          {t('password.done')} <a href="/sign-in">{t('common:signIn.submit')}</a>
        </Notice>
      ) : (
        <>
          <TextField
            label={t('account.newPassword')}
            type="password"
            autoComplete="new-password"
            minLength={8}
            required
            hint={t('common:signIn.passwordHint')}
            {...field('password')}
          />
          <Button type="submit" wide busy={setting.isPending}>
            {t('password.set')}
          </Button>
        </>
      )}
    </form>
  );
}
