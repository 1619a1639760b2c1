import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Notice, ProblemView } from '../../design/states.tsx';

type PlacementProps = {
  /** The node that owns it; undefined: none does. */
  readonly onFound: (owner: string | undefined) => void;
};

/** Finds the partition of an actor, and the node that has it now. */
export function Placement({ onFound }: PlacementProps) {
  const { t } = useTranslation('console');
  const { register, handleSubmit } = useForm<{ readonly key: string }>();
  const finding = useMutation({
    mutationFn: ({ key }: { readonly key: string }) => ask('ops.placement', { key: key.trim() }),
    onSuccess: ({ owner }) => onFound(owner),
  });
  const { data, error, isPending } = finding;
  return (
    <section className="card stack">
      <h2>{t('placement.title')}</h2>
      <form className="row actor-form" onSubmit={handleSubmit((asked) => finding.mutate(asked))}>
        <TextField label={t('placement.key')} required placeholder="order/ord_..." {...register('key')} />
        <Button type="submit" kind="plain" busy={isPending}>
          {t('placement.find')}
        </Button>
      </form>
      <p className="soft small">{t('placement.hint')}</p>
      {error && <ProblemView error={error} />}
      {data && (
        <Notice tone={data.owner === undefined ? 'warn' : 'info'} live>
          {data.owner === undefined ? t('placement.nobody', data) : t('placement.at', { ...data, owner: data.owner })}
        </Notice>
      )}
    </section>
  );
}
