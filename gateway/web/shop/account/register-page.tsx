import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { register } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { useFields } from '../../frame/fields.ts';
import { useSessionChange } from '../../session/session.ts';
import { useTitle } from '../use-title.ts';
import './account.css';

/** Somebody new. */
export function Page() {
  const { t } = useTranslation('common');
  const { enter } = useSessionChange();
  const { field, submit } = useFields({ name: '', email: '', password: '' });
  const opening = useMutation({ mutationFn: register, onSuccess: enter });
  useTitle(t('signIn.register'));
  return (
    <form className="card stack small-form" onSubmit={submit(opening.mutate)}>
      <h1>{t('signIn.register')}</h1>
      {opening.error && <ProblemView error={opening.error} />}
      <TextField label={t('signIn.name')} autoComplete="name" required {...field('name')} />
      <TextField label={t('signIn.email')} type="email" autoComplete="username" required {...field('email')} />
      <TextField
        label={t('signIn.password')}
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        hint={t('signIn.passwordHint')}
        {...field('password')}
      />
      <Button type="submit" wide busy={opening.isPending}>
        {t('signIn.register')}
      </Button>
      <p className="small">
        {t('signIn.have')} <a href={`/sign-in${location.search}`}>{t('signIn.submit')}</a>
      </p>
    </form>
  );
}
