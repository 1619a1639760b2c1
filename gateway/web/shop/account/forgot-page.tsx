import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';
import { useFields } from '../../frame/fields.ts';
import { useTitle } from '../use-title.ts';
import './account.css';

/** Asks for a mail with a link. The answer is the same whether there is such an account or not. */
export function Page() {
  const { t } = useTranslation(['shop', 'common']);
  const { field, submit } = useFields({ email: '' });
  const asking = useMutation({ mutationFn: (entered: { email: string }) => ask('customers.forgotPassword', entered) });
  useTitle(t('password.forgot'));
  return (
    <form className="card stack small-form" onSubmit={submit(asking.mutate)}>
      <h1>{t('password.forgot')}</h1>
      {asking.error && <ProblemView error={asking.error} />}
      {asking.isSuccess ? (
        <Notice tone="good" live>
          {t('password.mailed')}
        </Notice>
      ) : (
        <>
          <TextField
            label={t('common:signIn.email')}
            type="email"
            autoComplete="username"
            required
            {...field('email')}
          />
          <Button type="submit" wide busy={asking.isPending}>
            {t('password.mail')}
          </Button>
        </>
      )}
    </form>
  );
}
