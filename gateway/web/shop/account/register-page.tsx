import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { register as open } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { useSessionChange } from '../../session/session.ts';
import { useTitle } from '../use-title.ts';
import './account.css';

/** Somebody new. */
export function Page() {
  const { t } = useTranslation('common');
  const { enter } = useSessionChange();
  const { register, handleSubmit } = useForm({ defaultValues: { name: '', email: '', password: '' } });
  const opening = useMutation({ mutationFn: open, onSuccess: enter });
  useTitle(t('signIn.register'));
  return (
    <form className="card stack small-form" onSubmit={handleSubmit((person) => opening.mutate(person))}>
      <h1>{t('signIn.register')}</h1>
      {opening.error && <ProblemView error={opening.error} />}
      <TextField label={t('signIn.name')} autoComplete="name" required {...register('name')} />
      <TextField label={t('signIn.email')} type="email" autoComplete="username" required {...register('email')} />
      <TextField
        label={t('signIn.password')}
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        hint={t('signIn.passwordHint')}
        {...register('password')}
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
