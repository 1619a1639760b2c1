import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextArea, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { sessionQuery } from '../../session/session.ts';
import { SignedIn } from '../../session/signed-in.tsx';
import { keepShop } from '../own-shop.ts';
import '../portal.css';

export const ApplyPage = () => <SignedIn face="/vendor">{() => <Apply />}</SignedIn>;

type Application = { readonly name: string; readonly description: string; readonly handle: string };

/** Opens a shop: products can be drafted at once, and are on sale once the marketplace has said yes. */
function Apply() {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { register, handleSubmit } = useForm<Application>();
  const applying = useMutation({
    mutationFn: ({ name, description, handle }: Application) =>
      ask('vendors.apply', { name, description, ...(handle && { handle }) }),
    onSuccess: async ({ id }) => {
      keepShop(id);
      await queries.refetchQueries(sessionQuery);
      await navigate({ to: '/vendor' });
    },
  });
  return (
    <form className="card stack narrow centred" onSubmit={handleSubmit((given) => applying.mutate(given))}>
      <h1>{t('apply.title')}</h1>
      <p className="soft">{t('apply.about')}</p>
      {applying.error && <ProblemView error={applying.error} />}
      <TextField label={t('settings.name')} required maxLength={80} {...register('name')} />
      <TextArea
        label={t('settings.about')}
        hint={t('apply.aboutHint')}
        maxLength={5_000}
        {...register('description')}
      />
      <TextField
        label={t('apply.handle')}
        hint={t('apply.handleHint')}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        maxLength={80}
        {...register('handle')}
      />
      <Button type="submit" wide busy={applying.isPending}>
        {t('apply.submit')}
      </Button>
    </form>
  );
}
