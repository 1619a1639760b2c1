import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnQuestion, SavedQuestion } from '../../../../actors/analytics/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView, Skeleton } from '../../design/states.tsx';
import { showToast } from '../../design/toast-list.ts';

export const savedQuestions = asked('analytics.questions', {});

type Listed = { readonly items: readonly SavedQuestion[] };

/** What was just done is shown at once: the list itself follows a moment later. */
function useList() {
  const queries = useQueryClient();
  return (change: (items: readonly SavedQuestion[]) => readonly SavedQuestion[]) =>
    queries.setQueryData<Listed>(savedQuestions.queryKey, (known) => known && { items: change(known.items) });
}

/** Keeps a question under a name, for everybody of the market. */
export function KeepQuestion({ question }: { readonly question: OwnQuestion }) {
  const { t } = useTranslation('dashboards');
  const [name, setName] = useState('');
  const list = useList();
  const keeping = useMutation({
    mutationFn: () => ask('analytics.saveQuestion', { name: name.trim(), question }),
    onSuccess: (saved) => {
      list((items) => [...items, saved]);
      showToast(t('own.kept', { name: saved.name }));
      setName('');
    },
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        keeping.mutate();
      }}
    >
      {keeping.error && <ProblemView error={keeping.error} />}
      <TextField
        label={t('own.name')}
        required
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit" kind="plain" busy={keeping.isPending}>
        {t('own.keep')}
      </Button>
    </form>
  );
}

type SavedQuestionsProps = { readonly onChosen: (question: OwnQuestion) => void };

/** All that were kept; each is asked again with a press, of the days that are shown. */
export function SavedQuestions({ onChosen }: SavedQuestionsProps) {
  const { t } = useTranslation('dashboards');
  const saved = useQuery(savedQuestions);
  return (
    <section className="card stack">
      <h2>{t('own.saved')}</h2>
      {saved.error && <ProblemView error={saved.error} onRetry={() => void saved.refetch()} />}
      {saved.isPending && <Skeleton height="4rem" />}
      {saved.data?.items.length === 0 && <p className="soft">{t('own.none')}</p>}
      <ul className="stack">
        {saved.data?.items.map((one) => (
          <SavedRow key={one.id} saved={one} onChosen={() => onChosen(one.question)} />
        ))}
      </ul>
    </section>
  );
}

function SavedRow({
  saved: { id, name, question },
  onChosen,
}: {
  readonly saved: SavedQuestion;
  readonly onChosen: () => void;
}) {
  const { t } = useTranslation(['dashboards', 'common']);
  const list = useList();
  const keepAgain = async () => {
    const again = await ask('analytics.saveQuestion', { name, question });
    list((items) => [...items, again]);
  };
  const removing = useMutation({
    mutationFn: () => ask('analytics.removeQuestion', { id }),
    onSuccess: () => {
      list((items) => items.filter((one) => one.id !== id));
      showToast(t('own.removed', { name }), { action: { label: t('common:undo'), run: () => void keepAgain() } });
    },
  });
  return (
    <li className="row apart">
      <strong>{name}</strong>
      <span className="row">
        <Button kind="plain" size="small" aria-label={`${t('own.look')}: ${name}`} onClick={onChosen}>
          {t('own.look')}
        </Button>
        <Button
          kind="quiet"
          size="small"
          busy={removing.isPending}
          aria-label={`${t('common:remove')}: ${name}`}
          onClick={() => removing.mutate()}
        >
          {t('common:remove')}
        </Button>
      </span>
    </li>
  );
}
