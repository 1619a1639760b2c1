import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/ask.ts';
import { Button } from '../design/button.tsx';
import { TextField } from '../design/field.tsx';
import { ProblemView } from '../design/states.tsx';
import { useFields } from '../frame/fields.ts';
import type { Credentials } from './logins.ts';
import { useSessionChange } from './session.ts';
import { TryIt } from './try-it.tsx';
import './sign-in.css';

/** Signs a person in, and leads to the page they were on the way to. */
export function SignIn() {
  const { t } = useTranslation('common');
  const { enter } = useSessionChange();
  const { field, submit } = useFields({ email: '', password: '' });
  const entering = useMutation({
    mutationFn: ({ email, password }: Credentials) => signIn(email, password),
    onSuccess: enter,
  });
  return (
    <div className="sign-in">
      <form className="card stack" onSubmit={submit(entering.mutate)}>
        <h1>{t('signIn.title')}</h1>
        {entering.error && <ProblemView error={entering.error} />}
        <TextField label={t('signIn.email')} type="email" autoComplete="username" required {...field('email')} />
        <TextField
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
          required
          {...field('password')}
        />
        <Button type="submit" wide busy={entering.isPending}>
          {t('signIn.submit')}
        </Button>
        <p className="row apart small">
          <a href="/password/forgot">{t('signIn.forgot')}</a>
          <a href={`/register${location.search}`}>{t('signIn.register')}</a>
        </p>
      </form>
      <TryIt onChosen={(login) => entering.mutate(login)} />
    </div>
  );
}
